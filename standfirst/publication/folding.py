"""Which words a text has, and when two of them are the same.

The one rule of search: what is indexed, what is asked for and what is marked all come through here, so that they
agree on SQLite and on PostgreSQL alike. Case, accents and widths are folded; nothing is stemmed.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import compile as pattern

# Invisible signs that stand inside a word: the soft hyphen, (non-)joiners of Persian and Indian scripts.
_INSIDE = "\u00ad\u200c\u200d\u2060"
_RUN = pattern(r"\S+")
# Letters that Unicode does not take apart, as most keyboards write them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True)
class Word:
    """A word of a text: where it starts and ends, as it is printed, and as it is compared."""

    start: int
    end: int
    printed: str
    folded: str


def words_in(text: str) -> Iterator[Word]:
    for run in _RUN.finditer(text.translate(_SPACED)):
        if folded := fold(run.group()):
            yield Word(run.start(), run.end(), run.group(), folded)


def words_of(texts: Iterable[str]) -> Iterator[Word]:
    for text in texts:
        yield from words_in(text)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Letters and digits in their plainest form; "" if there are none."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    kept = "".join(it for it in apart if _is_kept(it) and not _is_accent(it))
    return unicodedata.normalize("NFC", kept) if any(map(str.isalnum, kept)) else ""


def _is_kept(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _is_accent(sign: str) -> bool:
    """Accents and the points of Hebrew and Arabic; not the vowel signs that Indian scripts cannot do without.

    By combining class: https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
    """
    kind = unicodedata.combining(sign)
    return kind >= 200 or 10 <= kind <= 36


class _Spaced(dict[int, int]):
    """For `str.translate`: a space for every sign that is no part of a word, so that places stay what they are."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        self[code] = code if _is_kept(sign) or sign in _INSIDE else ord(" ")
        return self[code]


_SPACED = _Spaced()
