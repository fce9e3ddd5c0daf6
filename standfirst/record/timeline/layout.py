"""A storyline as a plot: a lane for each party, a dot for each statement, in the order of time. Pure.

Across, places are in hundredths of the width, so that the plot is as wide as the page and its words stay as large;
down, they are in pixels.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.publication.xml import printable
from standfirst.record.models.statement import Stance
from standfirst.record.moments import when_words
from standfirst.record.reading import Said

COLUMNS = 28  # dots side by side: each has 12 pixels on a phone
STACKED = 5  # dots above one another; of more, the number is written
LANES = 12  # parties with a lane of their own
LEFT, WIDE = 3.0, 94.0
DOT = 5  # radius
STEP = 12  # from dot to dot, upwards
LABEL = 20
GAP = 12
AXIS = 26
LONGEST_NAME, LONGEST_WORDS = 44, 140


class Kind(StrEnum):
    SPOKE = "spoke"
    LOCKED = "locked"  # whether they said anything is not told
    NOT_COMMENTED = "not_commented"

    @property
    def paint(self) -> SafeString:
        """Attributes of its dots: a page's own policy allows no style in it."""
        return _PAINT[self]


_PAINT = {
    Kind.SPOKE: mark_safe(""),
    Kind.LOCKED: mark_safe(' fill-opacity=".6"'),
    Kind.NOT_COMMENTED: mark_safe(' fill-opacity="0" stroke="currentColor" stroke-width="2"'),
}
WORDS = {
    Kind.NOT_COMMENTED: lambda: _("had not commented"),
    Kind.LOCKED: lambda: _("on record; what was said is not open to you"),
}


@dataclass(frozen=True)
class Dot:
    x: float
    y: int
    kind: Kind
    title: str
    url: str


@dataclass(frozen=True)
class More:
    """How many dots there are above those drawn."""

    x: float
    y: int
    count: int


@dataclass(frozen=True)
class Lane:
    """`top`: the line its name stands on; `line`: its own, on which the first dots lie."""

    name: str
    top: int
    line: int
    dots: tuple[Dot, ...]
    more: tuple[More, ...]


@dataclass(frozen=True)
class Sign:
    """A line that says what a kind of dots means."""

    kind: Kind
    words: str
    y: int


@dataclass(frozen=True)
class Timeline:
    """`begins` and `ends` in words. `statements`: the same, for whoever reads instead."""

    lanes: tuple[Lane, ...]
    height: int
    begins: str
    ends: str
    kinds: frozenset[Kind]
    summary: str
    statements: tuple[Said, ...]

    @property
    def foot(self) -> int:
        """The line of the axis's words."""
        return self.lanes[-1].line + AXIS if self.lanes else AXIS

    @property
    def legend(self) -> list["Sign"]:
        """Of what is drawn otherwise than a statement that may be read."""
        shown = [kind for kind in WORDS if kind in self.kinds]
        return [
            Sign(kind, WORDS[kind](), self.foot + LABEL * place)
            for place, kind in enumerate(shown, start=1)
        ]


def timeline_of(statements: Iterable[Said]) -> Timeline:
    told = sorted(statements, key=lambda it: (it.said_at, it.pk))
    scale = _Scale.of(told)
    lanes: list[Lane] = []
    for name, those in _by_party(told):
        above = lanes[-1].line + GAP if lanes else 0
        lanes.append(_lane(name, those, scale, above))
    kinds = frozenset(map(kind_of, told))
    bottom = lanes[-1].line + AXIS if lanes else 0
    return Timeline(
        lanes=tuple(lanes),
        height=bottom + LABEL * len(kinds - {Kind.SPOKE}) + GAP,
        begins=when_words(told[0]) if told else "",
        ends=when_words(told[-1]) if told else "",
        kinds=kinds,
        summary=_summary(told),
        statements=tuple(told),
    )


def kind_of(said: Said) -> Kind:
    if said.locked:
        return Kind.LOCKED
    return Kind.NOT_COMMENTED if said.stance is Stance.NOT_COMMENTED else Kind.SPOKE


def party_of(said: Said) -> str:
    """For whom it was said, "" where that is nobody we name."""
    party = said.party or said.side
    return party.name if party else ""


def title_of(said: Said) -> str:
    """Who, for whom, when; and what, as far as it may be read."""
    names = dict.fromkeys(filter(None, (said.speaker, party_of(said), when_words(said))))
    who = ", ".join(names)
    if said.words is None:
        return printable(who)
    return printable(f"{who}: {Truncator(said.words).chars(LONGEST_WORDS)}")


@dataclass(frozen=True)
class _Scale:
    first: datetime
    last: datetime

    @classmethod
    def of(cls, told: Sequence[Said]) -> "_Scale | None":
        return cls(told[0].said_at, told[-1].said_at) if told else None

    def column(self, at: datetime) -> int:
        """Of COLUMNS; what was all said at once is in the middle."""
        whole = self.last - self.first
        return round((at - self.first) / whole * (COLUMNS - 1)) if whole else COLUMNS // 2


def _by_party(told: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """Who was heard most comes first; those with the fewest share the last lane, with those without a party."""
    counts = Counter(map(party_of, told))
    del counts[""]
    own = [name for name, _count in counts.most_common(LANES)]
    lanes: dict[str, list[Said]] = {name: [] for name in own}
    rest: list[Said] = []
    for said in told:
        lanes.get(party_of(said), rest).append(said)
    named = [*lanes.items(), (_("Others"), rest)]
    return [(name, those) for name, those in named if those]


def _lane(name: str, told: Sequence[Said], scale: "_Scale | None", above: int) -> Lane:
    columns = [
        (column, list(those))
        for column, those in groupby(told, lambda it: scale.column(it.said_at) if scale else 0)
    ]
    levels = max(min(len(those), STACKED + 1) for _column, those in columns)
    top = above + LABEL
    line = top + levels * STEP
    dots, more = [], []
    for column, those in columns:
        x = round(LEFT + WIDE * column / (COLUMNS - 1), 2)
        for level, said in enumerate(those[:STACKED]):
            dots.append(Dot(x, line - level * STEP, kind_of(said), title_of(said), said.url))
        if len(those) > STACKED:
            more.append(More(x, line - STACKED * STEP, len(those) - STACKED))
    label = printable(Truncator(name).chars(LONGEST_NAME))
    return Lane(label, top, line, tuple(dots), tuple(more))


def _summary(told: Sequence[Said]) -> str:
    if not told:
        return _("Nothing is on record yet.")
    begins, ends, count = when_words(told[0]), when_words(told[-1]), len(told)
    text = (
        ngettext("%(count)d statement, %(begins)s.", "%(count)d statements, %(begins)s.", count)
        if begins == ends
        else ngettext(
            "%(count)d statement, from %(begins)s to %(ends)s.",
            "%(count)d statements, from %(begins)s to %(ends)s.",
            count,
        )
    )
    return text % {"count": count, "begins": begins, "ends": ends}
