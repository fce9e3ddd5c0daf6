"""The gate's answer: open, perhaps with a warning, or locked with one reason, its facts and one remedy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from standfirst.membership.snapshot import FailureKind

Facts = Mapping[str, Any]
NO_FACTS: Facts = MappingProxyType({})


class Reason(StrEnum):
    """In order of precedence: the first that applies is the one the reader is told."""

    PLAN_TOO_LOW = "plan_too_low"
    CONFIRM_PAYMENT = "confirm_payment"
    CARD_EXPIRED = "card_expired"
    CARD_DECLINED = "card_declined"
    PAUSED = "paused"
    ENDED = "ended"
    SEAT_REMOVED = "seat_removed"
    GRANT_ENDED = "grant_ended"
    NEVER_JOINED = "never_joined"
    UNVERIFIED = "unverified"
    SIGNED_OUT = "signed_out"


class Remedy(StrEnum):
    LOG_IN = "log_in"
    ENTER_CODE = "enter_code"
    SEE_PLANS = "see_plans"
    COMPARE_PLANS = "compare_plans"
    APPROVE_PAYMENT = "approve_payment"
    MEND = "mend"
    RESUME = "resume"
    REJOIN = "rejoin"


REMEDIES: Mapping[Reason, Remedy] = MappingProxyType(
    {
        Reason.PLAN_TOO_LOW: Remedy.COMPARE_PLANS,
        Reason.CONFIRM_PAYMENT: Remedy.APPROVE_PAYMENT,
        Reason.CARD_EXPIRED: Remedy.MEND,
        Reason.CARD_DECLINED: Remedy.MEND,
        Reason.PAUSED: Remedy.RESUME,
        Reason.ENDED: Remedy.REJOIN,
        Reason.SEAT_REMOVED: Remedy.SEE_PLANS,
        Reason.GRANT_ENDED: Remedy.SEE_PLANS,
        Reason.NEVER_JOINED: Remedy.SEE_PLANS,
        Reason.UNVERIFIED: Remedy.ENTER_CODE,
        Reason.SIGNED_OUT: Remedy.LOG_IN,
    }
)

# Reasons whose notice names no fact of one reader: every reader with that standing gets the same bytes.
SHARED_REASONS = frozenset({Reason.SIGNED_OUT, Reason.NEVER_JOINED})


class Warning(StrEnum):
    GRACE = "grace"


@dataclass(frozen=True)
class Answer:
    """What one rule said, for `explain`."""

    rule: str
    answer: str


@dataclass(frozen=True)
class Decision:
    """`facts` are values for the notice's words; `valid_until` is when the clock alone may change it.

    Raises ValueError for a lock without a reason, and for an open one with it: no caller can make either.
    """

    open: bool
    reason: Reason | None = None
    warning: Warning | None = None
    facts: Facts = field(default_factory=lambda: NO_FACTS)
    valid_until: datetime | None = None
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if self.open != (self.reason is None) or (self.warning and not self.open):
            raise ValueError(
                "A locked decision has a reason; an open one has none, perhaps a warning."
            )

    @property
    def remedy(self) -> Remedy | None:
        if self.reason:
            return REMEDIES[self.reason]
        return self._grace_remedy() if self.warning else None

    def _grace_remedy(self) -> Remedy:
        kind = self.facts["payment"].failure.kind
        return Remedy.APPROVE_PAYMENT if kind is FailureKind.NEEDS_APPROVAL else Remedy.MEND

    @property
    def shared(self) -> bool:
        """Whether the answer may be kept and given to everyone of the same audience."""
        return self.warning is None if self.open else self.reason in SHARED_REASONS
