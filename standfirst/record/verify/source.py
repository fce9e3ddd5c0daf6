"""The text of a source, read once for all its quotes."""

import unicodedata
from functools import lru_cache

from .asides import asides_in
from .words import Token, Words, named, scan


@lru_cache(maxsize=16)  # a story's quotes are asked one after another, of a few sources
def read_source(text: str) -> Words:
    """In NFC, with the words that were said."""
    text = unicodedata.normalize("NFC", text)
    asides = asides_in(text)
    tokens: list[Token] = []
    at = 0
    for start, end in (*asides, (len(text), len(text))):
        tokens.extend(scan(text, at, start))
        at = end
    return Words(text, tuple(named(tokens, text)), asides)
