"""How long lists are: counted once for each change of a story, and not again for each page of each list."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from standfirst.publication.changes import LISTS
from standfirst.publication.remembering import Remembered
from standfirst.stories.published import StoryQuerySet

MOST = 2_000  # lists whose length is kept
_kept: dict[str, Remembered[int]] = {}


class Pages(Paginator):  # type: ignore[type-arg]
    """Of a list that goes by a name of its own, such as "desk 7". `rows` gives what it holds at a time."""

    def __init__(self, name: str, rows: Callable[[datetime], QuerySet[Any]], a_page: int) -> None:
        super().__init__(rows(timezone.now()), a_page)
        self._name, self._rows = name, rows

    @cached_property
    def count(self) -> int:
        return _counted(self._name, lambda: self._rows(timezone.now()).order_by().count())


class StoryParts(Paginator):  # type: ignore[type-arg]
    """Of stories. Which ones a page shows is told by numbers, and only their rows are read whole.

    To sort whole rows, and to pass over those of the pages before, takes many times as long.
    """

    def page(self, number: int | str) -> Any:
        place = self.validate_number(number)
        first = (place - 1) * self.per_page
        return Page(self.shown(self.part(first, first + self.per_page)), place, self)

    def part(self, first: int, last: int) -> StoryQuerySet:
        stories: Any = self.object_list
        return stories.part(first, last)

    def shown(self, part: StoryQuerySet) -> StoryQuerySet:
        return part.for_cards()


class StoryPages(StoryParts, Pages):
    """A list of stories that goes by a name of its own."""


def _counted(name: str, load: Callable[[], int]) -> int:
    remembered = _kept.get(name)
    if remembered is None:
        if len(_kept) >= MOST:
            _kept.clear()
        remembered = _kept[name] = Remembered(load, LISTS)
    return remembered()
