"""Search entries without the site's own slow way to them; a test holds each to what that way would write."""

from collections.abc import Iterator, Sequence
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from bench.making.rows import put
from bench.making.story import Story, names
from bench.making.words import paragraph
from standfirst.gate.access import Access
from standfirst.gate.tokens import FREE, key_of
from standfirst.publication.folding import words_of
from standfirst.stories.models import KnownWord, StoryPage, StoryWords

WORDS = ("id", "story", "whole")
ENTRY = ("object_id", "content_type", "title", "autocomplete", "body", "title_norm")
WAYS = (False, True)


class Indexed:
    """`first` is the page number of story 0."""

    def __init__(self, authors: Sequence[str], first: int) -> None:
        self._authors, self._first = authors, first
        self._kinds = [ContentType.objects.get_for_model(it).pk for it in (StoryPage, StoryWords)]
        self._learnt: set[str] = set()

    def put(self, stories: Sequence[Story]) -> None:
        put(StoryWords, WORDS, (row for it in stories for row in self._words(it)))
        if connection.vendor == "sqlite":
            put(IndexEntry, ENTRY, (row for it in stories for row in self._entries(it)))
        else:
            self._by_the_sites_way([self._first + it.number for it in stories])
        self._learn({word for it in stories for word in self._said(it, whole=False)})

    def _learn(self, free: set[str]) -> None:
        """Teach the site the words that are free to everyone. After the first stories few are new."""
        KnownWord.learn(free - self._learnt)
        self._learnt |= free

    def _number(self, it: Story, whole: bool) -> int:
        """Above those of the demo's own entries, of which there are fewer than ours are apart."""
        return 2 * (self._first + it.number) + whole

    def _words(self, it: Story) -> Iterator[tuple[object, ...]]:
        return ((self._number(it, whole), self._first + it.number, whole) for whole in WAYS)

    def _entries(self, it: Story) -> Iterator[tuple[object, ...]]:
        page, words = self._kinds
        pk, title = str(self._first + it.number), it.headline
        yield pk, page, title, title, paragraph(it.standfirst), 0.9
        for whole in WAYS:
            key = key_of(Access.parse(it.access)) if whole else FREE
            body = f"{key}{f' {key}'.join(self._said(it, whole=whole))}"
            yield str(self._number(it, whole)), words, "", "", body, 1.0

    def _said(self, it: Story, *, whole: bool) -> list[str]:
        """Every word, folded, in the order of `StoryWords.texts`."""
        said = [*it.title, *it.standfirst, *_folded(names(self._authors, it))]
        said += it.note.words if it.note else ()
        for part in it.parts:
            said += _folded(part.label)
            if whole or part.free:
                said += [word for words in part.paragraphs for word in words]
        return said

    def _by_the_sites_way(self, page_numbers: Sequence[int]) -> None:
        """PostgreSQL's entries are made of lexemes by functions of its own."""
        backend = get_search_backend()
        backend.add_bulk(StoryPage, StoryPage.objects.filter(pk__in=page_numbers))
        backend.add_bulk(
            StoryWords, StoryWords.get_indexed_objects().filter(story__in=page_numbers)
        )


@cache
def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of([text]))
