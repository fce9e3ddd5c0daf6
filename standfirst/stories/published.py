"""Which stories: every question that lists, feeds and pages ask of them."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber, Substr
from django.db.models.lookups import In
from wagtail.models import Page, PageQuerySet

from standfirst.gate.access import Access
from standfirst.stories.words import StoryWords

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage

FRONT, DESK = 2, 3  # depths in the tree


def _above(depth: int) -> Substr:
    return Substr(OuterRef("path"), 1, depth * Page.steplen)


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
        out = self.live().filter(_on_live_desks(), published_at__lte=now)
        return out.newest_first()

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
        return self.order_by("-published_at", "-pk")

    def part(self, first: int, last: int) -> "StoryQuerySet":
        """Those from one place of the list up to before another, newest first, whatever else the list asks for."""
        numbers = self.values("pk")[first:last]
        return self.model.objects.filter(pk__in=numbers).newest_first()

    def newest_and(self, placed: Collection[int], count: int) -> "StoryQuerySet":
        """The newest, and those that are placed, wherever in time they are."""
        newest = self.values("pk")[:count]
        return self.filter(Q(pk__in=placed) | Q(pk__in=newest))

    def newest_of_each_desk(self, count: int) -> "StoryQuerySet":
        place = Window(
            RowNumber(),
            partition_by=Substr("path", 1, DESK * Page.steplen),
            order_by=[F("published_at").desc(), F("pk").desc()],
        )
        return self.annotate(place_on_desk=place).filter(place_on_desk__lte=count)

    def for_cards(self, *, with_sections: bool = False) -> "StoryQuerySet":
        """With the lead image, which knows its sizes; lists leave the sections behind."""
        stories = self.select_related("lead_image")
        return stories if with_sections else stories.defer("sections")
