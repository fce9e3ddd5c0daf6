"""Where a statement's words stand in a section: the W3C TextQuoteSelector, on the section's bare text.

https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from collections.abc import Iterable
from dataclasses import dataclass

AROUND = 32  # characters kept before and behind


@dataclass(frozen=True)
class Selector:
    exact: str
    prefix: str = ""
    suffix: str = ""


def selector(text: str, start: int, end: int) -> Selector:
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Selector(text[start:end], before, behind)


def find(text: str, wanted: Selector) -> tuple[int, int] | None:
    """Where it stands; of several places the one whose surroundings agree longest; None where it is not."""
    if not wanted.exact:
        return None
    places = []
    start = text.find(wanted.exact)
    while start >= 0:
        end = start + len(wanted.exact)
        places.append((_agreeing(text, start, end, wanted), -start))
        start = text.find(wanted.exact, start + 1)
    if not places:
        return None
    start = -max(places)[1]
    return start, start + len(wanted.exact)


def _agreeing(text: str, start: int, end: int, wanted: Selector) -> int:
    before, behind = text[:start], text[end:]
    return _same(reversed(before), reversed(wanted.prefix)) + _same(behind, wanted.suffix)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
