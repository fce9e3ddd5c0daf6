"""Placing a story at the top of the front page, or taking it off: published at once."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_valid_next_url_from_request

from standfirst.readers.models import Reader
from standfirst.stories.models import FrontPage, StoryPage


def may_place(reader: Reader, front: FrontPage) -> bool:
    """Not while the front page is locked, as it is by one who works on it or by a schedule."""
    may = front.permissions_for_user(reader)
    return may.can_publish() and not may.page_locked()


def place(front: FrontPage, story: StoryPage, by: Reader) -> None:
    _publish(front, lambda page: page.place(story), by)


def take_off(front: FrontPage, story: StoryPage, by: Reader) -> None:
    _publish(front, lambda page: page.take_off(story), by)


def _publish(front: FrontPage, change: Callable[[FrontPage], None], by: Reader) -> None:
    """What is live, changed. A draft that waits gets the same change, and goes on waiting."""
    draft = front.get_latest_revision_as_object() if front.has_unpublished_changes else None
    with transaction.atomic():
        change(front)
        front.save_revision(user=by, log_action=True).publish(user=by)
        if draft:
            change(draft)
            draft.save_revision(user=by)


@require_http_methods(["GET", "POST"])
def front_placing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks where no script has asked already: the menu's button posts at once."""
    reader = request.user
    assert isinstance(reader, Reader)
    story = get_object_or_404(StoryPage, pk=page_id)
    front = get_object_or_404(FrontPage)
    placed = front.has_placed(story)
    if not may_place(reader, front):
        raise PermissionDenied
    if not (placed or story.is_published(timezone.now())):
        messages.error(request, _("Publish the story first; then it can lead the front page."))
    elif request.method == "POST":
        (take_off if placed else place)(front, story, reader)
        messages.success(request, _said(story, placed))
    else:
        return render(request, "stories/front_placing.html", _question(story, placed))
    default = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return redirect(get_valid_next_url_from_request(request) or default)


def _said(story: StoryPage, placed: bool) -> str:
    text = _("“%(story)s” is off the front page's lead stories.")
    if not placed:
        text = _("“%(story)s” leads the front page.")
    return text % {"story": story.title}


def _question(story: StoryPage, placed: bool) -> dict[str, object]:
    title = _("Take off the front page") if placed else _("Lead the front page")
    back = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return {
        "page_title": title,
        "header_icon": "home",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": back, "label": story.title},
            {"url": "", "label": title},
        ],
        "story": story.title,
        "placed": placed,
        "back": back,
    }
