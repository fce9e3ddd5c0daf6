"""Pages that are no stories: everyone reads them whole."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.sharing import share_with
from standfirst.stories.metadata import plain_head

if TYPE_CHECKING:
    from standfirst.stories.models import PlainPage


def plain_page(request: HttpRequest, page: "PlainPage") -> HttpResponse:
    publication = settings_for(request)
    context = {
        "head": plain_head(publication, page.title, f"/{page.slug}/"),
        "title": page.title,
        "html": mark_safe(expand_db_html(page.text)),  # noqa: S308 - the editor's allow-listed rich text
    }
    return share_with(request, render(request, "stories/plain.html", context), LISTS)
