"""The words of a quote, and what it says is left out or put in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from .asides import NOTES
from .words import APOSTROPHES, Token, Words, named, scan

OPENING, CLOSING = "“„«‹‘‚\"'", "”“»›’\"'"

_BETWEEN = "\v"  # between two printed pieces
_MARKER = re.compile(
    rf"""
    (?P<gap>\[\s*(?:…|\.\s?\.\s?\.)\s*\] | \(\s*(?:…|\.\s?\.\s?\.)\s*\) | \.?\s?… | \.(?:[ \u00a0]?\.){{2,3}})
    | (?P<partly>[\w{APOSTROPHES}]{{1,40}}\[[^\[\]\s]{{0,40}}\][\w{APOSTROPHES}]*
      | \[[^\[\]\s]{{1,40}}\][\w{APOSTROPHES}]*\w)
    | (?P<brackets>\[[^\[\]]{{0,300}}\])
    | (?P<joint>[{_BETWEEN}])
    | (?P<aside>\(\s*(?:{NOTES})\s*\.?\s*\))
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Lead(IntEnum):
    """How a word follows the one before: at once, over BRACKETS, in the next printed piece (JOINT), over a GAP."""

    NEXT = 0
    BRACKETS = 1
    JOINT = 2
    GAP = 3


_LEADS = {"brackets": Lead.BRACKETS, "joint": Lead.JOINT, "gap": Lead.GAP}


@dataclass(frozen=True)
class Quote:
    """`leads` has one entry for each word, the first too.

    `partly`: by their place, the words that brackets change in part ("[T]he", "say[s]").
    """

    words: Words
    leads: tuple[Lead, ...]
    partly: dict[int, re.Pattern[str]]

    @property
    def tail(self) -> str:
        """What stands after the last word."""
        return self.words.between(len(self.words.tokens))[0]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.words.tokens)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Words that follow each other at once, as (first, one past the last)."""
        starts = [place for place, lead in enumerate(self.leads) if place == 0 or lead]
        return tuple(zip(starts, [*starts[1:], len(self.leads)], strict=True))

    def fits(self, place: int, key: str) -> bool:
        pattern = self.partly.get(place)
        return (
            pattern.fullmatch(key) is not None if pattern else key == self.words.tokens[place].key
        )


def read_quote(
    quote: str | Sequence[str], wanted: Iterable[str] = (), *, shouted: bool = False
) -> Quote:
    """`quote` as printed, with its outer marks or without; several pieces where words of the writer's interrupt it.

    `wanted`: hyphened words to read as one. `shouted`: the source is all in capitals, and tells no name by them.
    """
    pieces = [_bare(it) for it in ([quote] if isinstance(quote, str) else quote)]
    text = _BETWEEN.join(it for it in pieces if it)
    found, partly, marks = _scan(text)
    words = Words(text, tuple(found if shouted else named(found, text))).joined(wanted)
    leads = tuple(_lead(words.tokens, place, marks) for place in range(len(words.tokens)))
    by_place = {
        place: partly[token.start]
        for place, token in enumerate(words.tokens)
        if token.start in partly
    }
    return Quote(words, leads, by_place)


def _bare(text: str) -> str:
    """On one line and without its outer marks, nor those that open a quote's further paragraphs."""
    text = unicodedata.normalize("NFC", text).strip()
    text = " ".join(re.sub(r"\n\s*(?:[“«]|\n\s*\")", "\n", text).split())
    if len(text) > 1 and text[0] in OPENING and text[-1] in CLOSING:
        text = text[1:-1].strip()
    return text


def _scan(text: str) -> tuple[list[Token], dict[int, re.Pattern[str]], list[tuple[int, Lead]]]:
    """Words; by where they start, the patterns of those changed in part; and where a marker stands."""
    tokens: list[Token] = []
    partly: dict[int, re.Pattern[str]] = {}
    marks: list[tuple[int, Lead]] = []
    at = 0
    for marker in _MARKER.finditer(text):
        tokens.extend(scan(text, at, marker.start()))
        at = marker.end()
        if marker["partly"]:
            tokens.append(Token(*marker.span(), re.sub(r"[\[\]]", "", marker[0]).casefold()))
            partly[marker.start()] = _pattern(marker[0])
        elif marker.lastgroup in _LEADS:
            marks.append((marker.start(), _LEADS[marker.lastgroup]))
    tokens.extend(scan(text, at))
    return tokens, partly, marks


def _pattern(word: str) -> re.Pattern[str]:
    """Letters in brackets stand for any few."""
    parts = re.split(r"(\[[^\]]*\])", word.casefold())
    return re.compile("".join(r"[\w']{0,5}" if it[:1] == "[" else re.escape(it) for it in parts))


def _lead(tokens: Sequence[Token], place: int, marks: list[tuple[int, Lead]]) -> Lead:
    if not place:
        return Lead.NEXT
    start, end = tokens[place - 1].end, tokens[place].start
    return max((lead for at, lead in marks if start <= at < end), default=Lead.NEXT)
