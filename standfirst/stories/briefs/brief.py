"""What a brief file says, as frozen values."""

import datetime
from dataclasses import dataclass, field

LONGEST = {  # characters; what a story has room for
    "headline": 255,
    "slug": 255,
    "byline": 120,
    "storyline": 255,
    "label": 80,
    "url": 500,
    "publisher": 120,
    "title": 240,
    "alt": 255,
    "credit": 140,
    "words": 5000,
    "recorded": 5000,
    "after": 100,
    "who": 160,
    "party": 160,
    "side": 160,
    "as": 200,
    "why": 200,
    "office": 200,
    "verb": 80,
    "where": 200,
    "topic": 200,
}


@dataclass(frozen=True)
class BriefSection:
    """`html` is in the form of `canonical_html`; `outside_label` "" means: the label itself."""

    label: str
    html: str
    free: bool = False
    outside_label: str = ""


@dataclass(frozen=True)
class BriefSource:
    url: str
    publisher: str = ""
    title: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True)
class BriefImage:
    """`path` is relative to the brief file, with forward slashes, and never climbs out of it."""

    path: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True)
class BriefUnnamed:
    """A source without a name, described as printed. `number` is "", "one" or "several"."""

    described: str
    number: str = ""
    side: str = ""
    side_slug: str = ""
    why: str = ""


@dataclass(frozen=True)
class BriefStatement:
    """Who said what. `words` are as they stand in a section, which `section` names by its label where it is said.

    `after`: what stands just before them, where they stand there twice. `recorded`: what goes on record, where that
    is not the words themselves. `said`: a year, a month, a day or an instant, "" if unknown. `reply_to`: the id of a
    statement, or words of one in this file. `line` is where the file has it.
    """

    words: str
    mode: str
    id: str = ""
    section: str = ""
    after: str = ""
    recorded: str = ""
    who: str = ""
    who_slug: str = ""
    party: str = ""
    party_slug: str = ""
    unnamed: BriefUnnamed | None = None
    office: str = ""
    stance: str = "states"
    verb: str = ""
    said: str = ""
    where: str = ""
    topic: str = ""
    looked: datetime.datetime | None = None
    source: str = ""
    reply_to: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Doubt:
    """Words that look like a section's label and were read as text: as the standfirst, if `on_top`.

    `marked`: the file marks its labels with ##.
    """

    line: int
    words: str
    marked: bool = False
    on_top: bool = False


@dataclass(frozen=True)
class Brief:
    """Headline and standfirst are plain text on one line; times are aware and in UTC.

    `access` is "" (not said), "public", "registered", "members" or "plans: basic, plus".
    "" or None elsewhere means the file does not say. `doubts` is how it was read, not what it says.
    """

    headline: str
    standfirst: str
    sections: tuple[BriefSection, ...]
    desk: str = ""
    access: str = ""
    byline: str = ""
    storyline: str = ""
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    image: BriefImage | None = None
    slug: str = ""
    sources: tuple[BriefSource, ...] = ()
    statements: tuple[BriefStatement, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)


class BriefError(ValueError):
    """A brief that is refused: where (`line` counts from 1), why, and what to do about it."""

    def __init__(self, file: str, line: int, reason: str, remedy: str) -> None:
        super().__init__(file, line, reason, remedy)
        self.file = file
        self.line = line
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}. {self.remedy}"


class Fault(Exception):
    """A refusal on its way up, before anyone has said which file this is."""

    def __init__(self, line: int, reason: str, remedy: str) -> None:
        super().__init__(line, reason, remedy)
        self.line = line
        self.reason = reason
        self.remedy = remedy

    def of(self, file: str) -> BriefError:
        return BriefError(file, self.line, self.reason, self.remedy)
