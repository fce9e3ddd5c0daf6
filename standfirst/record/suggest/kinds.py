"""What a run of capitalised words names: a person with offices before, a body, a place."""

import re
from dataclasses import dataclass
from typing import Literal

from standfirst.record.suggest.tokens import Token
from standfirst.record.suggest.words.given import MEN, WOMEN
from standfirst.record.suggest.words.people import (
    ABBREVIATED,
    BODY_NOUNS,
    GENERATIONS,
    PARTICLES,
    PERSON_NOUNS,
    QUALIFIERS,
    SURNAMES,
    THING_NOUNS,
)
from standfirst.record.suggest.words.places import BEFORE_A_PLACE, COUNTRIES, PEOPLES, STATES

Kind = Literal["person", "body", "place", "role", "people", "other"]
GIVEN = MEN | WOMEN
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,}")
SINGLE = {
    "pentagon",
    "kremlin",
    "vatican",
    "congress",
    "parliament",
    "senate",
    "treasury",
}  # bodies of one word
_CONNECT = {"of", "for", "on", "and", "&", "the", "in"}


@dataclass(slots=True)
class Name:
    """Token numbers: `whole` begins the run with its offices, `first` the name itself, `last` ends it."""

    whole: int
    first: int
    last: int
    words: list[str]
    kind: Kind
    titles: list[str]


def parsed(tokens: list[Token], at: int, end: int) -> list[Name]:
    run = tokens[at : end + 1]
    lows = [it.low for it in run]
    if _is_body(lows, run):
        return [Name(at, at, end, [it.text for it in run], "body", [])]
    if all(it in PEOPLES or it.removesuffix("s") in PEOPLES for it in lows):
        return [Name(at, at, end, [it.text for it in run], "people", [])]
    if _is_place(lows):
        return [Name(at, at, end, [it.text for it in run], "place", [])]
    cut = _after_titles(lows)
    if cut == len(run):
        return [Name(at, at, end, [it.text for it in run], "role", lows)]
    core = run[cut:]
    titles = lows[:cut]
    if cut == 0:
        cut = _after_peoples(lows)
        core = run[cut:]
    words = [it.text for it in core if it.kind != "quote"]
    return [Name(at, at + cut, end, words, _kind(core, titles), titles)]


def _is_body(lows: list[str], run: list[Token]) -> bool:
    if len(run) == 1:
        acronym = bool(ACRONYM.fullmatch(run[0].text)) and lows[0] not in STATES | PERSON_NOUNS
        return acronym or lows[0] in SINGLE
    if lows[-1] in BODY_NOUNS and lows[-1] not in PERSON_NOUNS:
        return not (lows[0] in PERSON_NOUNS and lows[0].endswith("."))
    return any(
        it in BODY_NOUNS and lows[n + 1 : n + 2] and lows[n + 1] in ("of", "for", "on")
        for n, it in enumerate(lows)
    ) and (_after_titles(lows) == 0)


def _is_place(lows: list[str]) -> bool:
    if all(it in COUNTRIES | STATES for it in lows):
        return True
    return lows[0] in BEFORE_A_PLACE and len(lows) == 2


def _after_titles(lows: list[str]) -> int:
    """How many words of the run are offices: all up to the last word for a person, and what it is "of"."""
    if (
        len(lows) > 1
        and lows[-2] in GIVEN
        and lows[-2] not in PERSON_NOUNS
        and lows[-1] in PERSON_NOUNS
    ):
        return _after_titles(lows[:-2])
    if len(lows) == 2 and lows[0] in ABBREVIATED:
        return 1
    if (
        len(lows) == 2
        and lows[1] in SURNAMES
        and lows[0] not in PERSON_NOUNS | BODY_NOUNS | QUALIFIERS
    ):
        return 0
    at = max((n + 1 for n, it in enumerate(lows) if it in PERSON_NOUNS), default=0)
    if at and at < len(lows) and lows[at] in ("of", "for", "to"):
        rest = [n for n in range(at + 1, len(lows)) if lows[n] not in _CONNECT]
        named = [n for n in rest if lows[n] in GIVEN]
        if named:
            return named[0]
        return rest[-2] if len(rest) > 2 else len(lows)
    while at < len(lows) and lows[at] in ("general", "emeritus", "elect"):
        at += 1
    given = [n for n in range(at + 1, len(lows) - 1) if lows[n] in GIVEN] if at else []
    return given[0] if given and lows[at] not in GIVEN else at  # "Miss Universe Alicia Doe"


def _after_peoples(lows: list[str]) -> int:
    return 1 if len(lows) > 2 and (lows[0] in PEOPLES or lows[0] in STATES) else 0


def _kind(core: list[Token], titles: list[str]) -> Kind:
    if titles:
        return "person"
    plain = [it for it in core if it.kind != "quote" and it.low not in GENERATIONS]
    if core[-1].low in THING_NOUNS and not (len(plain) == 2 and core[0].low in GIVEN):
        return "other"
    if core[0].low in GIVEN and len(plain) > 1:
        return "person"
    if 2 <= len(plain) <= 4 and all(_name_word(it) for it in plain):
        return "person"
    return "other"


def _name_word(token: Token) -> bool:
    return (
        token.low in PARTICLES
        or (
            token.text[:1].isalpha()
            and not ACRONYM.fullmatch(token.text)
            and token.low not in _CONNECT | COUNTRIES
        )
        or bool(re.fullmatch(r"[A-Z]\.", token.text))
    )
