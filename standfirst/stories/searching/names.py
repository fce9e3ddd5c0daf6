"""Desks, storylines and authors whose name has the words that are asked for. Names are few: they are compared here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from standfirst.publication.changes import LISTS
from standfirst.publication.folding import words_of
from standfirst.publication.remembering import Remembered
from standfirst.stories.models import Author, FrontPage, StorylinePage
from standfirst.stories.reading import desk_of
from standfirst.stories.storylines import storyline_of

AT_MOST = 8


@dataclass(frozen=True)
class Name:
    """`kind` says in a word what it names."""

    text: str
    url: str
    kind: str


class Names:
    """Those that have a story everyone can find at `now`. Read once, and asked several times."""

    def __init__(self, front: FrontPage, now: datetime) -> None:
        self._front, self._now = front, now

    def holding(self, terms: Collection[str]) -> list[Name]:
        """Those that hold all of the terms, folded; none if nothing is asked."""
        if not terms:
            return []
        found = [*self._desks(terms), *self._storylines(terms), *self._authors(terms)]
        return found[:AT_MOST]

    def _desks(self, terms: Collection[str]) -> list[Name]:
        found = [desk_of(it) for it in self._front.desks if _holds([it.title], terms)]
        return [Name(it.name, it.url, _("Desk")) for it in found]

    def _storylines(self, terms: Collection[str]) -> list[Name]:
        named = [pk for pk, title in self._titles if _holds([title], terms)]
        if not named:
            return []
        found = map(storyline_of, StorylinePage.objects.published(self._now).filter(pk__in=named))
        return [Name(it.name, it.url, _("Storyline")) for it in found]

    def _authors(self, terms: Collection[str]) -> list[Name]:
        named = [pk for pk, *names in self._writers if _holds(names, terms)]
        if not named:
            return []
        found = Author.objects.published(self._now).filter(pk__in=named)
        return [Name(it.name, it.url, _("Author")) for it in found]

    @cached_property
    def _titles(self) -> "_Named":
        return _titles()

    @cached_property
    def _writers(self) -> "_Named":
        return _writers()


_Named = tuple[tuple[Any, ...], ...]  # an id, and the names of what has it


def _load_titles() -> _Named:
    return tuple(StorylinePage.objects.live().values_list("pk", "title"))


def _load_writers() -> _Named:
    return tuple(Author.objects.values_list("pk", "name", "also_printed_as"))


_titles = Remembered(_load_titles, LISTS)
_writers = Remembered(_load_writers, LISTS)


def _holds(names: Iterable[str], terms: Collection[str]) -> bool:
    return {word.folded for word in words_of(names)}.issuperset(terms)
