"""Where a quote's words stand in its source, exactly."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from .quoted import Lead, Quote
from .words import Words

FARTHEST = 300  # words an ellipsis may leave out; what is farther apart is two quotes
REPLACED = 8  # words that brackets may stand for
_ENOUGH = 12  # placements looked at, where the words stand in many places
_LONG_ENOUGH = 100_000  # places looked at, where words of a few letters are joined by many ellipses
_ENDS = re.compile(r"[.!…]|--|[—–]")  # a sentence, or its speaker broke off


def placements(quote: Quote, source: Words) -> Iterator[tuple[int, ...]]:
    """For each placement, the place of every word of the quote in the source."""
    search, last = _Search(quote, source), len(source.tokens)
    if any(next(search.starts(it, 0, last), None) is None for it in range(len(quote.stretches))):
        return
    count = 0
    for start in search.starts(0, 0, last):
        if (placed := search.placed(0, start)) and not turned(quote, source, placed[-1]):
            yield placed
            count += 1
            if count == _ENOUGH:
                return


def reach(lead: Lead, source: Words, after: int) -> int:
    """How many words of the source may be passed over after the word at `after`."""
    if lead is Lead.GAP:
        return FARTHEST
    if lead is Lead.BRACKETS:
        return REPLACED
    if lead is Lead.JOINT and _ENDS.search(source.between(after + 1)[0]):
        return FARTHEST
    return 0


def turned(quote: Quote, source: Words, last: int) -> bool:
    """A question was made a statement: the source goes on with "?" after its last word, the quote ends."""
    follows = source.tokens[last + 1 : last + 2]
    return bool(follows) and follows[0].key == "?" and any(it in ".,;:!" for it in quote.tail)


@dataclass
class _Search:
    quote: Quote
    source: Words
    failed: set[tuple[int, int]] = field(default_factory=set)
    looked: int = 0

    def placed(self, stretch: int, start: int) -> tuple[int, ...] | None:
        """With the stretch starting there, and the nearest that fits of those after it."""
        first, end = self.quote.stretches[stretch]
        here = tuple(range(start, start + end - first))
        if stretch + 1 == len(self.quote.stretches):
            return here
        if (stretch, start) in self.failed or self.looked > _LONG_ENOUGH:
            return None
        after = here[-1]
        far = reach(self.quote.leads[end], self.source, after)
        for following in self.starts(stretch + 1, after + 1, after + 1 + far):
            if rest := self.placed(stretch + 1, following):
                return here + rest
        self.failed.add((stretch, start))
        return None

    def starts(self, stretch: int, lowest: int, highest: int) -> Iterator[int]:
        """Where the stretch stands word for word, from the lowest place to the highest."""
        first, end = self.quote.stretches[stretch]
        rare, places = self._rarest(first, end)
        ahead = rare - first
        for place in places[bisect_left(places, lowest + ahead) :]:
            if place - ahead > highest:
                return
            self.looked += 1
            if self._stands(first, end, place - ahead):
                yield place - ahead

    def _rarest(self, first: int, end: int) -> tuple[int, list[int]]:
        """The word of the stretch with the fewest places, and these; a word changed in part may stand anywhere."""
        tokens = self.quote.words.tokens
        whole = [place for place in range(first, end) if place not in self.quote.partly]
        if not whole:
            return first, list(range(len(self.source.tokens)))
        rare = min(whole, key=lambda it: len(self.source.places.get(tokens[it].key, ())))
        return rare, self.source.places.get(tokens[rare].key, [])

    def _stands(self, first: int, end: int, start: int) -> bool:
        tokens = self.source.tokens
        return start + end - first <= len(tokens) and all(
            self.quote.fits(first + it, tokens[start + it].key) for it in range(end - first)
        )
