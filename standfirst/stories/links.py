"""The links editors put into sections, as they are stored: to pages and documents by their number, else by address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


@dataclass(frozen=True)
class Link:
    """`to` is "page" or "document", and `number` its row's; or both are empty, and `href` is the address."""

    words: str
    href: str = ""
    to: str = ""
    number: int = 0


def links_in(story: "StoryPage") -> Iterator[Link]:
    """Of every section, the locked ones too: for staff and commands only."""
    for block in story.sections:
        finder = _Finder()
        finder.feed(block.value["text"].source)
        finder.close()
        yield from finder.found


@dataclass
class _Open:
    attributes: dict[str, str | None]
    words: list[str] = field(default_factory=list)


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []
        self.open: _Open | None = None

    def handle_starttag(self, tag: str, attributes: Iterable[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.open = _Open(dict(attributes))

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open:
            self.found.append(_link(self.open))
            self.open = None


def _link(it: _Open) -> Link:
    words = " ".join("".join(it.words).split())
    number = it.attributes.get("id") or ""
    if "linktype" in it.attributes and number.isdecimal():
        return Link(words, to=it.attributes["linktype"] or "", number=int(number))
    return Link(words, href=(it.attributes.get("href") or "").strip())
