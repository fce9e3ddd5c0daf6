"""A text as paragraphs and sentences, in which each quoted piece stands as one token."""

import re
from dataclasses import dataclass

from standfirst.record.suggest.marks import Segment, segments
from standfirst.record.suggest.tokens import STOPS, Token, tokenise
from standfirst.record.suggest.words.small import STARTERS

_LINE = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")  # a paragraph: lines up to a blank one
_LONGEST = 250  # tokens: what has no full stop for longer is no sentence
_DASHES = {"—", "–", "--", "-"}
_ENDS = re.compile(r"[.!?…][\"'’”)\]]*$")


@dataclass(slots=True)
class Sentence:
    """`paragraph`: its number in the text. `first`: whether it begins its paragraph."""

    tokens: list[Token]
    paragraph: int
    first: bool


@dataclass(slots=True)
class Paragraph:
    start: int
    end: int
    sentences: list[Sentence]


@dataclass(slots=True)
class Outline:
    text: str
    paragraphs: list[Paragraph]
    quotes: list[Segment]

    @property
    def sentences(self) -> list[Sentence]:
        return [it for paragraph in self.paragraphs for it in paragraph.sentences]


def outline(text: str) -> Outline:
    """Paragraphs are parted by blank lines; where there is none, each line is one."""
    pattern = _LINE if re.search(r"\n[ \t\r]*\n", text) else re.compile(r"[^\n]+")
    found = Outline(text, [], [])
    for match in pattern.finditer(text):
        if not match.group().strip():
            continue
        number = len(found.paragraphs)
        pieces = segments(text, match.start(), match.end())
        tokens = tokenise(text, match.start(), match.end(), pieces, len(found.quotes))
        found.quotes += pieces
        parts = [Sentence(it, number, not at) for at, it in enumerate(_sentences(tokens))]
        found.paragraphs.append(Paragraph(match.start(), match.end(), parts))
    return found


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = []
    part: list[Token] = []
    for at, token in enumerate(tokens):
        part.append(token)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and (len(part) >= _LONGEST or _ends(token, following, tokens, at)):
            parts.append(part)
            part = []
    return [*parts, part] if part else parts


def _ends(token: Token, following: Token, tokens: list[Token], at: int) -> bool:
    if following.text in STOPS or following.text in ")]”’\"'":
        return False
    begins = (
        following.capital
        or following.kind == "quote"
        or following.text[0] in "([—–@#$"
        or following.text.isdigit()
    )
    if token.kind == "quote":
        return (
            begins
            and following.kind != "sign"
            and bool(_ENDS.search(token.text))
            and not _asks(token, tokens, at)
        )
    if token.text == ":" and 0 < at <= 8 and following.capital and following.text != "I":
        return not any(it.kind == "quote" or it.text in STOPS for it in tokens[:at])
    if token.text in _DASHES and 0 < at <= 8 and _dateline(tokens[:at]):
        return True
    if token.text in STOPS:
        return begins or (following.kind == "sign" and following.text not in ",;:")
    if token.text in ")]" and at and tokens[at - 1].text in STOPS:
        return begins
    if (
        token.text.endswith(".")
        and len(token.text) > 3
        and token.text[1] == "."
        or token.low in ("etc.", "inc.", "p.m.", "a.m.")
    ):
        return (
            following.capital
            and following.low in STARTERS
            and following.low not in ("new", "former", "old")
        )
    return False


def _dateline(tokens: list[Token]) -> bool:
    """CLEVELAND, Ohio (AP) — before the first words of a report."""
    words = [it for it in tokens if it.kind == "word"]
    return (
        bool(words)
        and len(words[0].text) > 2
        and words[0].text.isupper()
        and all(it.capital for it in words)
    )


def _asks(token: Token, tokens: list[Token], at: int) -> bool:
    """`"Why?" Smith asked.`: a question or exclamation may be followed by who made it; a full stop may not."""
    asks = token.text.rstrip("\"'’”)]")[-1:] in "?!…" or token.text.rstrip().endswith("...")
    from_here = [it.low for it in tokens[at + 1 : at + 8]]
    stop = next((n for n, it in enumerate(from_here) if it in STOPS), len(from_here))
    if not asks:  # a misplaced full stop: "We won." Doe said.
        return (
            stop < 6
            and from_here[stop - 1] in _ASKING
            and from_here[0] not in ("he", "she", "they")
        )
    return any(it in _ASKING for it in from_here[:stop])


_ASKING = {
    "asked",
    "said",
    "says",
    "asks",
    "wrote",
    "tweeted",
    "shouted",
    "yelled",
    "exclaimed",
    "wondered",
    "told",
    "replied",
    "added",
    "joked",
    "quipped",
    "cried",
    "screamed",
    "continued",
    "answered",
}
