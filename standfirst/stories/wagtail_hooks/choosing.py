"""Wagtail's chooser of pages, which would list every draft to all staff: only who works on stories has it."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import PageQuerySet

from standfirst.readers.models import Reader
from standfirst.stories.home import works_on_stories


@hooks.register("construct_page_chooser_queryset")
def for_who_works_on_stories(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    reader = request.user
    assert isinstance(reader, Reader)
    return pages if works_on_stories(reader) else pages.none()
