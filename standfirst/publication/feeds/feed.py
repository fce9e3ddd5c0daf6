"""A feed as frozen values, before it is written in one format or another. Every address in it is whole."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Media:
    """Width and height in pixels."""

    src: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class Item:
    """`html` is what everyone may read of it."""

    address: str
    title: str
    summary: str
    html: str
    published_at: datetime
    updated_at: datetime | None = None
    byline: str = ""
    tag: str = ""
    picture: Media | None = None


@dataclass(frozen=True)
class Feed:
    """`page` is the address of the list it is the feed of."""

    title: str
    description: str
    page: str
    items: tuple[Item, ...]

    @property
    def rss_address(self) -> str:
        return f"{self.page}feed.xml"

    @property
    def json_address(self) -> str:
        return f"{self.page}feed.json"
