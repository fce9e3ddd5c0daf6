"""Which stories: every question that lists, feeds and pages ask of them."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONArray, Substr
from django.db.models.lookups import In
from wagtail.models import Page, PageQuerySet

from standfirst.gate.access import Access
from standfirst.stories.beside import Rows, with_beside
from standfirst.stories.words import StoryWords

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

# A story has more than forty columns, an image twenty: each that is read costs as much as it does to print.
_OF_A_CARD = (
    *("path", "title", "slug", "standfirst", "byline", "access"),
    *("published_at", "updated_at", "minutes", "storyline"),
    *(
        f"lead_image__{name}"
        for name in ("file", "width", "height", "description", "credit", "sizes")
    ),
)
_OF_A_PAGE = (
    *_OF_A_CARD,
    *("sections", "search_description", "live"),
    *(f"storyline__{name}" for name in ("title", "slug", "summary", "live")),
)

NEWEST_FIRST = ("-published_at", "-pk")
FRONT, DESK = 2, 3  # depths in the tree


def _above(depth: int) -> Substr:
    return Substr(OuterRef("path"), 1, depth * Page.steplen)


@cache
def _on_live_desks() -> In:
    """Asked once for all stories, and not again for each: desks are few."""
    fronts = Page.objects.live().filter(frontpage__isnull=False).values("path")
    desks = Page.objects.live().filter(In(_beginning(FRONT), fronts), deskpage__isnull=False)
    return In(_beginning(DESK), desks.values("path"))


def _beginning(depth: int) -> Substr:
    """Of a page's path: the path of the page that stands above it."""
    return Substr("path", 1, depth * Page.steplen)


class StoryQuerySet(PageQuerySet):
    def published(self, now: datetime) -> "StoryQuerySet":
        """Out, newest first: live, not dated ahead, and neither its desk nor the front page taken down."""
        out = self.live().on_live_desks().filter(published_at__lte=now)
        return out.newest_first()

    def on_live_desks(self) -> "StoryQuerySet":
        return self.filter(_on_live_desks())

    def at(self, path: str) -> "StoryPage | None":
        """The story at a path such as /world/a-slug/, as it is read or as browsers copy it; published or not."""
        match unquote(path).strip("/").split("/"):
            case [desk, slug]:
                on_desk = Exists(Page.objects.filter(slug=desk, path=_above(DESK)))
                return self.filter(on_desk, slug=slug).first()
        return None

    def holding(self, terms: Collection[str], opened: Collection[Access]) -> "StoryQuerySet":
        """Those that hold all the terms, folded, each asked through the one entry its reader may know."""
        may_know = Q(words__whole=True, access__in=opened) | (
            Q(words__whole=False) & ~Q(access__in=opened)
        )
        return self.filter(
            may_know, words__in=StoryWords.objects.matching(terms, opened).values("pk")
        )

    def between(self, starts: datetime | None, ends: datetime | None) -> "StoryQuerySet":
        """From one instant on, up to before another; None is no limit."""
        since = self.filter(published_at__gte=starts) if starts else self
        return since.filter(published_at__lt=ends) if ends else since

    def newest_first(self) -> "StoryQuerySet":
        return self.order_by(*NEWEST_FIRST)

    def part(self, first: int, last: int) -> "StoryQuerySet":
        """Those from one place of the list up to before another, newest first, whatever else the list asks for."""
        numbers = self.values("pk")[first:last]
        return self.model.objects.filter(pk__in=numbers).newest_first()

    def newest_and(self, placed: Collection[int], count: int) -> "StoryQuerySet":
        """The newest, and those that are placed, wherever in time they are."""
        if not placed:
            return self[:count]
        newest = self.values("pk")[:count]
        return self.filter(Q(pk__in=placed) | Q(pk__in=newest))

    def newest_of_each(self, desks: Collection[str], count: int) -> "StoryQuerySet":
        """So many of each desk, by the desks' tree paths. Found from the newest back, not by counting all there are."""
        newest = self.filter(on_desk=OuterRef("pk")).values(it=JSONArray("pk"))[:count]
        found = Page.objects.filter(path__in=desks).order_by().values_list(Rows(newest))
        keys = [key for (rows,) in found for [key] in rows or ()]
        stories: StoryQuerySet = self.model.objects.filter(pk__in=keys)
        return stories.newest_first()

    def for_page(self) -> "StoryQuerySet":
        """What the page of a story prints of it, for whomever: what its texts name is asked for later."""
        stories = self.select_related("lead_image", "storyline")
        return with_beside(stories.only(*_OF_A_PAGE))

    def for_cards(self, *, with_sections: bool = False) -> "StoryQuerySet":
        """What cards print, with the lead image, which knows its sizes; lists leave the sections behind."""
        more = ["sections"] if with_sections else []
        return self.select_related("lead_image").only(*_OF_A_CARD, *more)
