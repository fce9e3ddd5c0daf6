"""Whether quoted words are those of the source, and whose they are."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from standfirst.record.verify import Mark, Match, verify

from .codes import Code
from .draft import DraftSource, DraftStatement, Span
from .english import DENIAL, GIVES_A_WORD, NOBODY_SAYS, SAYING
from .finding import Finding, Place
from .marks import pairs_in
from .reading import Passage, Quoted, Reading

CLAUSE = 5  # words from which a quote says something by itself; fewer are a term, a title or a scare quote
_CLOSE = 0.75  # of a quote's words have to stand in a source for it to be that quote, where nobody says so
_SHORT = 4  # words that are hardly a clause of their own
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
        ):
            continue
        place = reading.place_of(statement)
        matches = [match_in(statement, it, reading.draft.language) for it in kept]
        yield from _about(statement, place, kept, matches)


def _about(
    statement: DraftStatement, place: Place, kept: Sequence[DraftSource], matches: Sequence[Match]
) -> Iterator[Finding]:
    best = max(range(len(kept)), key=lambda it: _RANK[matches[it].mark])
    match, source = matches[best], kept[best]
    if match.mark is Mark.TRANSLATED and not source.translator:
        yield Finding(Code.TRANSLATOR_MISSING, place, statement=statement.id)
    if match.mark in (Mark.ALTERED, Mark.ABSENT):
        yield altered(place, source, match, statement.id)
    if dropped := [it for it in match.drops if match.mark is Mark.MARKED and turns(it)]:
        facts = MappingProxyType({"dropped": " … ".join(dropped)})
        yield Finding(Code.QUOTE_LEAVES_OUT_NOT, place, facts, statement=statement.id)


def turns(dropped: str) -> bool:
    """A "not" is left out, and what it denies is not."""
    words = dropped.split()
    edges = words if len(words) <= _SHORT else [*words[:2], *words[-2:]]
    return DENIAL.search(" ".join(edges)) is not None


_RANK = {Mark.ABSENT: 0, Mark.ALTERED: 1, Mark.TRANSLATED: 2, Mark.MARKED: 3, Mark.VERBATIM: 4}


def altered(place: Place, source: DraftSource, match: Match, statement: str = "") -> Finding:
    facts = MappingProxyType({"source": source.title or source.publisher or source.url})
    return Finding(Code.QUOTE_ALTERED, place, facts, match.differences, statement)


def match_in(statement: DraftStatement, source: DraftSource, language: str) -> Match:
    """Of a mixed statement each quoted piece has to stand there; a direct one goes on where it was interrupted."""
    differs = bool(source.language) and source.language != language
    pieces = [statement.exact[slice(*it)] for it in pairs_in(statement.exact)] or [statement.exact]
    whole = verify(pieces, source.text, language_differs=differs)
    if statement.mode == "direct" or len(pieces) == 1 or whole.holds:
        return whole
    matches = [verify(it, source.text, language_differs=differs) for it in pieces]
    return min(matches, key=lambda it: _RANK[it.mark])


def lost(reading: Reading) -> Iterator[Finding]:
    """Statements whose words are not in the text they were taken from."""
    for statement in reading.draft.statements:
        if not reading.stands(statement) and not statement.is_silence:
            place = reading.place_of(statement)
            yield Finding(Code.STATEMENT_NOT_IN_TEXT, place, statement=statement.id)


def altered_prose(reading: Reading) -> Iterator[Finding]:
    """Quotes that no statement holds yet: those plainly taken from a source we hold, in other words."""
    kept = [it for it in reading.draft.sources if it.text and not it.language]
    for passage in reading.passages if kept else ():
        for quotes in _continued(passage):
            start, end = quotes[0].start, quotes[-1].end
            if any(reading.covering(passage, start, end)):
                continue
            words = [it.words for it in quotes]
            if sum(len(it.split()) for it in words) >= CLAUSE:
                yield from _nearest(passage.place(start, end), words, kept)


def _nearest(place: Place, words: Sequence[str], kept: Sequence[DraftSource]) -> Iterator[Finding]:
    matches = [(verify(words, it.text), it) for it in kept]
    if any(
        match.mark is not Mark.ALTERED and match.mark is not Mark.ABSENT for match, _ in matches
    ):
        return
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


def without_speaker(reading: Reading) -> Iterator[Finding]:
    """Direct quotes of a clause or more that neither a statement, a suggestion nor the prose gives to anybody."""
    for passage in reading.passages[1:]:  # a headline's quote is the body's
        for quote in passage.quotes:
            if says_something(quote) and not _has_speaker(reading, passage, quote):
                yield Finding(Code.QUOTE_WITHOUT_SPEAKER, passage.place(quote.start, quote.end))


def says_something(quote: Quoted) -> bool:
    """Not a term, nor the title of something."""
    words = re.findall(r"[^\W\d_][\w’']*", quote.words)
    capitals = sum(it[0].isupper() for it in words)
    return len(words) >= CLAUSE and (quote.set_off or capitals <= len(words) * 0.6)


def _has_speaker(reading: Reading, passage: Passage, quote: Quoted) -> bool:
    if any(it.has_speaker for it in reading.covering(passage, quote.start, quote.end)):
        return True
    suggestions = passage.section.suggestions if passage.section else ()
    if any(
        it.start < quote.end and quote.start < it.end and (it.speaker or it.mention)
        for it in suggestions
    ):
        return True
    return _told_in(passage, quote) or _told_around(passage, quote)


def _told_in(passage: Passage, quote: Quoted) -> bool:
    """By its own sentence, the one before or the one after, in its paragraph; or by a colon before it."""
    if re.search(r":[\s“\"‘«_]*\Z", passage.narration[: quote.start]):
        return True
    return any(_says(passage.narrated(it)) for it in _near(passage, quote))


def _near(passage: Passage, quote: Quoted) -> list[Span]:
    number = passage.sentence_at(quote.start)
    start = passage.text.rfind("\n", 0, quote.start) + 1
    end = passage.text.find("\n", quote.end)
    around = passage.sentences[max(0, number - 1) : number + 2]
    return [it for it in around if start <= it[0] and (end < 0 or it[0] < end)]


def _says(narrated: str) -> bool:
    return SAYING.search(NOBODY_SAYS.sub(" ", narrated)) is not None


def _told_around(passage: Passage, quote: Quoted) -> bool:
    """A paragraph that is nothing but quoted: its label, or a paragraph beside it, says whose words they are."""
    above = [it for it in passage.paragraphs if it[1] < quote.start]
    below = [it for it in passage.paragraphs if it[0] > quote.end]
    here = [it for it in passage.paragraphs if it not in above and it not in below]
    if not quote.set_off and any(re.search(r"[^\W\d_]", passage.narrated(it)) for it in here):
        return False
    if passage.section and GIVES_A_WORD.search(passage.section.label):
        return True
    return any(_says(passage.narrated(it)) for it in above[-1:] + below[:1])
