"""A draft's texts with their quotes and sentences, read once for all rules."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .draft import Draft, DraftSection, DraftSource, DraftStatement, Span
from .finding import Part, Place
from .marks import pairs_in

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)_]*+\s++(?=[\"“‘«(]?[A-Z0-9_])|\n++")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|St|No|vs|Jr|Sr|Sgt|Adm|Rev|Hon|Inc|Co|Corp)|\b[A-Z])\Z"
)


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks, or set off: `start` and `end` are of the words inside."""

    start: int
    end: int
    words: str
    set_off: bool = False


@dataclass(frozen=True)
class Passage:
    """One text of the draft."""

    part: Part
    text: str
    section: DraftSection | None = None

    @cached_property
    def quotes(self) -> tuple[Quoted, ...]:
        given = self.section.block_quotes if self.section else ()
        set_off = [(max(0, a), min(b, len(self.text))) for a, b in given if self.text[a:b].strip()]
        marked = [it for it in pairs_in(self.text) if not any(a <= it[0] < b for a, b in set_off)]
        found = [Quoted(*it, self.text[slice(*it)]) for it in marked]
        found += [Quoted(*it, self.text[slice(*it)], set_off=True) for it in set_off]
        return tuple(sorted(found, key=lambda it: it.start))

    @cached_property
    def narration(self) -> str:
        """The text, of the same length, with "_" for the words that are quoted."""
        parts, at = [], 0
        for quote in self.quotes:
            parts += [self.text[at : quote.start], re.sub(r"[^\n]", "_", quote.words[:-1])]
            parts.append(quote.words[-1] if quote.words[-1] in ".!?" else "_")
            at = quote.end
        return "".join([*parts, self.text[at:]])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """A quote, however long, is part of the sentence it stands in."""
        spans, start = [], 0
        for end in _END.finditer(self.narration):
            if "\n" not in end[0] and _ABBREVIATED.search(self.narration, start, end.start()):
                continue
            spans.append((start, end.end()))
            start = end.end()
        return tuple(it for it in [*spans, (start, len(self.text))] if it[0] < it[1])

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(it.span() for it in re.finditer(r"[^\n]+", self.text))

    def sentence_at(self, at: int) -> int:
        """The number of the sentence."""
        return max(0, bisect_right(self.sentences, (at, len(self.text))) - 1)

    def paragraph_at(self, at: int) -> int:
        return max(0, bisect_right(self.paragraphs, (at, len(self.text))) - 1)

    def narrated(self, span: Span) -> str:
        return self.narration[slice(*span)]

    def place(self, start: int, end: int) -> Place:
        section = self.section.id if self.section else ""
        return Place(self.part, section, start, end, self.text[start:end])


@dataclass(frozen=True)
class Reading:
    draft: Draft

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Headline, standfirst and sections."""
        draft = self.draft
        return (
            Passage(Part.HEADLINE, draft.headline),
            Passage(Part.STANDFIRST, draft.standfirst),
            *self.sections,
        )

    @cached_property
    def sections(self) -> tuple[Passage, ...]:
        return tuple(Passage(Part.SECTION, it.text, it) for it in self.draft.sections)

    def speaks(self, source: DraftSource) -> bool:
        """The language of the story, of whatever country."""
        return source.language.split("-")[0] in ("", self.draft.language.split("-")[0])

    def section(self, statement: DraftStatement) -> Passage | None:
        found = (it for it in self.sections if it.section and it.section.id == statement.section)
        return next(found, None)

    def place_of(self, statement: DraftStatement) -> Place:
        passage, span = self.section(statement), self.span_of(statement)
        if passage is None or span is None:
            return Place(Part.SECTION, statement.section, 0, 0, statement.exact)
        return passage.place(*span)

    def span_of(self, statement: DraftStatement) -> Span | None:
        """Where its words stand in its section; None: nowhere."""
        passage = self.section(statement)
        if passage is None or not statement.exact:
            return None
        known = statement.start if statement.start is not None else -1
        there = known >= 0 and passage.text.startswith(statement.exact, known)
        start = known if there else passage.text.find(statement.exact)
        return (start, start + len(statement.exact)) if start >= 0 else None

    def quoted_in(self, statement: DraftStatement) -> list[str]:
        """The words of it that are quoted, piece by piece; all of it where its section marks none."""
        passage, span = self.section(statement), self.span_of(statement)
        if passage is None or span is None:
            marked = [statement.exact[slice(*it)] for it in pairs_in(statement.exact)]
            return marked or [statement.exact]
        pieces = [(max(span[0], it.start), min(span[1], it.end)) for it in passage.quotes]
        return [passage.text[a:b] for a, b in pieces if a < b] or [statement.exact]

    def covering(self, passage: Passage, start: int, end: int) -> Iterator[DraftStatement]:
        """The statements that hold some of these words."""
        for statement in self.draft.statements:
            if passage.section and statement.section == passage.section.id:
                span = self.span_of(statement)
                if span and span[0] < end and start < span[1]:
                    yield statement
