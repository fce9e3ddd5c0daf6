"""The text of a source, read once for all its quotes."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from .asides import asides_in
from .words import Token, Words, named, scan

_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)


_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]")


def is_part(text: str) -> bool:
    """It says itself, with […], that it leaves something out: what is not in it may be in the source all the same."""
    return _LEFT_OUT.search(text) is not None


@lru_cache(maxsize=16)  # a story's quotes are asked one after another, of a few sources
def read_source(text: str) -> Words:
    """In NFC, without entities of HTML, and with the words that were said."""
    text = unicodedata.normalize("NFC", _ENTITY.sub(lambda it: unescape(it[0]), text))
    asides = asides_in(text)
    tokens: list[Token] = []
    at = 0
    for start, end in (*asides, (len(text), len(text))):
        tokens.extend(scan(text, at, start))
        at = end
    shouts = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    return Words(text, tuple(tokens if shouts else named(tokens, text)), asides, shouts)
