"""Whether somebody held the office that is printed, on the day they spoke."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from django.utils.translation import gettext

from .codes import Code
from .finding import Finding, Place
from .reading import Reading

_RANKS = frozenset(
    {"deputy", "vice", "acting", "interim", "assistant", "associate", "under", "first", "second"}
    | {"former", "ex", "designate", "elect", "shadow", "chief", "senior", "junior", "principal"}
)
_NOT_HELD = frozenset(
    {"former", "ex", "elect", "designate", "until"}
)  # that day, as it says itself
_ALIKE = {
    "chairs": "chair", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "defense": "defence", "undersecretary": "under secretary",
}  # fmt: skip
_SMALL = frozenset(re.findall(r"\w+", "the of for and s a an on in to at her his its their"))
_AROUND = 120  # characters before a name that its office may take

_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'-]*|deputy|acting|vice|of|the|for|and)(?:\s+|\s*,\s*))+\Z")
_AFTER = re.compile(r",\s+((?:the\s+|an?\s+)?[^,.;:“”\"()]{3,70})[,.]")
_HEADS = re.compile(
    r"\b(?:secretary|minister|president|director|general|spokes\w+|chair\w*|governor|ambassador|commissioner"
    r"|chief|envoy|attorney|judge|leader|officer)\b",
    re.IGNORECASE,
)


def offices_not_held(reading: Reading) -> Iterator[Finding]:
    """Only where the register knows the person on that day; a former office, or one to come, is no claim to hold it."""
    for statement in reading.draft.statements:
        if statement.posts is None or _agrees(statement.office, statement.posts):
            continue
        place = reading.place_of(statement)
        yield _finding(place, statement.person, statement.office, statement.posts, statement.id)


def offices_in_prose(reading: Reading) -> Iterator[Finding]:
    """What the prose calls people, beside the register; and, of those it does not know, beside the sources.

    A source that gives somebody another office altogether says nothing against this one.
    """
    told = {it.person for it in reading.draft.statements if it.posts is not None}
    known = {it.name: it.posts for it in reading.draft.people if it.name not in told and it.posts}
    for name, posts in known.items():
        yield from _against(reading, name, posts)
    for name in sorted(_names(reading) - told - known.keys()):
        for finding in _against(reading, name, posts := _in_sources(reading, name)):
            heads = _heads(" ".join(posts))
            if heads & _heads(finding.facts["office"]):
                yield finding


def _against(reading: Reading, name: str, posts: Sequence[str]) -> Iterator[Finding]:
    for passage in reading.passages:
        for start, office in _called(passage.narration, name):
            if not _agrees(office, posts):
                yield _finding(passage.place(start, start + len(office)), name, office, posts)


def _heads(office: str) -> set[str]:
    return {it.casefold() for it in _HEADS.findall(office)}


def _finding(
    place: Place, person: str, office: str, posts: Sequence[str], statement: str = ""
) -> Finding:
    held = ", ".join(posts[:3]) or gettext("none")
    facts = MappingProxyType({"person": person, "office": office, "posts": held})
    return Finding(Code.OFFICE_NOT_HELD, place, facts, statement=statement)


def _names(reading: Reading) -> set[str]:
    """Full names of those who speak."""
    sections = reading.draft.sections
    suggested = {it.speaker for section in sections for it in section.suggestions if it.speaker}
    return {it for it in suggested | {it.person for it in reading.draft.statements} if " " in it}


def _in_sources(reading: Reading, name: str) -> tuple[str, ...]:
    texts = [text for it in reading.draft.sources for text in (it.title, it.text)]
    called = [office for text in texts for _, office in _called(text, name)]
    return tuple(dict.fromkeys(called))


def _called(text: str, name: str) -> Iterator[tuple[int, str]]:
    """The offices that stand at a name, with where: "Foreign Minister Ada Obi", "Ada Obi, the foreign minister,"."""
    for found in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
        begins = max(0, found.start() - _AROUND)
        before = _BEFORE.search(text[begins : found.start()])
        after = _AFTER.match(text, found.end())
        for start, office in [
            (begins + before.start(), before[0]) if before else (0, ""),
            (after.start(1), after[1]) if after else (0, ""),
        ]:
            if _HEADS.search(office):
                yield start, office.strip(" ,\n")


def _agrees(office: str, posts: Sequence[str]) -> bool:
    printed = _words(office)
    if not printed or printed & _NOT_HELD:
        return True
    return any(_is(printed, _words(post)) for post in posts)


def _is(printed: frozenset[str], held: frozenset[str]) -> bool:
    """One may say more than the other ("the chair" of the Federal Reserve), never another rank."""
    alike = printed <= held or held <= printed or len(printed & held) > 1
    return alike and printed & _RANKS == held & _RANKS


def _words(office: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", office.casefold())
    alike = " ".join(_ALIKE.get(it, it) for it in words).split()
    return frozenset(alike) - _SMALL
