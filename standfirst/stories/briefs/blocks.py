"""The blocks a section is made of, and the one HTML each is written as."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from .runs import Mark, Run, Runs


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Quote:
    """One quoted paragraph: the editor's quotation holds text, no further blocks."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """Always has text; the lists under it follow the text."""

    runs: Runs
    lists: tuple["List", ...] = ()


@dataclass(frozen=True)
class List:
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Picture:
    """An image on a line of its own. `path` is as in `BriefImage`; empty `alt`: it only adorns."""

    path: str
    alt: str = ""
    credit: str = ""


Block = Paragraph | Quote | List | Picture


def html_of(blocks: Iterable[Block]) -> str:
    return "".join(_block(block) for block in merged(blocks))


def merged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbouring lists of one kind are one list: the editor shows no seam between them."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, List) and isinstance(last, List) and last.ordered == block.ordered:
            result[-1] = List(block.ordered, last.items + block.items)
        else:
            result.append(block)
    return tuple(result)


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_inline(runs)}</p>"
        case Quote(runs):
            return f"<blockquote>{_inline(runs)}</blockquote>"
        case List():
            return _list(block)
        case Picture(path, alt, credit):
            title = f' title="{escape(credit)}"' if credit else ""
            return f'<img src="{escape(path)}" alt="{escape(alt)}"{title}/>'


def _list(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    items = (f"<li>{_inline(i.runs)}{''.join(map(_list, i.lists))}</li>" for i in block.items)
    return f"<{tag}>{''.join(items)}</{tag}>"


def _inline(runs: Iterable[Run]) -> str:
    """Tags nest as link, bold, italic."""
    groups = groupby(runs, lambda run: run.mark.href)
    return "".join(_linked(href, group) for href, group in groups)


def _linked(href: str, runs: Iterable[Run]) -> str:
    html = "".join(_bold(bold, group) for bold, group in groupby(runs, lambda run: run.mark.bold))
    return f'<a href="{escape(href)}">{html}</a>' if href else html


def _bold(bold: bool, runs: Iterable[Run]) -> str:
    html = "".join(_text(text, mark) for text, mark in runs)
    return f"<b>{html}</b>" if bold else html


def _text(text: str, mark: Mark) -> str:
    html = escape(text, quote=False).replace("\n", "<br/>")
    return f"<i>{html}</i>" if mark.italic else html
