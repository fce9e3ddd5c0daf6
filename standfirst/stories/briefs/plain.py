"""Plain text: each line that is not empty is a paragraph. On top may be a headline, then the standfirst."""

from collections.abc import Iterator

from .blocks import Paragraph
from .body import (
    Body,
    Lined,
    pop_headline,
    pop_standfirst,
    run_in_sections,
    without_first_lines,
)
from .brief import Fault
from .runs import PLAIN, settle
from .text import split_odd_breaks, squashed


def read_plain(text: str, skip: int) -> Body:
    paragraphs = list(_paragraphs(without_first_lines(text, skip)))
    if not paragraphs:
        return Body("", ())
    line, first = paragraphs[0]
    if first == "---":
        raise Fault(
            line,
            "this looks like front matter, but the file is read as plain text",
            "Give the file a name that ends in .md.",
        )
    blocks = [_block(*each) for each in paragraphs]
    headline_line, headline = pop_headline(blocks)
    standfirst, on_top = pop_standfirst(blocks, marked=False)
    sections, doubts = run_in_sections(blocks)
    return Body(standfirst, sections, headline, headline_line, on_top + doubts)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """U+2028 ends a paragraph too, but not a line: line numbers are those editors show."""
    for number, line in enumerate(text.split("\n"), start=1):
        for part in split_odd_breaks(line):
            if paragraph := squashed(part):
                yield number, paragraph


def _block(line: int, paragraph: str) -> Lined:
    return line, Paragraph(settle((char, PLAIN) for char in paragraph))
