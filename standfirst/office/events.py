"""A membership's history in words for staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from standfirst.membership.format import format_day
from standfirst.membership.models import MembershipEvent
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.office.explained import CAUSES, FAILURES, STATES

# By the names of a membership's fields. Card and amounts are told as they are now, on the membership itself.
FIELDS: Mapping[str, str | Promise] = {
    "plan": gettext_lazy("plan"),
    "started_at": gettext_lazy("began"),
    "paid_until": gettext_lazy("paid until"),
    "grace_until": gettext_lazy("grace until"),
    "paused_until": gettext_lazy("paused until"),
    "ended_at": gettext_lazy("ended"),
    "end_cause": gettext_lazy("why it ended"),
    "card_last4": gettext_lazy("card ending in"),
    "failure_kind": gettext_lazy("last failure"),
    "failed_at": gettext_lazy("failed"),
    "next_attempt_at": gettext_lazy("next attempt"),
    "failed_attempts": gettext_lazy("failed attempts"),
    "before": gettext_lazy("came from another account by joining"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    membership: int
    state: str
    changes: tuple[tuple[str, str], ...]


def event_in_words(event: MembershipEvent, names: Mapping[str, str], now: datetime) -> Event:
    """`names`: what plans are called, by slug."""
    return Event(
        at=event.at,
        membership=event.membership_id,
        state=str(STATES[State(event.state)]),
        changes=tuple(_changes(event.change, names, now)),
    )


def _changes(
    change: Mapping[str, Any], names: Mapping[str, str], now: datetime
) -> Iterator[tuple[str, str]]:
    """What came to be so. That something is so no more shows in what came in its place."""
    for name, label in FIELDS.items():
        if value := change.get(name):
            yield (
                str(label),
                names.get(value, value) if name == "plan" else _value(name, value, now),
            )


def _value(name: str, value: Any, now: datetime) -> str:
    if name == "end_cause":
        return str(CAUSES[EndCause(value)])
    if name == "failure_kind":
        return str(FAILURES[FailureKind(value)])
    if name.endswith(("_at", "_until")):
        return format_day(datetime.fromisoformat(value), now)
    return str(value)
