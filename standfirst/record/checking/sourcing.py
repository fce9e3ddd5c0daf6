"""What is said without a source: quotes, figures, superlatives, claims."""

import re
from collections.abc import Iterator

from standfirst.record.verify import is_part

from .codes import Code
from .english import CLAIMING, SAYING
from .finding import Finding
from .numbers import DATE, FIGURE, NUMBERS, SUPERLATIVE
from .reading import Passage, Reading
from .speakers import says_something


def quotes_without_source(reading: Reading) -> Iterator[Finding]:
    """Quoted words on record without an address; and, in a story that lists no source, whatever is said in it."""
    listed = bool(reading.draft.sources)
    for statement in reading.draft.statements:
        rests_on_the_list = listed and statement.mode == "paraphrase"
        if not statement.source and not statement.is_silence and not rests_on_the_list:
            yield Finding(
                Code.QUOTE_WITHOUT_SOURCE, reading.place_of(statement), statement=statement.id
            )
    for passage in reading.sections if not listed else ():
        for quote in passage.quotes:
            if says_something(quote) and not any(reading.covering(passage, quote.start, quote.end)):
                yield Finding(Code.QUOTE_WITHOUT_SOURCE, passage.place(quote.start, quote.end))


def figures_without_source(reading: Reading) -> Iterator[Finding]:
    """Dates and times are none, nor what is said by somebody in the same sentence."""
    for passage in reading.sections:
        dates = [it.span() for it in DATE.finditer(passage.narration)]
        for figure in FIGURE.finditer(passage.narration):
            start, end = figure.start(), figure.start() + len(figure[0].rstrip())
            dated = any(begins < end and start < ends for begins, ends in dates)
            if not dated and not _is_sourced(reading, passage, figure):
                yield Finding(Code.FIGURE_WITHOUT_SOURCE, passage.place(start, end))


def superlatives_without_source(reading: Reading) -> Iterator[Finding]:
    for passage in reading.sections:
        for found in SUPERLATIVE.finditer(passage.narration):
            if not _is_sourced(reading, passage, found):
                yield Finding(
                    Code.SUPERLATIVE_WITHOUT_SOURCE, passage.place(found.start(), found.end())
                )


def claims_without_source(reading: Reading) -> Iterator[Finding]:
    """In a story that lists no source; a statement's own lack of one is told there."""
    if reading.draft.sources:
        return
    for passage in reading.sections:
        for found in CLAIMING.finditer(passage.narration):
            if not any(reading.covering(passage, *_sentence(passage, found.start()))):
                yield Finding(Code.CLAIM_WITHOUT_SOURCE, passage.place(found.start(), found.end()))


def _sentence(passage: Passage, at: int) -> tuple[int, int]:
    return passage.sentences[passage.sentence_at(at)]


def _is_sourced(reading: Reading, passage: Passage, found: re.Match[str]) -> bool:
    """Somebody says it, or a source of the story has it, as is believed of one whose whole text we do not hold."""
    if SAYING.search(passage.narrated(_sentence(passage, found.start()))):
        return True
    sources = reading.draft.sources
    if not all(it.text and not is_part(it.text) for it in sources):
        return True
    return any(_holds(it.text, found) for it in sources)


def _holds(text: str, found: re.Match[str]) -> bool:
    words = re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+", found[0].casefold())
    numbers = [it for it in words if it[0].isdigit() or it in NUMBERS]
    wanted = numbers or words
    said = set(re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+", text.casefold()))
    return all(it in said or NUMBERS.get(it, it) in said for it in wanted)
