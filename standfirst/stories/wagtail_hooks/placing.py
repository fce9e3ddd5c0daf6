"""A story on the front page: one click, in the story's menu."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.stories.models import FrontPage, StoryPage
from standfirst.stories.placing import front_placing, may_place


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("stories/<int:page_id>/front/", front_placing, name="front_placing")]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def placing_button(page: Page, user: Reader, **context: object) -> Iterator[Button]:
    if not isinstance(page, StoryPage):
        return
    front = FrontPage.objects.first()
    if front is None or not may_place(user, front):
        return
    placed = front.has_placed(page)
    if placed or page.is_published(timezone.now()):
        url = reverse("front_placing", args=[page.pk])
        label = _("Take off the front page") if placed else _("Lead the front page")
        yield Button(label, url, icon_name="home", priority=45, attrs=_posted_at_once(url))


def _posted_at_once(url: str) -> dict[str, str]:
    """With a script there is no page between; without one the link asks."""
    return {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": url,
    }
