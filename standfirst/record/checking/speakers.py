"""Whose words a quote is."""

import re
from collections.abc import Iterator

from .codes import Code
from .draft import Span
from .english import GIVES_A_WORD, NOBODY_SAYS, SAYING, SPEAKING
from .finding import Finding
from .reading import Passage, Quoted, Reading

CLAUSE = 5  # words from which a quote says something by itself; fewer are a term, a title or a scare quote


_SIGNED = re.compile(r".?\s*[—–-]+\s*[A-Z]")


def without_speaker(reading: Reading) -> Iterator[Finding]:
    """Direct quotes of a clause or more that neither a statement, a suggestion nor the prose gives to anybody."""
    for passage in reading.passages[1:]:  # a headline's quote is the body's
        for quote in passage.quotes:
            if says_something(quote) and not _has_speaker(reading, passage, quote):
                yield Finding(Code.QUOTE_WITHOUT_SPEAKER, passage.place(quote.start, quote.end))


def says_something(quote: Quoted) -> bool:
    """A clause or more: not a phrase, nor the title of something."""
    words = re.findall(r"[^\W\d_][\w’']*", quote.words)
    if len(words) < CLAUSE or quote.set_off:
        return len(words) >= CLAUSE
    capitals = sum(it[0].isupper() for it in words)
    whole = words[0][0].isupper() or SPEAKING.search(quote.words) is not None
    return whole and capitals <= len(words) * 0.6


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
    """By its own sentence or one beside it, in its paragraph; by a colon before it; by a dash and a name after it."""
    if re.search(r":[\s“\"‘«_]*\Z", passage.narration[max(0, quote.start - 9) : quote.start]):
        return True
    if _SIGNED.match(passage.narration, quote.end):
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
    first, last = passage.paragraph_at(quote.start), passage.paragraph_at(quote.end)
    here = passage.paragraphs[first : last + 1]
    if not quote.set_off and any(re.search(r"[^\W\d_]", passage.narrated(it)) for it in here):
        return False
    if passage.section and GIVES_A_WORD.search(passage.section.label):
        return True
    beside = passage.paragraphs[max(0, first - 1) : first] + passage.paragraphs[last + 1 : last + 2]
    return any(_says(passage.narrated(it)) for it in beside)
