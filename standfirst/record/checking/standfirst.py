"""What the standfirst says has to be in a section."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .codes import Code
from .draft import Span
from .english import DENIAL, NEGATION
from .finding import Finding, Part
from .numbers import DATE, MONTHS, NUMBERS
from .reading import Passage, Reading
from .states import PEOPLES, STATES

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d")
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]*)(?: [A-ZÀ-Þ][\w’'-]*)*|(?<![^\W\d_])(?:\d[\d.,]*\d|\d)")
_CLAUSE = re.compile(r"[,;:—]\s+|\s+(?:and|but|while|although|though|because)\s+|\.\s+")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the and but that this these those with from into over under after before about against between for of on"
        " in to at by as is are was were be been being has have had do does did will would can could may might must"
        " should shall it its he she they them their his her we our you your who whom which what when where why how"
        " not no never nor any all some than then there here also only just more most less least very so such one"
        " two said says say saying tell told call calls called according seen see sees an a or if out up off own"
        " other another while because though although until since",
    )
)

_NO_NAMES = frozenset(MONTHS) | frozenset(  # and titles, which sections may leave out
    re.findall(
        r"\w+",
        "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Dr Sir President Senator Prime Minister"
        " Secretary Judge Justice General Governor Ambassador Chancellor Professor King Queen Prince Princess Pope",
    )
)
_CARRIED = 0.3  # of a clause's words have to be in the sections, for it to be a report of them
_LEAST = 3  # words without which a clause says too little to be looked for
_DENIED = 0.5  # of a denying clause's words have to be in one sentence that denies


def not_carried(reading: Reading) -> Iterator[Finding]:
    """Names and figures that no section has; denials of what the sections speak of and no sentence denies; and clauses
    of which next to nothing is anywhere."""
    said = _Said(reading.sections)
    passage = next(it for it in reading.passages if it.part is Part.STANDFIRST)
    for start, end in _clauses(passage.text) if reading.sections else ():
        clause = passage.text[start:end]
        if lone := _lone(passage, (start, end), said):
            yield Finding(Code.STANDFIRST_NOT_CARRIED, passage.place(*lone))
        elif said.never_denied(clause) or said.has_not(clause):
            yield Finding(Code.STANDFIRST_NOT_CARRIED, passage.place(start, end))


class _Said:
    """What the sections say; a section's label is part of each of its sentences, for it says who speaks."""

    def __init__(self, sections: Sequence[Passage]) -> None:
        self.denials: list[frozenset[str]] = []
        self.assertions: list[frozenset[str]] = []
        for passage in sections:
            label = _stems(passage.section.label if passage.section else "")
            for span in passage.sentences:
                denies = NEGATION.search(passage.text, *span)
                told = self.denials if denies else self.assertions
                told.append(label | _stems(passage.text[slice(*span)]))
        self.initials = "".join(
            name[0] for it in sections for name in re.findall(r"\b[A-Z]\w+", it.text)
        )
        self.stems = frozenset().union(*self.denials, *self.assertions)

    def names(self, word: str) -> bool:
        """It, a longer or shorter form of it, or the words that its capitals stand for."""
        if word[0].isdigit() or word in STATES:
            return _stems(word) <= self.stems
        whole = word.isupper() and len(word) > 1 and word in self.initials
        return whole or all(
            any(it.startswith(stem) or (len(it) > 2 and stem.startswith(it)) for it in self.stems)
            for stem in _stems(word)
        )

    def never_denied(self, clause: str) -> bool:
        """It denies what a sentence speaks of, and none denies."""
        stems = _stems(clause)
        if not stems or not DENIAL.search(clause) or not any(stems <= it for it in self.assertions):
            return False
        return all(len(stems & it) < len(stems) * _DENIED for it in self.denials)

    def has_not(self, clause: str) -> bool:
        stems = _stems(clause)
        carried = len(stems & self.stems)
        return len(stems) >= _LEAST and (not carried or carried < (len(stems) - 1) * _CARRIED)


def _lone(passage: Passage, span: Span, said: "_Said") -> Span | None:
    """A name or figure of the clause that no section has; of a name in several words, any will do."""
    dates = [it.span() for it in DATE.finditer(passage.text)]
    for found in _NAMED.finditer(passage.text, *span):
        words = [it for it in _WORD.finditer(passage.text, *found.span()) if _counts(passage, it)]
        dated = any(start <= found.start() < end for start, end in dates)
        if words and not dated and not any(said.names(_bare(it[0])) for it in words):
            return words[0].start(), words[-1].start() + len(_bare(words[-1][0]))
    return None


def _counts(passage: Passage, word: re.Match[str]) -> bool:
    """It is no title or day, nor a word that has its capital for beginning a sentence."""
    bare = _bare(word[0])
    return bare not in _NO_NAMES and (
        bare[0].isdigit() or bare in STATES or not _begins(passage, word.start())
    )


def _begins(passage: Passage, at: int) -> bool:
    """A sentence, quoted or not."""
    return re.search(r"(?:\A|[.!?:]\W*|[“\"‘])\Z", passage.text[:at]) is not None


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for seam in [*_CLAUSE.finditer(text), None]:
        end = seam.start() if seam else len(text.rstrip(" ."))
        if text[start:end].strip():
            yield start, end
        start = seam.end() if seam else end


@lru_cache(maxsize=64)
def _stems(text: str) -> frozenset[str]:
    """What is left of its words when endings go: "escalation" and "escalatory" are one."""
    return frozenset(_stem(it) for it in _WORD.findall(text) if it.casefold() not in _SMALL)


def _bare(word: str) -> str:
    """Not possessive."""
    return re.sub(r"[’']s?\Z", "", word)


def _stem(word: str) -> str:
    word = _bare(word)
    word = PEOPLES.get(word) or STATES.get(word) or NUMBERS.get(word.casefold(), word)
    if word == "United States":
        return "us"
    if word[0].isdigit():
        return word.replace(",", "")
    word = word.casefold()
    return word[:4] if len(word) > 4 else re.sub(r"(?<=..)s\Z", "", word)
