"""Text with marks, flat: runs of characters that share a link, bold and italic.

Flat runs have one spelling where nested tags have many, so equal text compares equal.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from .text import gap, visible


class Mark(NamedTuple):
    href: str = ""
    bold: bool = False
    italic: bool = False


PLAIN = Mark()


class Run(NamedTuple):
    text: str
    mark: Mark


Runs = tuple[Run, ...]
Char = tuple[str, Mark]  # the character "\n" is a line break (<br/>), never a mere newline


def settle(chars: Iterable[Char]) -> Runs:
    """Whitespace is squashed, and carries a mark only where the words on both sides carry it."""
    pieces = [(space, list(run)) for space, run in groupby(chars, lambda char: char[0].isspace())]
    if pieces and pieces[0][0]:
        pieces = pieces[1:]
    if pieces and pieces[-1][0]:
        pieces = pieces[:-1]
    settled: list[Char] = []
    for index, (space, run) in enumerate(pieces):
        settled += _settled_gap(run, settled[-1], pieces[index + 1][1][0]) if space else run
    return _merge(settled) if visible("".join(char for char, _ in settled)) else ()


def unsettled(runs: Runs) -> list[Char]:
    return [(char, run.mark) for run in runs for char in run.text]


def words_of(runs: Runs) -> str:
    """The text without its marks; a line break counts as a space."""
    return "".join(run.text for run in runs).replace("\n", " ")


def _settled_gap(run: list[Char], before: Char, after: Char) -> list[Char]:
    text = "".join(char for char, _ in run)
    breaks = text.count("\n")
    mark = _shared([mark for _, mark in run], before[1], after[1])
    return [(char, mark) for char in ("\n" * breaks or gap(text))]


def _shared(own: list[Mark], before: Mark, after: Mark) -> Mark:
    """Tags nest as link, bold, italic: whitespace at the edge of an outer one leaves the inner."""
    marks = [*own, before, after]
    same_link = len({mark.href for mark in marks}) == 1
    bold = same_link and all(mark.bold for mark in marks)
    same_bold = same_link and before.bold == after.bold == bold
    italic = same_bold and all(mark.italic for mark in marks)
    return Mark(before.href if same_link else "", bold, italic)


def _merge(chars: list[Char]) -> Runs:
    return tuple(
        Run("".join(char for char, _ in group), mark)
        for mark, group in groupby(chars, lambda char: char[1])
    )
