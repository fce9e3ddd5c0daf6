"""What is asked for, and of whom."""

from dataclasses import dataclass

MEMBER, REGISTERED, OUTSIDER = "member", "registered", ""
STORY, FRONT, FEED = "story", "front", "feed"
PLAIN = "identity"  # the encoding of an answer that is not compressed


@dataclass(frozen=True)
class Row:
    """`peer`: the stock page it is held against. `whole`: whether the answer has the story's locked words."""

    name: str
    page: str
    who: str = OUTSIDER
    plain: bool = False
    peer: str = ""
    whole: bool | None = None


STOCK_IN = Row("stock story, signed in", STORY, MEMBER, whole=True)
STOCK_OUT = Row("stock story, signed out", STORY, whole=True)
STOCK_FRONT = Row("stock front page", FRONT)
STOCK = (STOCK_IN, STOCK_OUT, STOCK_FRONT)

OPEN = Row("open story, a member", STORY, MEMBER, peer=STOCK_IN.name, whole=True)
ROWS = (
    OPEN,
    Row("the same, not compressed", STORY, MEMBER, plain=True, peer=STOCK_IN.name, whole=True),
    Row("locked story, only registered", STORY, REGISTERED, peer=STOCK_IN.name, whole=False),
    Row("locked story, signed out", STORY, peer=STOCK_OUT.name, whole=False),
    Row("front page, signed out", FRONT, peer=STOCK_FRONT.name),
    Row("feed (RSS)", FEED, peer=STOCK_OUT.name),
)
MADE_ANEW = tuple(row for row in ROWS if not row.plain)
# A page that nobody's answer is kept of: it has a form.
DJANGO_ONLY = "/log-in/"
