"""Words and signs of a paragraph with their offsets; each quoted piece is one token."""

import re
from dataclasses import dataclass, field

from standfirst.record.suggest.marks import Segment
from standfirst.record.suggest.words.people import ABBREVIATED
from standfirst.record.suggest.words.places import STATES
from standfirst.record.suggest.words.small import MONTHS

_WORD = re.compile(
    r"[RDI]-(?:(?:[A-Z]\.){2,}|[A-Z][a-z]+\.?(?=[,)]))|(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)?|[@#]\w+|\d+(?:-[^\W\d_]+)+|\$?\d[\d,.]*\d%?|\d%?"
    r"|[^\W\d_]\w*(?:(?:[-‐&]|[.](?=[^\W\d]{2,3}\b(?![.]))|[’'](?![sS]\b|s’))\w+)*|[’'][sS]\b|[’'](?=\s)|\w+|--+|\.{2,}|[^\w\s]"
)
_SHORT = (
    ABBREVIATED
    | {it for it in STATES | MONTHS if it.endswith(".")}
    | {
        "jr.",
        "sr.",
        "vs.",
        "no.",
        "inc.",
        "corp.",
        "ltd.",
        "co.",
        "gov't.",
        "dept.",
        "etc.",
        "u.s.",
        "u.n.",
        "bros.",
    }
)
STOPS = {".", "!", "?", "…"}


@dataclass(slots=True)
class Token:
    """`kind`: word, sign or quote. `quote`: the number of the quoted piece, -1 for others."""

    text: str
    start: int
    end: int
    kind: str = "word"
    quote: int = -1
    low: str = field(init=False)
    capital: bool = field(init=False)

    def __post_init__(self) -> None:
        self.low = self.text.lower().replace("’", "'")
        self.capital = self.kind == "word" and self.text[:1].isupper()


def tokenise(text: str, start: int, end: int, quoted: list[Segment], first: int = 0) -> list[Token]:
    """The tokens from start to end; `first` is the number of the first quoted piece."""
    found: list[Token] = []
    at = start
    for number, piece in enumerate(quoted, first):
        found += _plain(text, at, piece.outer_start)
        found.append(
            Token(
                text[piece.start : piece.end], piece.outer_start, piece.outer_end, "quote", number
            )
        )
        at = piece.outer_end
    return found + _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> list[Token]:
    found = []
    at = start
    while match := _WORD.search(text, at, end):
        at = match.end()
        word = match.group()
        if (
            word[0].isalnum()
            and text[at : at + 1] == "."
            and at < end
            and _abbreviates(word, text, at)
        ):
            at += 1
        kind = "word" if word[0].isalnum() or word[0] in "@#$" else "sign"
        if len(word) > 1 and word[0] in "'’":
            kind = "sign"
        found.append(Token(text[match.start() : at], match.start(), at, kind))
    return found


def _abbreviates(word: str, text: str, at: int) -> bool:
    """Whether the full stop after a word is a part of it: Sen., or an initial."""
    if word.lower() + "." in _SHORT and word[:1].isupper():
        return word.lower() not in ("may", "no") or text[at + 1 : at + 3].strip().isdigit()
    return len(word) == 1 and word.isupper() and word != "I" and text[at + 1 : at + 2] in (" ", "")
