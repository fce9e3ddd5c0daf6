"""Sitemaps: every address of a story and of a list of stories, and for news search the titles of the last two days.

https://www.sitemaps.org/protocol.html and
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.sharing import share_with
from standfirst.record import on_record
from standfirst.stories.addresses import whole
from standfirst.stories.archive import months_out
from standfirst.stories.counting import Pages
from standfirst.stories.front import the_front
from standfirst.stories.models import Author, FrontPage, StorylinePage, StoryPage
from standfirst.stories.reading import card_of, desk_of
from standfirst.stories.storylines import storyline_of
from standfirst.stories.xml import printable

A_FILE = 1_000
NEWS_HOURS = 48
NEWS_LONGEST = 1_000


@dataclass(frozen=True)
class Entry:
    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class News:
    address: str
    headline: str
    published_at: datetime


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses; once they are more than one file may hold, an index of the files that do."""
    front = the_front()
    files = _files()
    if files.num_pages == 1:
        return _xml(request, "stories/sitemap.xml", {"entries": _entries(front, files, 1)})
    names = [whole(reverse("sitemap_file", args=[number])) for number in files.page_range]
    return _xml(request, "stories/sitemap_index.xml", {"addresses": names})


@require_safe
def sitemap_file(request: HttpRequest, number: int) -> HttpResponse:
    front = the_front()
    files = _files()
    if number not in files.page_range:
        raise Http404
    return _xml(request, "stories/sitemap.xml", {"entries": _entries(front, files, number)})


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    front = the_front()
    outline = front.outline()
    recent = front.stories(now).filter(published_at__gte=now - timedelta(hours=NEWS_HOURS))
    cards = [card_of(story, outline) for story in recent.for_cards()[:NEWS_LONGEST]]
    context = {
        "publication_name": printable(settings_for(request).name),
        "entries": [
            News(whole(card.url), printable(card.headline), card.published_at) for card in cards
        ],
    }
    return _xml(request, "stories/news_sitemap.xml", context)


def _files() -> Pages:
    """Oldest first, so that a new story changes the last file only."""
    return Pages("sitemap", _addresses, A_FILE)


def _addresses(now: datetime) -> "QuerySet[StoryPage, tuple[Any, ...]]":
    rows = StoryPage.objects.published(now).order_by("published_at", "pk")
    return rows.values_list("path", "slug", "published_at", "updated_at")


def _entries(front: FrontPage, files: Pages, number: int) -> list[Entry]:
    desks = front.outline().desks
    stories = [
        Entry(whole(f"{desks[path[: -front.steplen]].url}{slug}/"), updated or published)
        for path, slug, published, updated in files.page(number)
    ]
    return [*(_lists(front) if number == 1 else []), *stories]


def _lists(front: FrontPage) -> list[Entry]:
    """The pages that list stories: what they show of them is what the map says anyway."""
    now = timezone.now()
    storylines = StorylinePage.objects.published(now)
    months = months_out()
    paths = [
        "/",
        *(desk_of(desk).url for desk in front.desks),
        *(storyline_of(page).url for page in storylines),
        *(author.url for author in Author.objects.published(now)),
        *([reverse("archive")] if months else []),
        *(month.url for month in months),
        *_on_record(now),
    ]
    return [Entry(whole(path)) for path in paths]


def _on_record(now: datetime) -> list[str]:
    """Of people, who are many, those beyond what a file may hold are found from the statements of others."""
    lines = on_record.storylines(now).values_list("slug", flat=True)
    named = [*on_record.parties(now).order_by("pk"), *on_record.people(now).order_by("pk")[:A_FILE]]
    of_lines = (reverse("record_storyline", args=[slug]) for slug in lines)
    paths = [*of_lines, *(it.url for it in named)]
    return [reverse("record"), *paths] if paths else []


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml")
    return share_with(request, response, LISTS)
