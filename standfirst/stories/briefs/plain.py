"""Plain text: each line that is not empty is a paragraph, the first of them the standfirst."""

from collections.abc import Iterator

from .blocks import Block, Paragraph
from .body import Body, run_in_sections, without_first_lines
from .brief import Fault
from .runs import PLAIN, settle
from .text import split_odd_breaks, squashed


def read_plain(text: str, skip: int) -> Body:
    paragraphs = list(_paragraphs(without_first_lines(text, skip)))
    if not paragraphs:
        return Body("", ())
    line, standfirst = paragraphs[0]
    if standfirst == "---":
        raise Fault(
            line,
            "this looks like front matter, but the file is read as plain text",
            "Give the file a name that ends in .md.",
        )
    return Body(standfirst, run_in_sections(_block(*each) for each in paragraphs[1:]))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """U+2028 ends a paragraph too, but not a line: line numbers are those editors show."""
    for number, line in enumerate(text.split("\n"), start=1):
        for part in split_odd_breaks(line):
            if paragraph := squashed(part):
                yield number, paragraph


def _block(line: int, paragraph: str) -> tuple[int, Block]:
    return line, Paragraph(settle((char, PLAIN) for char in paragraph))
