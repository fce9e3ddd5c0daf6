"""Blocks → the Markdown of a section."""

import re
from collections.abc import Iterable

from .blocks import Block, Item, List, Paragraph, Picture, Quote
from .emphasis import escaped, markdown_lines
from .runs import Runs

# Entities are read in both.
_SPECIAL_IN_PATH = re.compile(r"[\\<>&]")
_SPECIAL_IN_TITLE = re.compile(r'[\\"&]')


def markdown_of(blocks: Iterable[Block]) -> str:
    return "\n\n".join("\n".join(_block(block)) for block in blocks)


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(runs):
            return markdown_lines(runs)
        case Quote(runs):
            return _quoted(runs)
        case List():
            return _list(block)
        case Picture():
            return [_picture(block)]


def _picture(block: Picture) -> str:
    alt = "".join(atom.source for atom in escaped(block.alt))
    credit = f' "{_SPECIAL_IN_TITLE.sub(_escaped, block.credit)}"' if block.credit else ""
    return f"![{alt}](<{_SPECIAL_IN_PATH.sub(_escaped, block.path)}>{credit})"


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _quoted(runs: Runs) -> list[str]:
    return [f"> {line}" for line in markdown_lines(runs)]


def _list(block: List) -> list[str]:
    return [
        line
        for number, item in enumerate(block.items, start=1)
        for line in _item(f"{number}. " if block.ordered else "- ", item)
    ]


def _item(marker: str, item: Item) -> list[str]:
    """Everything after the first line stands under the item's text."""
    lines = markdown_lines(item.runs) + [line for below in item.lists for line in _list(below)]
    indent = " " * len(marker)
    return [marker + lines[0], *(indent + line for line in lines[1:])]
