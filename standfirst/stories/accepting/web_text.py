"""The words of a web page, a paragraph a block: what is for machines and not for readers is left out."""

from html.parser import HTMLParser

from standfirst.stories.accepting.texts import bare

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "title", "iframe", "object", "select")
)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd")
    + ("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "wbr")
)


def text_of_page(html: str) -> str:
    page = _Page()
    page.feed(html)
    page.close()
    return bare(page.paragraphs)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs = [""]
        self._silent = ""  # the element whose end is waited for

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        if tag not in _INLINE:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag not in _INLINE:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.paragraphs[-1] += data
