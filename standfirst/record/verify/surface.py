"""What differs between the same words, in the quote and in the source."""

import re
import unicodedata
from collections.abc import Sequence

from .match import Variant
from .quoted import Lead, Quote
from .words import APOSTROPHES, HYPHENS, INVISIBLE, Words

_MARKS = re.compile(rf"[“”„‟«»‹›‘‚\"{APOSTROPHES}]")
_DASHES = re.compile(rf"--+|[{HYPHENS}‒–—―−]")
_GAP = re.compile(r"…|\.\s?\.\s?\.")


def variants_of(quote: Quote, source: Words, placed: Sequence[int]) -> frozenset[Variant]:
    """Empty: verbatim."""
    found = _of_seam(quote.words.between(0)[0])
    for place, at in enumerate(placed):
        found |= _of_word(quote, source, place, at)
        if place:
            found |= _before(quote, source, place, placed[place - 1], at)
    return frozenset(found | _at_the_end(quote, source, placed[-1]))


def _of_word(quote: Quote, source: Words, place: int, at: int) -> set[Variant]:
    printed, said = quote.words.surface(place), source.surface(at)
    if printed == said:
        return set()
    if place in quote.partly:
        return {Variant.BRACKETS}
    plain = _plain(printed), _plain(said)
    if plain[0] == plain[1]:
        return {Variant.TYPOGRAPHY}
    return {Variant.CASE} if plain[0].casefold() == plain[1].casefold() else {Variant.TYPOGRAPHY}


def _before(quote: Quote, source: Words, place: int, before: int, at: int) -> set[Variant]:
    """Of what stands between this word and the last: nothing is asked where the quote shows a seam."""
    lead = quote.leads[place]
    printed = quote.words.between(place)[0]
    if lead is Lead.BRACKETS:
        return {Variant.BRACKETS}
    if lead is Lead.JOINT:
        return set()
    if lead is Lead.GAP and (at > before + 1 or "[" in printed):
        return {Variant.ELLIPSIS}
    said, aside = source.between(at)
    if lead is Lead.GAP and not _GAP.search(said):
        return {Variant.ELLIPSIS}
    return _of_marks(printed, said) | ({Variant.ASIDE} if aside else set())


def _of_marks(printed: str, said: str) -> set[Variant]:
    """Of two stretches without words."""
    if " ".join(printed.split()) == " ".join(said.split()) and bool(printed) == bool(said):
        return set()
    plain = _plain_marks(printed), _plain_marks(said)
    if plain[0] == plain[1] or set(plain) == {"", "-"}:
        return {Variant.TYPOGRAPHY}
    return {Variant.PUNCTUATION}


def _at_the_end(quote: Quote, source: Words, last: int) -> set[Variant]:
    """A comma or full stop inside the closing mark may be the writer's; none at all is no difference."""
    tail = quote.tail.strip()
    if seam := _of_seam(tail):
        return seam
    said = source.between(last + 1)[0]
    if " ".join(said.split()).startswith(tail):
        return set()
    return (
        {Variant.TYPOGRAPHY}
        if _plain_marks(said).startswith(_plain_marks(tail))
        else {Variant.PUNCTUATION}
    )


def _of_seam(marks: str) -> set[Variant]:
    """Where words are left out or put in at an end of the quote."""
    gap, brackets = _GAP.search(marks), re.search(r"\[\s*[^\s.…]", marks)
    return ({Variant.ELLIPSIS} if gap else set()) | ({Variant.BRACKETS} if brackets else set())


def _plain_marks(text: str) -> str:
    """Marks of one kind alike, and no spaces."""
    text = _GAP.sub("…", _DASHES.sub("-", _MARKS.sub('"', text)))
    return re.sub(rf"[\s\u00a0{INVISIBLE}]", "", text)


def _plain(word: str) -> str:
    kept = "".join(it for it in word if it not in INVISIBLE + HYPHENS + ".,")
    return _MARKS.sub("'", unicodedata.normalize("NFKC", kept))
