"""A quote held to the text of its source."""

from collections.abc import Iterator, Sequence

from .aligning import Laid
from .differing import differences
from .match import Mark, Match, Variant
from .nearest import nearest
from .placing import placements
from .quoted import Quote, read_quote
from .source import read_source
from .surface import variants_of
from .words import Words

_AROUND = 32  # characters of a selector's prefix and suffix


def verify(
    quote: str | Sequence[str], source_text: str, *, language_differs: bool = False
) -> Match:
    """How the quote stands to the source.

    `quote`: as printed, with its outer marks or without; a sequence of pieces where words of the writer's interrupt it.
    Between two pieces whole sentences may be passed over, never words of one.
    `language_differs`: the source is in another language than the quote; what does not stand in it as it is
    counts as translated.
    """
    source = read_source(source_text)
    printed = read_quote(quote, shouted=source.shouts)
    if not printed.leads:
        return Match(Mark.ABSENT)
    if found := _found(quote, printed, source):
        return found
    if language_differs:
        return Match(Mark.TRANSLATED)
    said = source.joined(printed.keys)
    laid = nearest(printed, said)
    return _altered(printed, said, laid) if laid else Match(Mark.ABSENT)


def find(quote: str | Sequence[str], source_text: str) -> Match | None:
    """The quote where it holds; None is faster than `verify`, for nothing near it is looked for."""
    source = read_source(source_text)
    printed = read_quote(quote, shouted=source.shouts)
    return _found(quote, printed, source) if printed.leads else None


def _found(quote: str | Sequence[str], printed: Quote, source: Words) -> Match | None:
    for reading, of in _readings(quote, printed, source):
        if found := _standing(reading, of):
            return found
    return None


def _readings(
    quote: str | Sequence[str], printed: Quote, source: Words
) -> Iterator[tuple[Quote, Words]]:
    """As both are written first, then with hyphened words as one where the other has one."""
    yield printed, source
    said = source.joined(printed.keys)
    if said is not source:
        yield printed, said
    if printed.words.hyphened.intersection(said.places):
        yield read_quote(quote, said.places, shouted=source.shouts), said


def _standing(quote: Quote, source: Words) -> Match | None:
    """Of several places, the one with the least to be marked."""
    found: list[tuple[frozenset[Variant], tuple[int, ...]]] = []
    for placed in placements(quote, source):
        found.append((variants_of(quote, source, placed), placed))
        if not found[-1][0]:
            break
    if not found:
        return None
    variants, placed = min(found, key=lambda it: (len(it[0]), it[1][-1] - it[1][0]))
    mark = Mark.MARKED if variants - {Variant.ASIDE} else Mark.VERBATIM
    return _selected(mark, quote, source, list(placed), variants)


def _altered(quote: Quote, source: Words, laid: Laid) -> Match:
    found = _selected(Mark.ALTERED, quote, source, laid, frozenset())
    return Match(
        found.mark,
        found.exact,
        found.prefix,
        found.suffix,
        found.found,
        differences=differences(quote, source, laid),
    )


def _selected(
    mark: Mark, quote: Quote, source: Words, laid: Laid, variants: frozenset[Variant]
) -> Match:
    places = [it for it in laid if it is not None]
    start, end = source.tokens[places[0]].start, _end(quote, source, places[-1])
    return Match(
        mark,
        exact=source.text[start:end],
        prefix=source.text[max(0, start - _AROUND) : start],
        suffix=source.text[end : end + _AROUND],
        found=_stretches(source, places, end),
        variants=variants,
        drops=_dropped(source, places),
    )


def _end(quote: Quote, source: Words, last: int) -> int:
    """With the mark that ends the sentence, where both have the same one."""
    end = source.tokens[last].end
    tail = quote.tail[:1]
    return end + len(tail) if tail and source.text[end : end + 1] == tail else end


def _stretches(source: Words, places: list[int], end: int) -> tuple[str, ...]:
    starts = [it for at, it in enumerate(places) if not at or it > places[at - 1] + 1]
    lasts = [it for at, it in enumerate(places[:-1]) if places[at + 1] > it + 1]
    ends = [*(source.tokens[it].end for it in lasts), end]
    return tuple(
        " ".join(source.text[source.tokens[first].start : last].split())
        for first, last in zip(starts, ends, strict=True)
    )


def _dropped(source: Words, places: list[int]) -> tuple[str, ...]:
    """What stands in the source between words that follow each other in the quote."""
    return tuple(
        " ".join(source.text[source.tokens[one + 1].start : source.tokens[other - 1].end].split())
        for one, other in zip(places, places[1:], strict=False)
        if other > one + 1
    )
