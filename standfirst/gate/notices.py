"""The words for a locked decision, or the warning on an open one: one primary step, at most one other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.http import urlencode

from standfirst.gate.access import Access
from standfirst.gate.decision import Decision, Remedy
from standfirst.gate.placeholders import fill
from standfirst.gate.saying import Case, Saying, say
from standfirst.gate.wording import Wording, wording_for
from standfirst.gate.words import VARIANTS


@dataclass(frozen=True)
class Action:
    """A link; no button on a story charges money or changes anything."""

    label: str
    url: str


@dataclass(frozen=True)
class Place:
    """Where the reader is: the story's path, the anchor of its first locked section, its id."""

    url: str
    anchor: str
    story_id: int

    @property
    def address(self) -> str:
        return f"{self.url}#{self.anchor}" if self.anchor else self.url

    def by_way_of(self, name: str, *args: object) -> str:
        """The page of that URL name, told to come back here."""
        return f"{reverse(name, args=args)}?{urlencode({'next': self.address})}"


@dataclass(frozen=True)
class Notice:
    level: Literal["locked", "grace"]
    reason: str
    heading: str
    line: str
    action: Action
    second: Action | None
    help_url: str


# The URL name of each remedy's page; those of upper rooms by name only.
REMEDY_PAGES = {
    Remedy.LOG_IN: "account_login",
    Remedy.ENTER_CODE: "account_confirm_login_code",
    Remedy.SEE_PLANS: "join",
    Remedy.COMPARE_PLANS: "change_plan",
    Remedy.APPROVE_PAYMENT: "confirm_payment",
    Remedy.MEND: "card",
    Remedy.RESUME: "resume",
    Remedy.REJOIN: "rejoin",
}


def notice_for(decision: Decision, access: Access, place: Place, *, now: datetime) -> Notice | None:
    """What to tell at this place, in the publication's words. None, and no query, where nothing is to be said."""
    if decision.remedy is None:
        return None
    return compose(decision, access, place, wording_for(decision), now)


def compose(
    decision: Decision, access: Access, place: Place, wording: Wording, now: datetime
) -> Notice | None:
    """`notice_for`, pure: all it needs is given."""
    saying = say(Case(decision, access, wording.shop, now))
    if saying is None or decision.remedy is None:
        return None
    words = wording.words(saying.variant)
    return Notice(
        level="grace" if decision.open else "locked",
        reason=str(decision.reason or decision.warning),
        heading=str(VARIANTS[saying.variant].heading),
        line=fill(str(words.line), saying.values),
        action=Action(
            fill(str(words.button), saying.values),
            place.by_way_of(REMEDY_PAGES[decision.remedy]),
        ),
        second=_second(saying, str(words.second), place),
        help_url=place.by_way_of("help_reading", place.story_id),
    )


def _second(saying: Saying, label: str, place: Place) -> Action | None:
    name = VARIANTS[saying.variant].second_to
    return Action(fill(label, saying.values), place.by_way_of(name)) if name else None
