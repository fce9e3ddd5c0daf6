"""Whether quoted words are those of the source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from standfirst.record.verify import Mark, Match, find, is_part, verify

from .codes import Code
from .draft import DraftSource, DraftStatement
from .english import DENIAL, SAYING
from .finding import Finding, Place
from .holding import RANK, held, pieces_of
from .reading import Passage, Quoted, Reading

_ENOUGH = 5  # words from which a quote can be recognised
_CLOSE = 0.75  # of a quote's words have to stand in a source for it to be that quote, where nobody says so
_SHORT = 4  # words that are hardly a clause of their own
_BRACKETS = re.compile(r"\[[^\]]+\]")
_INTERRUPTS = 12  # words a writer puts between two halves of a sentence


def altered_statements(reading: Reading) -> Iterator[Finding]:
    """Accepted statements, held to the source they are credited to."""
    for statement in reading.draft.statements:
        kept = [it for it in reading.draft.sources if it.url == statement.source and it.text]
        if (
            not kept
            or not statement.source
            or statement.mode == "paraphrase"
            or statement.is_silence
            or not reading.span_of(statement)
        ):
            continue
        place = reading.place_of(statement)
        matches = [match_in(reading, statement, it) for it in kept]
        yield from _about(statement, place, kept, matches)


def _about(
    statement: DraftStatement, place: Place, kept: Sequence[DraftSource], matches: Sequence[Match]
) -> Iterator[Finding]:
    best = max(range(len(kept)), key=lambda it: RANK[matches[it].mark])
    match, source = matches[best], kept[best]
    if match.mark is Mark.TRANSLATED and not source.translator:
        yield Finding(Code.TRANSLATOR_MISSING, place, statement=statement.id)
    missing = match.mark is Mark.ABSENT and not is_part(source.text)
    if missing or match.mark is Mark.ALTERED:
        yield altered(place, source, match, statement.id)
    if turned := list(_turned(statement, match)):
        facts = MappingProxyType({"turned": " … ".join(turned)})
        yield Finding(Code.QUOTE_TURNED, place, facts, statement=statement.id)


def _turned(statement: DraftStatement, match: Match) -> Iterator[str]:
    """A "not" that is put in by brackets; or left out, where what it denies is not."""
    if match.mark is Mark.MARKED:
        yield from (it for it in _BRACKETS.findall(statement.exact) if DENIAL.search(it))
        for dropped in match.drops:
            words = dropped.split()
            edges = words if len(words) <= _SHORT else [*words[:2], *words[-2:]]
            if DENIAL.search(" ".join(edges)):
                yield dropped


def reworded(reading: Reading) -> Iterator[Finding]:
    """Words that would go on record as quoted, and are not those that are printed."""
    for statement in reading.draft.statements:
        words, mode = statement.words, statement.mode
        if not words or words == statement.exact or mode == "paraphrase" or statement.is_silence:
            continue
        printed = " ".join(reading.quoted_in(statement))
        pieces = pieces_of(words, is_direct=mode == "direct")
        match = held(pieces, printed, is_direct=mode == "direct")
        if reading.span_of(statement) and not match.holds:
            place = replace(reading.place_of(statement), words=words)
            facts = MappingProxyType({"source": printed})
            yield Finding(Code.QUOTE_ALTERED, place, facts, match.differences, statement.id)


def altered(place: Place, source: DraftSource, match: Match, statement: str = "") -> Finding:
    facts = MappingProxyType({"source": source.title or source.publisher or source.url})
    return Finding(Code.QUOTE_ALTERED, place, facts, match.differences, statement)


def match_in(reading: Reading, statement: DraftStatement, source: DraftSource) -> Match:
    return held(
        reading.quoted_in(statement),
        source.text,
        is_direct=statement.mode == "direct",
        language_differs=not reading.speaks(source),
    )


def lost(reading: Reading) -> Iterator[Finding]:
    """Statements whose words are not in the text they were taken from."""
    for statement in reading.draft.statements:
        if not reading.span_of(statement) and not statement.is_silence:
            place = reading.place_of(statement)
            yield Finding(Code.STATEMENT_NOT_IN_TEXT, place, statement=statement.id)


def altered_prose(reading: Reading) -> Iterator[Finding]:
    """Quotes that no statement holds yet: those plainly taken from a source we hold, in other words."""
    kept = [it for it in reading.draft.sources if it.text and reading.speaks(it)]
    for passage in reading.passages if kept else ():
        for quotes in _continued(passage):
            start, end = quotes[0].start, quotes[-1].end
            if any(reading.covering(passage, start, end)):
                continue
            words = [it.words for it in quotes]
            if sum(len(it.split()) for it in words) >= _ENOUGH:
                yield from _nearest(passage.place(start, end), words, kept)


def _nearest(place: Place, words: Sequence[str], kept: Sequence[DraftSource]) -> Iterator[Finding]:
    if any(find(words, it.text) for it in kept):
        return
    matches = [(verify(words, it.text), it) for it in kept]
    near = [(match, it) for match, it in matches if _share(match) >= _CLOSE]
    if near:
        match, source = max(near, key=lambda it: _share(it[0]))
        yield altered(place, source, match)


def _share(match: Match) -> float:
    """How much of quote and source is the same."""
    sizes = {"same": 0, "quote": 0, "source": 0, "left out": 0}
    for piece in match.differences:
        sizes[piece.kind] += len(piece.words.split())
    longer = sizes["same"] + max(sizes["quote"], sizes["source"])
    return sizes["same"] / longer if longer else 0.0


def _continued(passage: Passage) -> Iterator[list[Quoted]]:
    """Each quote with the rest of its sentence, where the writer interrupts it ("So," she said, "we go.")."""
    pieces: list[Quoted] = []
    for quote in passage.quotes:
        if pieces and not _goes_on(passage, pieces[-1], quote):
            yield pieces
            pieces = []
        pieces = [*pieces, quote]
    if pieces:
        yield pieces


def _goes_on(passage: Passage, before: Quoted, after: Quoted) -> bool:
    between = passage.text[before.end + 1 : after.start - 1].strip()
    return (
        before.words.rstrip().endswith((",", "—", "–", "-"))
        and between.endswith(",")
        and "\n" not in between
        and len(between.split()) <= _INTERRUPTS
        and after.words.lstrip()[:1].islower()
        and SAYING.search(between) is not None
    )
