"""A feed as frozen values, before it is written in one format or another."""

from dataclasses import dataclass

from standfirst.stories.reading import Card


@dataclass(frozen=True)
class Item:
    """`html` is what everyone may read of the story; every link in it is whole."""

    card: Card
    address: str
    html: str


@dataclass(frozen=True)
class Feed:
    """`page` is the whole address of the list it is the feed of."""

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
