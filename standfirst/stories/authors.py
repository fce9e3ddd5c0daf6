"""An author's page."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.models import PublicationImage
from standfirst.publication.sharing import share_with
from standfirst.stories.counting import StoryPages
from standfirst.stories.front import the_front
from standfirst.stories.json_ld import profile
from standfirst.stories.metadata import list_head
from standfirst.stories.models import Author
from standfirst.stories.profiles import profile_of
from standfirst.stories.reading import cards_of

A_PAGE = 20


def the_author(slug: str, now: datetime) -> Author:
    """Raises Http404 for one none of whose stories is out, for staff too."""
    found = Author.objects.published(now).filter(slug=slug).select_related("portrait")
    author = found.select_related("portrait").first()
    if author is None:
        raise Http404
    return author


def portrays_an_author(image: PublicationImage, now: datetime) -> bool:
    """Whether the page of an author shows it, and so everyone may see it."""
    portrayed: Any = image.portrait_of
    return bool(portrayed.published(now).exists())


@require_safe
def author(request: HttpRequest, author_slug: str) -> HttpResponse:
    now = timezone.now()
    found = the_author(author_slug, now)
    outline = the_front().outline()
    pages = StoryPages(f"author {found.pk}", found.stories, A_PAGE)
    part = pages.get_page(request.GET.get("page"))
    here = profile_of(found)
    publication = settings_for(request)
    context = {
        "head": list_head(publication, here, part.number, profile(here)),
        "list": here,
        "desks": list(outline.desks.values()),
        "cards": cards_of(part.object_list, outline),
        "page": part,
    }
    return share_with(
        request, render(request, "stories/author.html", context), LISTS, parameters=("page",)
    )
