"""What is asked for, and of whom."""

from dataclasses import dataclass
from enum import StrEnum

MEMBER, REGISTERED, OUTSIDER = "member", "registered", ""
# Of the demo publication.
STORY = "/world/pentagon-kursk-us-policy/"
LONG_STORY = "/world/pentagon-kursk-at-length/"  # bench/relay.py adds it
# Words of both stories' first section, which only members may read, as both sites print them.
LOCKED_WORDS = "Ukrainian troops crossed into Russia"
# A page that nobody's answer is kept of: it has a form.
DJANGO_ONLY = "/log-in/"


class Page(StrEnum):
    STORY = "story"
    LONG = "long story"
    FRONT = "front"
    FEED = "feed"


@dataclass(frozen=True)
class Row:
    """`peer`: the stock page it is held against. `whole`: whether the answer has the story's locked words. `plain`: it
    is not to be compressed. `unknown`: each reader comes as one whose cookies were never seen."""

    name: str
    page: Page
    who: str = OUTSIDER
    plain: bool = False
    unknown: bool = False
    peer: str = ""
    whole: bool | None = None


STOCK_IN = Row("stock story, signed in", Page.STORY, MEMBER, whole=True)
STOCK_OUT = Row("stock story, signed out", Page.STORY, whole=True)
STOCK_FRONT = Row("stock front page", Page.FRONT)
STOCK_LONG = Row("stock long story, signed in", Page.LONG, MEMBER, whole=True)
STOCK = (STOCK_IN, STOCK_LONG, STOCK_OUT, STOCK_FRONT)

OPEN = Row("open story, a member", Page.STORY, MEMBER, peer=STOCK_IN.name, whole=True)
NOT_JOINED = Row(
    "locked story, only registered", Page.STORY, REGISTERED, peer=STOCK_IN.name, whole=False
)
ROWS = (
    OPEN,
    Row(
        "the same, cookies never seen",
        Page.STORY,
        MEMBER,
        unknown=True,
        peer=STOCK_IN.name,
        whole=True,
    ),
    Row(
        "long story, a member, plain",
        Page.LONG,
        MEMBER,
        plain=True,
        peer=STOCK_LONG.name,
        whole=True,
    ),
    NOT_JOINED,
    Row("locked story, signed out", Page.STORY, peer=STOCK_OUT.name, whole=False),
    Row("front page, signed out", Page.FRONT, peer=STOCK_FRONT.name),
    Row("feed (RSS)", Page.FEED, peer=STOCK_OUT.name),
)
MADE_ANEW = tuple(row for row in ROWS if not row.unknown)
