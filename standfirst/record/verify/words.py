"""A text as words that can be compared, each with its place in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and what has no width
HYPHENS = "-\u2010\u2011\u00ad"
APOSTROPHES = "'’ʼ＇`´"

_WORD = re.compile(
    rf"""
    (?<![^\W_])(?:[^\W\d_]\.){{2,}}(?!\w) | (?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![\w{APOSTROPHES}])
    | (?<![^\s(])[-\u2212](?=\d)\d+(?:[.,]\d+)*\w*
    | \d+(?:[.,]\d+)*\w*
    | [\w{INVISIBLE}]*\w[\w{INVISIBLE}]*(?:[{APOSTROPHES}]\w+)*
    | [%$€£¥₹°&@#+=]
    | \?+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOLDED = (
    {ord(mark): None for mark in INVISIBLE + "."}
    | {ord(mark): "'" for mark in APOSTROPHES}
    | {
        0xFB00: "ff",
        0xFB01: "fi",
        0xFB02: "fl",
        0xFB03: "ffi",
        0xFB04: "ffl",
        0xFB05: "st",
        0xFB06: "st",
        0x2212: "-",
    }
)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+\Z")
# Written in capitals these are names, and other words otherwise: "US" is not "us".
_NAMES = {"AID", "AIDS", "CARE", "ICE", "IT", "SALT", "START", "US", "WHO"}
_LOWERED = {it.casefold() for it in _NAMES}
_HYPHEN = re.compile(rf"[{HYPHENS}]\s*\Z")


class Token(NamedTuple):
    """One word: `key` is what is compared, `start` and `end` count characters."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Words:
    """`asides`: stretches of the text that nobody said, in order; no word lies in them. `shouts`: in capitals."""

    text: str
    tokens: tuple[Token, ...]
    asides: tuple[tuple[int, int], ...] = ()
    shouts: bool = False

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, in order."""
        places: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            places.setdefault(token.key, []).append(place)
        return places

    @cached_property
    def hyphened(self) -> frozenset[str]:
        """The words that two halves on either side of a hyphen would make, and "per cent"."""
        return frozenset(one.key + other.key for one, other in self._pairs())

    def joined(self, wanted: Iterable[str]) -> "Words":
        """With the halves of a hyphened word as one, where that one is wanted."""
        wanted = self.hyphened.intersection(wanted)
        if not wanted:
            return self
        first = {one.start: other for one, other in self._pairs() if one.key + other.key in wanted}
        tokens: list[Token] = []
        for token in self.tokens:
            if tokens and token.start < tokens[-1].end:
                continue
            other = first.get(token.start)
            tokens.append(Token(token.start, other.end, token.key + other.key) if other else token)
        return Words(self.text, tuple(tokens), self.asides, self.shouts)

    def _pairs(self) -> Iterator[tuple[Token, Token]]:
        for one, other in zip(self.tokens, self.tokens[1:], strict=False):
            if (one.key, other.key) == ("per", "cent") or (
                one.end < other.start and _HYPHEN.match(self.text, one.end, other.start)
            ):
                yield one, other

    def surface(self, place: int) -> str:
        return self.text[self.tokens[place].start : self.tokens[place].end]

    def between(self, place: int) -> tuple[str, bool]:
        """What stands between the word before and this one, and whether an aside was taken out of it."""
        start = self.tokens[place - 1].end if place else 0
        end = self.tokens[place].start if place < len(self.tokens) else len(self.text)
        return self._without_asides(start, end)

    def _without_asides(self, start: int, end: int) -> tuple[str, bool]:
        kept, at = "", start
        for begins, ends in self.asides:
            if start <= begins and ends <= end:
                kept, at = kept + self.text[at:begins], ends
        return kept + self.text[at:end], at != start


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of a stretch of the text."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Token(found.start(), found.end(), _key(found.group()))


def named(tokens: list[Token], text: str) -> list[Token]:
    """With names in capitals set apart from the words they would be in small letters."""
    return [
        Token(token.start, token.end, name)
        if token.key in _LOWERED
        and (name := text[token.start : token.end].replace(".", "")) in _NAMES
        else token
        for token in tokens
    ]


@lru_cache(maxsize=20_000)  # a text has each word many times
def _key(word: str) -> str:
    if _THOUSANDS.match(word):
        return word.replace(",", "")
    if word[0].isdigit() or word[0] in "-\u2212":
        return word.replace("\u2212", "-").casefold()
    if word[0] == "?":
        return "?"
    key = (
        word.casefold() if word.isascii() and word.isalpha() else word.translate(_FOLDED).casefold()
    )
    return "percent" if key == "%" else key
