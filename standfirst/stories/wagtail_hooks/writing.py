"""Publishing from the form: the main button for who may, and the form again once it is done; who else is there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.stories.carrying import write
from standfirst.stories.models import StoryPage
from standfirst.stories.writing.initials import picture_of

PUBLISH = "action-publish"
LAST = 1000  # among the hooks of one name: the first that answers ends the row


@hooks.register("construct_page_action_menu")
def publish_first(items: list[ActionMenuItem], request: HttpRequest, context: Any) -> None:
    """While a page waits for review, what its reviewer decides comes first, as Wagtail has it."""
    page = context.get("page")
    if page is None or page.current_workflow_task is None:
        items.sort(key=lambda item: item.name != PUBLISH)


@hooks.register("after_create_page", order=LAST)
@hooks.register("after_edit_page", order=LAST)
def stay(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail would go to the list of pages. Its message links to the live story."""
    if isinstance(page, StoryPage) and PUBLISH in request.POST and not request.POST.get("next"):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_copy_page")
def leave_reason_behind(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Why the one is to go out although the desk check stops it says nothing of the other."""
    copied = new_page.specific
    if isinstance(copied, StoryPage):
        write(copied, list(copied.revisions.exclude(content__overridden="")), overridden="")


@hooks.register("get_avatar_url")
def avatar(reader: Reader, size: int) -> str | None:
    """None where they gave a picture of their own."""
    profile = getattr(reader, "wagtail_userprofile", None)
    return None if profile and profile.avatar else picture_of(str(reader))
