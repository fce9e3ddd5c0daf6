"""How the words of a quote stand to the text of its source."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """VERBATIM: word for word, and mark for mark. MARKED: but for what may differ (`Variant`).

    TRANSLATED: the source is in another language, and nothing could be compared. ALTERED: close to
    words of the source, and not them. ABSENT: nothing near it in this source.
    """

    VERBATIM = "verbatim"
    MARKED = "marked"
    TRANSLATED = "translated"
    ALTERED = "altered"
    ABSENT = "absent"


class Variant(StrEnum):
    """What differs, and may. ASIDE: a transcriber's "(Laughter.)" was passed over, which leaves a quote verbatim."""

    ELLIPSIS = "ellipsis"
    BRACKETS = "brackets"
    CASE = "case"
    TYPOGRAPHY = "typography"
    PUNCTUATION = "punctuation"
    ASIDE = "aside"


class Kind(StrEnum):
    """SAME in both; only in the QUOTE; only in the SOURCE; LEFT_OUT where the quote says so."""

    SAME = "same"
    QUOTE = "quote"
    SOURCE = "source"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    words: str


@dataclass(frozen=True)
class Match:
    """`exact`, `prefix` and `suffix` are a W3C TextQuoteSelector into the source's text in NFC; "" where there is none.

    `exact` runs from the first word to the last, with what was left out between; `found` has the
    source's words alone, one entry for each stretch of the quote. `drops`: the words left out by an ellipsis,
    replaced by brackets, or passed over between two sentences. `differences` only of ALTERED.
    """

    mark: Mark
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    found: tuple[str, ...] = ()
    variants: frozenset[Variant] = frozenset()
    drops: tuple[str, ...] = ()
    differences: tuple[Piece, ...] = ()

    @property
    def holds(self) -> bool:
        """The source says so, as printed."""
        return self.mark in (Mark.VERBATIM, Mark.MARKED)
