"""Any HTML → the blocks we keep. Lenient, unlike brief files: what has no place is dropped.

The text stays; so do paragraphs, quotations, lists, bold, italic, line breaks and links that
`links.canonical_href` allows. Nothing else does, so the result is safe to show.
"""

import re
from html.parser import HTMLParser

from .blocks import Block, Paragraph, Picture, Quote, html_of
from .drafts import DraftList, frozen
from .image_paths import image_path
from .links import canonical_href
from .runs import PLAIN, Char, Mark, settle
from .text import cleaned, squashed, visible

DEEPEST_LIST = 5

_BOLD = {"b", "strong"}
_ITALIC = {"i", "em"}
_HEADING = {f"h{level}" for level in range(1, 7)}
_LIST = {"ul", "ol"}
_CELL = {"td", "th"}
_SILENT = {"script", "style", "template"}
_BLOCK = re.compile(
    r"h[1-6]|[uod]l|li|d[dt]|p|pre|hr|div|section|article|header|footer|main|aside|nav|address|"
    r"figure|figcaption|blockquote|table|tr|caption|form|fieldset|details|summary"
)
# html.parser stops at declarations it does not know, such as Word's <![if !supportLists]>, and
# takes quadratic time over tags that never end: neither reaches it.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_STRAY = re.compile(r"<(?![^<>]*>)")


def canonical_html(html: str) -> str:
    """The one spelling of this HTML that a section keeps; "" if no text is left. Idempotent.

    Wagtail's own links (`<a linktype="page" id="3">`) have no address here: expand them first.
    """
    return html_of(blocks_of(html))


def blocks_of(html: str, *, images: bool = False) -> tuple[Block, ...]:
    """`images`: files beside a brief stay; otherwise images are dropped as all else."""
    reader = _Reader(images)
    reader.feed(tamed(html))
    reader.close()
    reader.end_block()
    return tuple(block for each in reader.blocks for block in _frozen(each))


def tamed(html: str) -> str:
    """What html.parser takes whole, and in linear time: no comment, declaration or stray `<`."""
    return _STRAY.sub("&lt;", _DECLARATION.sub("", _COMMENT.sub("", cleaned(html))))


def _frozen(block: Paragraph | Quote | Picture | DraftList) -> tuple[Block, ...]:
    return frozen(block) if isinstance(block, DraftList) else (block,)


class _Reader(HTMLParser):
    def __init__(self, images: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.images = images
        self.blocks: list[Paragraph | Quote | Picture | DraftList] = []
        self.chars: list[Char] = []
        self.lists: list[DraftList] = []
        self.depth = dict.fromkeys(("bold", "italic", "quote", "silent"), 0)
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _BLOCK.fullmatch(tag):
            self.end_block()
        self._count(tag, 1)
        if tag == "a":
            self.href = canonical_href(dict(attrs).get("href") or "") or ""
        elif tag == "img" and self.images:
            self._add_picture(dict(attrs))
        elif tag == "br":
            self.chars.append(("\n", self._mark()))
        elif tag in _LIST:
            self._open_list(ordered=tag == "ol")
        elif tag == "li" and self.lists:
            self.lists[-1].open_item()

    def handle_endtag(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self.end_block()
        self._count(tag, -1)
        if tag == "a":
            self.href = ""
        elif tag in _CELL:
            self.handle_data(" ")
        elif tag in _LIST and self.lists:
            self.lists.pop()
        elif tag == "li" and self.lists:
            self.lists[-1].close_item()

    def handle_data(self, data: str) -> None:
        if not self.depth["silent"]:
            text = cleaned(data).replace("\n", " ")
            self.chars += [(char, self._mark()) for char in text]

    def end_block(self) -> None:
        chars, self.chars = self.chars, []
        if not visible("".join(char for char, _ in chars)):
            return
        if self.lists:
            self.lists[-1].add(chars)
        else:
            self.blocks.append((Quote if self.depth["quote"] else Paragraph)(settle(chars)))

    def _add_picture(self, said: dict[str, str | None]) -> None:
        if path := image_path(said.get("src") or ""):
            self.end_block()
            alt, credit = (squashed(said.get(name) or "") for name in ("alt", "title"))
            self.blocks.append(Picture(path, alt, credit))

    def _open_list(self, ordered: bool) -> None:
        """Deeper than the editor goes, items join the list above."""
        if len(self.lists) >= DEEPEST_LIST:
            self.lists.append(self.lists[-1])
            return
        draft = DraftList(ordered)
        if self.lists:
            self.lists[-1].below().append(draft)
        else:
            self.blocks.append(draft)
        self.lists.append(draft)

    def _mark(self) -> Mark:
        if not (self.href or self.depth["bold"] or self.depth["italic"]):
            return PLAIN
        return Mark(self.href, self.depth["bold"] > 0, self.depth["italic"] > 0)

    def _count(self, tag: str, step: int) -> None:
        """A closing tag nothing opened is ignored; a heading is bold text."""
        for name, tags in _COUNTED.items():
            if tag in tags:
                self.depth[name] = max(0, self.depth[name] + step)


_COUNTED = {
    "bold": _BOLD | _HEADING,
    "italic": _ITALIC,
    "quote": {"blockquote"},
    "silent": _SILENT,
}
