"""What the desk check found: where, why it matters, and how to mend it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext

from standfirst.record.verify import Piece

from .codes import STOPS, Code
from .wording import MEND, REASON


class Part(StrEnum):
    """STORY: no single place."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SECTION = "section"
    STORY = "story"


@dataclass(frozen=True)
class Place:
    """`start` and `end` count characters of that part's text; `section` is an id, "" outside sections."""

    part: Part
    section: str = ""
    start: int = 0
    end: int = 0
    words: str = ""


NOWHERE = Place(Part.STORY)


@dataclass(frozen=True)
class Finding:
    """`differences` where a quote has other words than its source; `statement`: its id, where it is about one."""

    code: Code
    place: Place = NOWHERE
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    differences: tuple[Piece, ...] = ()
    statement: str = ""

    @property
    def stops(self) -> bool:
        return self.code in STOPS

    @property
    def reason(self) -> str:
        """In the language that is active now."""
        return gettext(REASON[self.code]) % {"words": self.place.words, **self.facts}

    def plain(self) -> dict[str, object]:
        """For JSON, in the language that is active now."""
        return {
            "code": str(self.code),
            "stops": self.stops,
            "place": {**asdict(self.place), "part": str(self.place.part)},
            "reason": self.reason,
            "mend": self.mend,
            "statement": self.statement,
            "differences": [{"kind": str(it.kind), "words": it.words} for it in self.differences],
        }

    @property
    def mend(self) -> str:
        return gettext(MEND[self.code]) % {"words": self.place.words, **self.facts}
