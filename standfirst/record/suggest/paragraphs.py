"""What kind of paragraph a quoted piece stands in: a heading, an entry in a list of sources, nothing but quotes."""

import re

from standfirst.record.suggest.outline import Paragraph
from standfirst.record.suggest.tokens import STOPS, Token
from standfirst.record.suggest.words.small import DAYS, MONTHS

_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = ("—", "–", "-", "--")


def paragraph_marks(paragraph: Paragraph, *, first: bool) -> list[str]:
    """Features for whether what it quotes is speech. `first`: of the text, where a headline stands."""
    tokens = [it for part in paragraph.sentences for it in part.tokens]
    words = sum(it.kind == "word" for it in tokens)
    found = []
    if words and _heading(paragraph, tokens, words, first):
        found.append("heading")
    if _listing(tokens):
        found.append("listing")
    if words == 0:
        found.append("alone")
    return found


def _heading(paragraph: Paragraph, tokens: list[Token], words: int, first: bool) -> bool:
    if first:
        return tokens[-1].text[-1:] not in (*STOPS, ":") and not any(
            it.text in STOPS for it in tokens
        )
    ended = (
        tokens[-1].kind == "quote"
        or tokens[-1].text == ":"
        or any(it.text in STOPS for it in tokens[-2:])
    )
    return len(paragraph.sentences) == 1 and words < 25 and not ended


def _listing(tokens: list[Token]) -> bool:
    """A title, a dash, a paper, a date."""
    if len(tokens) >= 50 or sum(it.kind == "quote" for it in tokens) != 1:
        return False
    dated = any(_YEAR.fullmatch(it.text) for it in tokens[-4:]) and any(
        it.low in MONTHS | DAYS for it in tokens[-8:]
    )
    return dated and any(it.text in _DASHES for it in tokens[:40])
