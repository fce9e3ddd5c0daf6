"""Paste a brief: the quick door to a new story's form, and the answer that fills a form in place."""

import json
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.stories.briefs import LARGEST
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.pasting.answering import answer, pasted

_A_PASTE = {"html": str, "text": str, "markdown": bool | None}


def desks_open_to(reader: Reader) -> QuerySet[DeskPage]:
    """Where this reader may add stories."""
    desks = DeskPage.objects.order_by("path")
    allowed = [it.pk for it in desks if it.permissions_for_user(reader).can_add_subpage()]
    return desks.filter(pk__in=allowed)


def form_with_paste(desk: DeskPage) -> str:
    """The address of a new story's form on this desk, with the area to paste into open."""
    form = reverse("wagtailadmin_pages:add", args=["stories", "storypage", desk.pk])
    return f"{form}?{urlencode({'paste': ''})}"


@require_safe
def paste_brief(request: HttpRequest) -> HttpResponse:
    """With one desk straight to the form; else one click chooses the desk."""
    reader = request.user
    assert isinstance(reader, Reader)
    desks = list(desks_open_to(reader))
    if not desks:
        raise PermissionDenied
    if len(desks) == 1:
        return redirect(form_with_paste(desks[0]))
    title = _("Paste a brief")
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return render(
        request,
        "stories/pasting/desks.html",
        {
            "desks": [(desk.title, form_with_paste(desk)) for desk in desks],
            "header_title": title,
            "page_title": title,
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [home, {"url": "", "label": title}],
        },
    )


@require_POST
def paste_into(request: HttpRequest, page_id: int) -> JsonResponse:
    """`page_id` is the story whose form it is, or the desk where a new one is written. Nothing is saved."""
    reader = request.user
    assert isinstance(reader, Reader)
    desk = _desk_of(page_id, reader)
    if desk is None:
        return _refused(_("You may not change this story."), status=403)
    try:
        said = _said_in(request)
    except RequestDataTooBig:
        return _too_large()
    if said is None:
        return _refused(_("This is no paste. Load the form anew, and paste again."), status=400)
    if len(said["html"]) > LARGEST:
        return _too_large()
    told = answer(pasted(**said), desk.slug)
    return JsonResponse(told, status=422 if "refusal" in told else 200)


def _desk_of(page_id: int, reader: Reader) -> DeskPage | None:
    """None if the reader may not write there. Raises Http404 for what is neither story nor desk."""
    page = get_object_or_404(Page, pk=page_id).specific
    may = page.permissions_for_user(reader)
    if isinstance(page, StoryPage):
        return page.desk if may.can_edit() else None
    if isinstance(page, DeskPage):
        return page if may.can_add_subpage() else None
    raise Http404


def _said_in(request: HttpRequest) -> dict[str, Any] | None:
    """None if the request does not say what the form's script says. Raises RequestDataTooBig."""
    try:
        said: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.keys() != _A_PASTE.keys():
        return None
    return said if all(isinstance(said[name], kind) for name, kind in _A_PASTE.items()) else None


def _too_large() -> JsonResponse:
    says = _("This is larger than 1 MB. Paste one brief: a page or two.")
    return _refused(says, status=413)


def _refused(says: str, *, status: int) -> JsonResponse:
    """Of the whole paste: no line of it is at fault."""
    return JsonResponse({"refusal": {"line": 0, "says": says}}, status=status)
