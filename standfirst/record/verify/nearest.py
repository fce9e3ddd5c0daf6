"""A quote that does not stand in its source: the words of it that are nearest."""

import re
from collections.abc import Iterator

from .aligning import Laid, align
from .placing import FARTHEST
from .quoted import Lead, Quote
from .words import Words

_NEAR = 0.5  # of the weight of a quote's words has to be found, for it to be near
_PLAIN = 0.8  # is plainly the place: no other is looked at
_WINDOWS = 4  # places looked at
_LIGHT = frozenset(  # words that are in every text
    re.findall(
        r"\w+",
        "a an and are as at be but by for from had has have he her his i in is it its not of on or our"
        " she so that the their they this to was we were will with would you your",
    )
)


def nearest(quote: Quote, source: Words) -> Laid:
    """For each word of the quote its place, on the nearest words of the source; empty if nothing is near."""
    parts = _parts(quote)
    longest = max(range(len(parts)), key=lambda it: parts[it][1] - parts[it][0])
    laid = {longest: _best(quote, source, parts[longest], 0, len(source.tokens))}
    if not laid[longest]:
        return []
    low, high = _edges(laid[longest], 0, 0)
    for index in range(longest + 1, len(parts)):
        laid[index] = _best(quote, source, parts[index], high + 1, high + 1 + FARTHEST)
        high = _edges(laid[index], low, high)[1]
    for index in range(longest - 1, -1, -1):
        laid[index] = _best(quote, source, parts[index], low - FARTHEST, low)
        low = _edges(laid[index], low, high)[0]
    return [
        place
        for index, (first, end) in enumerate(parts)
        for place in laid[index] or [None] * (end - first)
    ]


def _parts(quote: Quote) -> list[tuple[int, int]]:
    """Stretches between which anything may be left out, as (first word, one past the last)."""
    starts = [place for place, lead in enumerate(quote.leads) if not place or lead >= Lead.JOINT]
    return list(zip(starts, [*starts[1:], len(quote.leads)], strict=True))


def _edges(laid: Laid, low: int, high: int) -> tuple[int, int]:
    places = [it for it in laid if it is not None]
    return (places[0], places[-1]) if places else (low, high)


def _best(quote: Quote, source: Words, part: tuple[int, int], low: int, high: int) -> Laid:
    """Of the words from `low` up to `high`; empty if nothing there is near."""
    low, high = max(low, 0), min(high, len(source.tokens))
    first, end = part
    best: Laid = []
    whole = sum(_weight(quote, it) for it in range(first, end))
    weight = _NEAR * whole
    for start in _windows(quote, source, part, low, high):
        laid = _laid(quote, source, part, start, min(start + _room(part), high))
        found = sum(
            _weight(quote, first + at)
            for at, place in enumerate(laid)
            if place is not None and quote.fits(first + at, source.tokens[place].key)
        )
        if found > weight or (found == weight and not best):
            best, weight = laid, found
        if weight > _PLAIN * whole:
            break
    return best


def _room(part: tuple[int, int]) -> int:
    """How many words of the source a part may lie on."""
    return (part[1] - part[0]) * 3 // 2 + 10


def _weight(quote: Quote, place: int) -> float:
    return 0.25 if quote.words.tokens[place].key in _LIGHT else 1.0


def _windows(
    quote: Quote, source: Words, part: tuple[int, int], low: int, high: int
) -> Iterator[int]:
    """Where to look: the starts of the windows with the most of the part's words, rare ones counting more."""
    room = _room(part)
    hits = _hits(quote, source, part, low, high)
    sums: list[tuple[float, int]] = []
    total, right = 0.0, 0
    for place, weight in hits:
        while right < len(hits) and hits[right][0] < place + room:
            total += hits[right][1]
            right += 1
        sums.append((-total, place))
        total -= weight
    taken: list[int] = []
    for _, place in sorted(sums):
        start = max(low, place - (part[1] - part[0]) // 4 - 2)
        if all(abs(start - it) > room // 3 for it in taken):
            taken.append(start)
            yield start
        if len(taken) == _WINDOWS:
            return


def _hits(
    quote: Quote, source: Words, part: tuple[int, int], low: int, high: int
) -> list[tuple[int, float]]:
    hits: dict[int, float] = {}
    for at in range(*part):
        places = source.places.get(quote.words.tokens[at].key, [])
        weight = _weight(quote, at) / max(1, len(places)) ** 0.5
        hits.update((place, weight) for place in places if low <= place < high)
    return sorted(hits.items())


def _laid(quote: Quote, source: Words, part: tuple[int, int], low: int, high: int) -> Laid:
    said = [token.key for token in source.tokens[low:high]]
    printed = [_key(quote, place, said) for place in range(*part)]
    loose = {at for at, place in enumerate(range(*part)) if quote.leads[place] is Lead.BRACKETS}
    laid = align(printed, said, loose)
    return [None if it is None else low + it for it in laid]


def _key(quote: Quote, place: int, said: list[str]) -> str:
    """A word changed in part is taken for the first that it may stand for."""
    key = quote.words.tokens[place].key
    if place not in quote.partly:
        return key
    return next((it for it in said if quote.fits(place, it)), key)
