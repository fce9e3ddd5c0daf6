"""What is asked for, and of whom."""

from dataclasses import dataclass

STORY = "/world/pentagon-kursk-us-policy/"
# Words of the story's first section, which only members may read, as both sites print them.
LOCKED_WORDS = "Ukrainian troops crossed into Russia"


@dataclass(frozen=True)
class Row:
    """`peer` names the row it is held against. `whole`: whether its answer has the story's locked words."""

    name: str
    site: str
    path: str
    who: str = ""
    peer: str = ""
    whole: bool | None = None


STOCK_OUT = "stock Wagtail story, signed out"
STOCK_IN = "stock Wagtail story, signed in"
STOCK_FRONT = "stock Wagtail front page"

# Each group ends with the peer it is held against: they are asked one after another, on the same machine.
ROWS = (
    Row("locked story, signed out", "standfirst", STORY, peer=STOCK_OUT, whole=False),
    Row("feed (RSS)", "standfirst", "/feed.xml", peer=STOCK_OUT),
    Row(STOCK_OUT, "stock", STORY, whole=True),
    Row("open story, a member", "standfirst", STORY, "member", STOCK_IN, whole=True),
    Row("locked story, only registered", "standfirst", STORY, "registered", STOCK_IN, whole=False),
    Row(STOCK_IN, "stock", STORY, "signed in", whole=True),
    Row("front page", "standfirst", "/", peer=STOCK_FRONT),
    Row(STOCK_FRONT, "stock", "/"),
)
