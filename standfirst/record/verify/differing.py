"""What differs between a quote and the nearest words of its source, word by word."""

from collections.abc import Iterator

from .aligning import Laid
from .match import Kind, Piece
from .placing import reach, turned
from .quoted import Lead, Quote
from .words import Words

_SHOWN = (
    40  # words of the source shown where the quote has none of them; more are shown by their ends
)

Run = tuple[
    Kind, int, int
]  # from the first word to the last, in the quote or (SOURCE, LEFT_OUT) the source


def differences(quote: Quote, source: Words, laid: Laid) -> tuple[Piece, ...]:
    """SAME words as the quote prints them; what was changed as QUOTE, then SOURCE."""
    runs = list(_joined(_runs(quote, source, laid)))
    last = laid[-1]
    if last is not None and turned(quote, source, last):
        runs.append((Kind.SOURCE, last + 1, last + 1))
    return tuple(Piece(kind, _words(quote, source, kind, *span)) for kind, *span in runs)


def _words(quote: Quote, source: Words, kind: Kind, first: int, last: int) -> str:
    of = quote.words if kind in (Kind.SAME, Kind.QUOTE) else source
    words = of.text[of.tokens[first].start : of.tokens[last].end].split()
    if of is source and len(words) > _SHOWN:
        words = [*words[: _SHOWN // 2], "…", *words[-_SHOWN // 2 :]]
    return " ".join(words)


def _runs(quote: Quote, source: Words, laid: Laid) -> Iterator[Run]:
    before: int | None = None
    lead = Lead.NEXT
    for place, at in enumerate(laid):
        lead = max(lead, quote.leads[place])
        if at is None:
            yield Kind.QUOTE, place, place
            continue
        if before is not None and at > before + 1:
            allowed = at - before - 1 <= reach(lead, source, before)
            yield Kind.LEFT_OUT if allowed else Kind.SOURCE, before + 1, at - 1
        same = quote.fits(place, source.tokens[at].key)
        yield Kind.SAME if same else Kind.QUOTE, place, place
        if not same:
            yield Kind.SOURCE, at, at
        before, lead = at, Lead.NEXT


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of a kind as one; of changed words, those printed before those said."""
    changed: dict[Kind, Run] = {}
    same: Run | None = None
    for kind, first, last in runs:
        if kind in (Kind.QUOTE, Kind.SOURCE):
            if same:
                yield same
            same = None
            changed[kind] = (kind, changed.get(kind, (kind, first, last))[1], last)
            continue
        yield from _emptied(changed)
        if same and same[0] is kind:
            same = (kind, same[1], last)
        else:
            if same:
                yield same
            same = (kind, first, last)
    if same:
        yield same
    yield from _emptied(changed)


def _emptied(changed: dict[Kind, Run]) -> Iterator[Run]:
    for kind in (Kind.QUOTE, Kind.SOURCE):
        if kind in changed:
            yield changed.pop(kind)
