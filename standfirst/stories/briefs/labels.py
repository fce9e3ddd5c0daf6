"""Run-in labels: `What the US is saying: When asked …`.

A label is at most 8 words before the paragraph's first colon, with no quotation mark in it and
none directly after the colon. The colon is followed by a space or ends the paragraph, so times
(7:10) and addresses (https://) are none.
"""

import re

MOST_WORDS = 8
MOST_WORDS_IN_DOUBT = 10

_IS_NONE = re.compile(r"[.!?…]\s|:\d|://|^mailto:", re.IGNORECASE)
_QUOTES = frozenset('"“”„‟«»‹›‘‚‛「」『』〝〞〟＂｢｣')
_APOSTROPHES = frozenset("'’`´")  # quotation marks too, unless a letter or digit comes before


def label_end(paragraph: str) -> int | None:
    """Where the colon of the run-in label is; None if the paragraph has no label."""
    colon = paragraph.find(":")
    if colon < 0 or not _is_label(paragraph[:colon]) or _runs_on(paragraph[colon + 1 :]):
        return None
    return colon


def near_label(paragraph: str) -> str:
    """The words that look like a label and are none by the rule; "" if nothing does.

    Nothing looks like a label across the end of a sentence, in a time or in an address.
    """
    words, colon, rest = paragraph.partition(":")
    if not colon or label_end(paragraph) is not None or _IS_NONE.search(f"{words}:{rest[:2]}"):
        return ""
    few = len(words.split()) <= MOST_WORDS_IN_DOUBT
    return words.strip() if few and any(char.isalnum() for char in words) else ""


def _is_label(words: str) -> bool:
    return (
        len(words.split()) <= MOST_WORDS
        and any(char.isalnum() for char in words)
        and not _has_quote(words)
    )


def _has_quote(words: str) -> bool:
    return any(
        char in _QUOTES or (char in _APOSTROPHES and not before.isalnum())
        for before, char in zip(" " + words, words, strict=False)
    )


def _runs_on(rest: str) -> bool:
    """Speech follows the colon, or the colon stands inside a word, a time or an address."""
    if rest and not rest[0].isspace():
        return True
    return rest.lstrip()[:1] in _QUOTES | _APOSTROPHES
