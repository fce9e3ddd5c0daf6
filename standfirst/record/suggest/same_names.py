"""Whether two names can be one person's or one body's."""

import re
from difflib import SequenceMatcher

from standfirst.record.suggest.words.people import GENERATIONS, TITLES

_SMALL_PARTS = {"of", "for", "the", "and", "on", "in", "&"}


def core(words: list[str]) -> list[str]:
    return [it for it in words if it.lower() not in GENERATIONS] or words


def bare(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.lower().split()))


def same_words(one: list[str], other: list[str]) -> bool:
    return [it.lower() for it in one] == [it.lower() for it in other]


def initials(long: list[str], short: list[str]) -> bool:
    """Whether one word is the acronym of several."""
    word = short[0].replace(".", "")
    if len(short) != 1 or len(long) < 2 or not (2 <= len(word) <= 7 and word.isupper()):
        return False
    return (
        "".join(it[0] for it in long if it.lower() not in _SMALL_PARTS and it[0].isupper()) == word
    )


def compatible(one: list[str], other: list[str]) -> bool:
    """Two full names of one person: the same surname, and given names that do not clash."""
    if not alike(one[-1].lower(), other[-1].lower()):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    a, b = one[0].lower().strip("."), other[0].lower().strip(".")
    return (
        a.startswith(b) or b.startswith(a) or (alike(a, b) and one[-1].lower() == other[-1].lower())
    )


def two_generations(one: list[str], other: list[str]) -> bool:
    """Father and son: both in full, one of them Jr."""
    return min(len(core(one)), len(core(other))) > 1 and (len(core(one)) < len(one)) != (
        len(core(other)) < len(other)
    )


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names, titles and articles aside, can be one's: "Doe" and "Jane Doe", "the UN" and "UN"."""
    if not one or not other:
        return False
    if bare(one) == bare(other):
        return True
    a, b = (
        [w for w in it.replace(",", " ").split() if w.lower() not in TITLES | {"the"}]
        for it in (one, other)
    )
    if not a or not b:
        return False
    within = ({w.lower().strip(".") for w in it} for it in (a, b))
    short, long = sorted(within, key=len)
    return short <= long or compatible(core(a), core(b))


def alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85
