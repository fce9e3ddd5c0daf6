"""Labels that run in at a paragraph's start: `What the US is saying: When asked …`, or in bold.

Bold says by itself that it is a label: it may be longer, and a quotation may follow it.
"""

from collections.abc import Callable
from itertools import takewhile

from .brief import LONGEST
from .labels import label_end
from .runs import Char, Runs, settle, unsettled, words_of
from .text import squashed

Labelled = tuple[str, Runs]  # the label, and the text after it, which may be none
Reader = Callable[[Runs], Labelled | None]


def run_in(runs: Runs) -> Labelled | None:
    """None if the paragraph starts with no label."""
    colon = label_end(words_of(runs))
    return bold_run_in(runs) or (None if colon is None else _cut(runs, colon))


def bold_run_in(runs: Runs) -> Labelled | None:
    """`**Label:** text` or `**Label**: text`."""
    colon = _bold_colon(runs)
    if colon is None:
        return None
    label, text = _cut(runs, colon)
    said = len(label) <= LONGEST["label"] and any(char.isalnum() for char in label)
    return (label, text) if said else None


def parted(runs: Runs, read: Reader) -> list[tuple[int, Runs]]:
    """Cut before each line that starts with a label; each part with its line's number, from 0."""
    parts: list[tuple[int, list[Char]]] = []
    for number, line in enumerate(lines_of(runs)):
        if parts and not read(settle(line)):
            parts[-1][1].extend(line)
        else:
            parts.append((number, line))
    return [(number, settle(chars)) for number, chars in parts]


def lines_of(runs: Runs) -> list[list[Char]]:
    """Each line starts with the break that ends the one above."""
    lines: list[list[Char]] = [[]]
    for char in unsettled(runs):
        if char[0] == "\n":
            lines.append([])
        lines[-1].append(char)
    return lines


def _bold_colon(runs: Runs) -> int | None:
    bold = words_of(tuple(takewhile(lambda run: run.mark.bold, runs)))
    after = words_of(runs)[len(bold) :]
    if bold.rstrip().endswith(":"):
        return len(bold.rstrip()) - 1
    return len(bold) if bold and after[:1] == ":" and after[1:2].strip() == "" else None


def _cut(runs: Runs, colon: int) -> Labelled:
    return squashed(words_of(runs)[:colon]), settle(unsettled(runs)[colon + 1 :])
