"""A storyline's page, and what the page of a story shows of its storyline."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.headers import framed_by_us
from standfirst.publication.sharing import share_with
from standfirst.stories.counting import StoryPages
from standfirst.stories.days import by_day
from standfirst.stories.metadata import list_head
from standfirst.stories.reading import Card, cards_of

if TYPE_CHECKING:
    from standfirst.stories.models import Outline, StorylinePage, StoryPage

A_PAGE = 20
EARLIER = 5


@dataclass(frozen=True)
class Storyline:
    """A running event, as pages print it."""

    name: str
    slug: str
    description: str = ""

    @property
    def url(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True)
class Thread:
    """A story's place in its storyline. `earlier` holds what came before it, newest first."""

    storyline: Storyline
    earlier: tuple[Card, ...]


def storyline_of(page: "StorylinePage") -> Storyline:
    return Storyline(page.title, page.slug, page.summary)


def thread_of(story: "StoryPage", outline: "Outline", now: datetime) -> Thread | None:
    page = story.storyline
    if page is None or not page.live:
        return None
    before = page.stories.published(now).filter(published_at__lt=story.published_at)
    earlier = before.exclude(pk=story.pk).for_cards()[:EARLIER]
    return Thread(storyline_of(page), tuple(cards_of(earlier, outline)))


def storyline(request: HttpRequest, page: "StorylinePage") -> HttpResponse:
    """Not there before its first story is: its name may tell what is embargoed."""
    paginator = _paginator(page)
    if not paginator.count:
        raise Http404
    return share_with(request, _render(request, page, paginator), LISTS, parameters=("page",))


def preview(request: HttpRequest, page: "StorylinePage") -> HttpResponse:
    return framed_by_us(_render(request, page, _paginator(page)))


def _paginator(page: "StorylinePage") -> StoryPages:
    return StoryPages(f"storyline {page.pk}", lambda now: page.stories.published(now), A_PAGE)


def _render(request: HttpRequest, page: "StorylinePage", paginator: StoryPages) -> HttpResponse:
    outline = page.front.outline()
    part = paginator.get_page(request.GET.get("page"))
    here = storyline_of(page)
    publication = settings_for(request)
    context = {
        "head": list_head(publication, here, part.number),
        "list": here,
        "desks": list(outline.desks.values()),
        "days": by_day(cards_of(part.object_list, outline)),
        "page": part,
    }
    return render(request, "stories/storyline.html", context)
