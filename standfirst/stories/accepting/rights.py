"""Who may look at a story's statements, and take part in its record."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from standfirst.publication.errors import forbidden
from standfirst.readers.models import Reader
from standfirst.stories.home import works_on_stories
from standfirst.stories.models import DeskPage, StoryPage

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def forbidding(view: View[P]) -> View[P]:
    """Refusals are answered as such: Wagtail would lead to its home instead."""

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refused:
            return forbidden(request, refused)

    return cast("View[P]", answered)


def reader_of(request: HttpRequest) -> Reader:
    reader = request.user
    assert isinstance(reader, Reader)
    return reader


def story_to_edit(page_id: int, reader: Reader) -> StoryPage:
    """Its latest draft. Raises PermissionDenied for whoever may not edit it."""
    story = get_object_or_404(StoryPage, pk=page_id)
    if not story.permissions_for_user(reader).can_edit():
        raise PermissionDenied
    draft: StoryPage = story.get_latest_revision_as_object()
    return draft


def may_write_at(page_id: int, reader: Reader) -> StoryPage | None:
    """`page_id` is the story, or the desk where a new one is written: then None. Raises PermissionDenied, Http404."""
    page = get_object_or_404(Page, pk=page_id).specific
    may = page.permissions_for_user(reader)
    if isinstance(page, StoryPage):
        allowed, story = may.can_edit(), page
    elif isinstance(page, DeskPage):
        allowed, story = may.can_add_subpage(), None
    else:
        raise Http404
    if not allowed:
        raise PermissionDenied
    return story


def refuse_others(reader: Reader) -> None:
    """Raises PermissionDenied for staff who do not work on stories, and for everyone else."""
    if not works_on_stories(reader):
        raise PermissionDenied
