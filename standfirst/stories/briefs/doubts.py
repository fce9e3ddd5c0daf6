"""Lines that look like a section's label and are none by the rule: told, never joined silently."""

from .blocks import Block, Paragraph
from .brief import Doubt
from .labels import near_label
from .run_in import lines_of, run_in
from .runs import Runs, settle, words_of


def doubts_about(line: int, block: Block, *, marked: bool) -> list[Doubt]:
    """`block` is text of a section, and its line breaks are lines of the file."""
    if not isinstance(block, Paragraph):
        return []
    lines = [settle(chars) for chars in lines_of(block.runs)]
    return [
        Doubt(line + offset, words, marked)
        for offset, runs in enumerate(lines)
        if (words := _looks_like(runs)) and (offset == 0 or not words[0].islower())
    ]


def doubt_on_top(line: int, standfirst: Runs, *, marked: bool) -> tuple[Doubt, ...]:
    labelled = run_in(standfirst)
    return (Doubt(line, labelled[0], marked, on_top=True),) if labelled else ()


def _looks_like(runs: Runs) -> str:
    labelled = run_in(runs)
    return labelled[0] if labelled else near_label(words_of(runs))
