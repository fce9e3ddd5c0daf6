"""What the payment processor says of one membership at one moment, in our own words.

A `Snapshot` is all that `Membership.apply` accepts; no room but `billing` knows whose answer it was made from.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    ACTIVE = "active"
    PENDING = "pending"  # a slow payment is under way at the bank
    PAST_DUE = "past_due"  # a renewal failed; grace runs from the failure
    INCOMPLETE = "incomplete"  # the first payment never went through
    PAUSED = "paused"
    ENDED = "ended"


class FailureKind(StrEnum):
    EXPIRED = "expired"  # the processor says so, or the card had ended before the attempt
    DECLINED = "declined"
    NEEDS_APPROVAL = "needs_approval"  # the bank wants the reader's confirmation


class EndCause(StrEnum):
    BY_READER = "by_reader"
    UNPAID = "unpaid"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"  # no fresh news within the trust setting


@dataclass(frozen=True)
class Money:
    """`amount` in minor units (cents) of `currency` (ISO 4217, upper case)."""

    amount: int
    currency: str


@dataclass(frozen=True)
class Card:
    brand: str
    last4: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True)
class Failure:
    kind: FailureKind
    money: Money
    at: datetime
    next_attempt: datetime | None = None


@dataclass(frozen=True)
class Snapshot:
    """The truth about a membership as fetched at `fetched_at`; all times are aware, UTC."""

    state: State
    plan: str  # Plan.slug
    money: Money
    fetched_at: datetime
    started_at: datetime
    paid_until: datetime | None = None  # end of the last period that was paid for
    card: Card | None = None
    failure: Failure | None = None
    paused_until: datetime | None = None
    ended_at: datetime | None = None
    end_cause: EndCause | None = None
    ends_at_period_end: bool = False
