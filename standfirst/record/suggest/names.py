"""Runs of capitalised words that name a person, a body or a place, with the offices printed before them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.tokens import STOPS, Token
from standfirst.record.suggest.words.given import MEN, WOMEN
from standfirst.record.suggest.words.people import (
    ABBREVIATED,
    BODY_NOUNS,
    GENERATIONS,
    GROUP_NOUNS,
    JOINING_FOR,
    JOINING_OF,
    PARTICLES,
    PERSON_NOUNS,
    THING_NOUNS,
)
from standfirst.record.suggest.words.places import BEFORE_A_PLACE, COUNTRIES, PEOPLES, STATES
from standfirst.record.suggest.words.small import DAYS, DETERMINERS, MONTHS, STARTERS, SUBJECTS
from standfirst.record.suggest.words.verbs import BEFORE_SUBJECT, REPORTING

Kind = Literal["person", "body", "place", "role", "people", "other"]
GIVEN = MEN | WOMEN
_ARTICLED = re.compile(r"(?:al|el|ul|as|ad|an|ash|ar|az|at|d'|l'|o')-?[A-Z]")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,}")
_BEGIN_NAMES = {
    "new",
    "old",
    "long",
    "late",
    "early",
    "best",
    "young",
    "will",
    "may",
    "more",
    "self",
    "april",
    "june",
}
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


def names_in(sentence: Sentence, lowers: frozenset[str]) -> list[Name]:
    """In order. A heading in capitals throughout tells names from other words nowhere, and gives none."""
    tokens = sentence.tokens
    if _heading(tokens):
        return []
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        if not _begins(tokens, at, lowers):
            at += 1
            continue
        end = _run(tokens, at)
        found += _parsed(tokens, at, end)
        at = end + 1
    return found


def capital(token: Token) -> bool:
    return token.capital or (token.kind == "word" and bool(_ARTICLED.match(token.text)))


def _heading(tokens: list[Token]) -> bool:
    words = [it for it in tokens if it.kind == "word" and len(it.text) > 3 and it.text[0].isalpha()]
    if tokens[-1].text in STOPS or (tokens[-1].kind == "quote" and tokens[-1].text[-1:] in STOPS):
        return False
    return len(words) >= 4 and sum(it.capital for it in words) > 0.85 * len(words)


def _begins(tokens: list[Token], at: int, lowers: frozenset[str]) -> bool:
    token = tokens[at]
    if not capital(token) or token.text == "I":
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = following is not None and capital(following) and following.low not in STARTERS
    if token.low in STARTERS | DAYS | MONTHS:
        if token.low in _BEGIN_NAMES and following is not None and following.low in BEFORE_SUBJECT:
            return True
        return joined and token.low in _BEGIN_NAMES
    if (
        following is not None
        and following.low in ("of", "for")
        and token.low in PERSON_NOUNS | BODY_NOUNS
        and (at + 2 < len(tokens) and tokens[at + 2].capital)
    ):
        return True
    opens = at == 0 or tokens[at - 1].text in ":;—–(" or tokens[at - 1].kind == "quote"
    if not opens or joined or _ACRONYM.fullmatch(token.text) or token.low in GIVEN:
        return not (opens and joined and _adverb(token) and token.low in lowers)
    return token.low not in lowers and token.low not in GROUP_NOUNS and not _adverb(token)


def _adverb(token: Token) -> bool:
    return (token.low.endswith("ly") and len(token.low) > 5) or token.low in REPORTING


def _run(tokens: list[Token], at: int) -> int:
    """The number of the last token of the run that begins at `at`."""
    end = at
    while (step := _step(tokens, at, end)) > end:
        end = step
    return end


def _step(tokens: list[Token], at: int, end: int) -> int:
    """One name word further, over what may join: particles, "of", a nickname in quotation marks."""
    rest = tokens[end + 1 : end + 4]
    if not rest:
        return end
    following, beyond = rest[0], rest[1] if len(rest) > 1 else None
    if (
        capital(following)
        and following.text != "I"
        and (
            tokens[end].low in ABBREVIATED
            or (tokens[end].low in GIVEN and following.low not in SUBJECTS | DETERMINERS | DAYS)
            or following.low not in STARTERS | DAYS
            or following.low in _BEGIN_NAMES - {"more", "may", "will"}
        )
    ):
        return end + 1
    if beyond is None:
        return end
    if following.text == "," and beyond.low in GENERATIONS:
        return end + 2
    if (
        following.low in PARTICLES
        and following.kind == "word"
        and capital(beyond)
        and beyond.low not in STARTERS
    ):
        return end + 2
    if following.kind == "quote" and capital(beyond) and _nickname(following, beyond):
        return end + 2
    return _joined(tokens, at, end)


def _nickname(token: Token, beyond: Token) -> bool:
    words = token.text.split()
    return (
        0 < len(words) <= 3
        and words[-1][0].isupper()
        and token.text[-1].isalpha()
        and beyond.low not in STARTERS
    )


def _joined(tokens: list[Token], at: int, end: int) -> int:
    """Department of Justice, Committee on Energy and Commerce, Institute for the Study of ...: never two persons."""
    word, last = tokens[end + 1].low, tokens[end].low
    step = end + 2
    if step < len(tokens) and tokens[step].low == "the" and word in ("of", "for", "on"):
        step += 1
    if (
        step >= len(tokens)
        or not tokens[step].capital
        or tokens[step].low in STARTERS | DAYS | MONTHS
    ):
        return end
    run = [it.low for it in tokens[at : end + 1]]
    fits = {
        "of": last in JOINING_OF and not _surname_like(run),
        "for": last in JOINING_FOR,
        "on": last
        in ("committee", "council", "commission", "institute", "conference", "center", "panel"),
        "and": any(it in ("of", "on", "for") for it in run) and run[0] in BODY_NOUNS | JOINING_OF,
        "&": True,
    }
    return step if fits.get(word, False) else end


def _surname_like(run: list[str]) -> bool:
    return len(run) > 1 and run[-2] in GIVEN


def _parsed(tokens: list[Token], at: int, end: int) -> list[Name]:
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
        return (
            bool(_ACRONYM.fullmatch(run[0].text))
            and lows[0] not in STATES
            or lows[0]
            in ("pentagon", "kremlin", "vatican", "congress", "parliament", "senate", "treasury")
        )
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
    at = max((n + 1 for n, it in enumerate(lows) if it in PERSON_NOUNS), default=0)
    if at and at < len(lows) and lows[at] in ("of", "for", "to"):
        rest = [n for n in range(at + 1, len(lows)) if lows[n] not in _CONNECT]
        named = [n for n in rest if lows[n] in GIVEN]
        if named:
            return named[0]
        return rest[-2] if len(rest) > 2 else len(lows)
    while at < len(lows) and lows[at] in ("general", "emeritus", "elect"):
        at += 1
    return at


def _after_peoples(lows: list[str]) -> int:
    return 1 if len(lows) > 2 and (lows[0] in PEOPLES or lows[0] in STATES) else 0


def _kind(core: list[Token], titles: list[str]) -> Kind:
    if titles:
        return "person"
    plain = [it for it in core if it.kind != "quote" and it.low not in GENERATIONS]
    if core[-1].low in THING_NOUNS:
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
            and not _ACRONYM.fullmatch(token.text)
            and token.low not in _CONNECT | COUNTRIES
        )
        or bool(re.fullmatch(r"[A-Z]\.", token.text))
    )


def lowercase_words(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Words the text writes small: with a capital they only begin a sentence."""
    return frozenset(
        it.text
        for sentence in sentences
        for it in sentence.tokens
        if it.kind == "word" and it.text.islower()
    )
