"""Runs of capitalised words that name a person, a body or a place, with the offices printed before them."""

import re
from collections.abc import Iterable

from standfirst.record.suggest.kinds import ACRONYM, GIVEN, SINGLE, Name, parsed
from standfirst.record.suggest.outline import Sentence
from standfirst.record.suggest.tokens import STOPS, Token
from standfirst.record.suggest.words.people import (
    ABBREVIATED,
    BODY_NOUNS,
    GENERATIONS,
    GROUP_NOUNS,
    JOINING_FOR,
    JOINING_OF,
    PARTICLES,
    PERSON_NOUNS,
)
from standfirst.record.suggest.words.small import DAYS, DETERMINERS, MONTHS, STARTERS, SUBJECTS
from standfirst.record.suggest.words.verbs import BEFORE_SUBJECT, REPORTING

_ARTICLED = re.compile(r"(?:al|el|ul|as|ad|an|ash|ar|az|at|d'|l'|o')-?[A-Z]")
_PARTY = re.compile(r"[RDI]-[A-Z].*")  # of a member of parliament: R-Ohio
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
        found += parsed(tokens, at, end)
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
    if not capital(token) or token.text == "I" or _PARTY.fullmatch(token.text):
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
    if not opens or joined or ACRONYM.fullmatch(token.text) or token.low in GIVEN:
        return not (opens and joined and _adverb(token) and token.low in lowers)
    common = token.low in GROUP_NOUNS or (token.low in BODY_NOUNS and token.low not in SINGLE)
    return token.low not in lowers and not common and not _adverb(token)


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


def release_surnames(names: list[list[Name]]) -> None:
    """ "Baker said" is about an office only where nobody in the text is called Jane Baker."""
    surnames = {
        it.words[-1].lower()
        for found in names
        for it in found
        if it.kind == "person" and len(it.words) > 1
    }
    for found in names:
        for it in found:
            if it.kind == "role" and len(it.words) == 1 and it.words[0].lower() in surnames:
                it.kind, it.titles = "other", []


def lowercase_words(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Words the text writes small: with a capital they only begin a sentence."""
    return frozenset(
        it.text
        for sentence in sentences
        for it in sentence.tokens
        if it.kind == "word" and it.text.islower()
    )
