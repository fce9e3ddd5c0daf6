"""A pruned tree → the pieces a story is made of: headings, and blocks of text with their marks.

Every piece of text is written anew from what it says and where it stands; no markup of the paste goes on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from standfirst.stories.briefs.blocks import Block, Item, List, Picture
from standfirst.stories.briefs.canonical import blocks_of
from standfirst.stories.briefs.runs import PLAIN, Mark, Runs, words_of

from .addresses import pasted_href
from .markup import classes, said
from .styles import is_bold, is_italic, style_of

_HEADING = re.compile(r"h[1-6]")
_HEADING_OF_WORD = re.compile(r"msotitle|msoheading\d")
_BLOCK = re.compile(
    r"h[1-6]|[uod]l|li|d[dt]|p|pre|hr|div|section|article|header|footer|main|address|figure|"
    r"blockquote|center|table|tbody|tr|t[dh]|fieldset|details|summary|body"
)
_AROUND = {"ul", "ol", "li", "blockquote"}
_DEEPEST = 12  # lists, items and quotations inside each other; a story keeps five lists


@dataclass(frozen=True)
class Heading:
    words: str


Piece = Heading | Block


@dataclass(frozen=True)
class Place:
    """Where a text stands. Elements are known by number; 0 is none."""

    around: tuple[tuple[str, int], ...] = ()
    block: int = 0
    heading: int = 0
    keeps_lines: bool = False
    mark: Mark = PLAIN


@dataclass
class _Writer:
    """HTML of ours, as `canonical` reads it, in a part for each heading and for what is between."""

    parts: list[tuple[int, list[str]]] = field(default_factory=list)
    place: Place = Place()
    breaks: int = 0

    def end_block(self) -> None:
        self.breaks = 2

    def line_break(self) -> None:
        """Two of them end a paragraph."""
        self.breaks += 1

    def write(self, place: Place, text: str) -> None:
        if not text.strip() and self.breaks:
            return
        html = self._part(place)
        if place.around != self.place.around or place.block != self.place.block or self.breaks > 1:
            html.append("</p>" + _moved(self.place.around, place.around))
        elif self.breaks:
            html.append("<br>")
        html.append(_marked(text, place.mark))
        self.place, self.breaks = place, 0

    def _part(self, place: Place) -> list[str]:
        if not self.parts or self.parts[-1][0] != place.heading:
            self.parts.append((place.heading, []))
            self.place = replace(self.place, around=())
        return self.parts[-1][1]


def pieces_of(tree: BeautifulSoup) -> Iterator[Piece]:
    for heading, html in _written(tree).parts:
        blocks = blocks_of("".join(html))
        if heading:
            yield Heading(" ".join(map(words_in, blocks)))
        else:
            yield from blocks


def words_in(block: Block) -> str:
    if isinstance(block, List):
        return " ".join(words_of(runs) for runs in _texts(block.items))
    return "" if isinstance(block, Picture) else words_of(block.runs)


def _texts(items: tuple[Item, ...]) -> Iterator[Runs]:
    for item in items:
        yield item.runs
        for below in item.lists:
            yield from _texts(below.items)


def _written(tree: BeautifulSoup) -> _Writer:
    writer = _Writer()
    places = {id(tree): Place()}
    for element in tree.descendants:
        around = places[id(element.parent)]
        if isinstance(element, Tag):
            places[id(element)] = _inside(around, element)
            if element.name == "br":
                writer.line_break()
            elif _BLOCK.fullmatch(element.name):
                writer.end_block()
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            _write_lines(writer, around, str(element))
    return writer


def _write_lines(writer: _Writer, place: Place, text: str) -> None:
    lines = re.split(r"\r\n?|\n", text) if place.keeps_lines else [text]
    for number, line in enumerate(lines):
        if number:
            writer.line_break()
        writer.write(place, line)


def _inside(around: Place, tag: Tag) -> Place:
    style = style_of(tag)
    bold = is_bold(tag, style, around.mark.bold)
    href = pasted_href(str(tag.get("href") or "")) if tag.name == "a" else around.mark.href
    place = replace(
        around,
        mark=Mark(href, bold, is_italic(tag, style, around.mark.italic)),
        keeps_lines=tag.name == "pre" or style.get("white-space", "") in {"pre", "pre-wrap"},
    )
    if "white-space" not in style and tag.name != "pre":
        place = replace(place, keeps_lines=around.keeps_lines)
    if _BLOCK.fullmatch(tag.name):
        place = replace(place, block=id(tag))
    if tag.name in _AROUND and len(around.around) < _DEEPEST:
        place = replace(place, around=(*around.around, (tag.name, id(tag))))
    if _is_heading(tag) and not any(name == "li" for name, _ in around.around):
        place = replace(place, heading=id(tag), around=())
    return place


def _is_heading(tag: Tag) -> bool:
    if _HEADING.fullmatch(tag.name) or said(tag, "role") == "heading":
        return True
    return tag.name == "p" and any(_HEADING_OF_WORD.fullmatch(it) for it in classes(tag))


def _moved(before: tuple[tuple[str, int], ...], after: tuple[tuple[str, int], ...]) -> str:
    """The tags that lead from one place to the other."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    closed = "".join(f"</{name}>" for name, _ in reversed(before[shared:]))
    return closed + "".join(f"<{name}>" for name, _ in after[shared:]) + "<p>"


def _marked(text: str, mark: Mark) -> str:
    html = escape(text, quote=False)
    html = f"<i>{html}</i>" if mark.italic else html
    html = f"<b>{html}</b>" if mark.bold else html
    return f'<a href="{escape(mark.href)}">{html}</a>' if mark.href else html
