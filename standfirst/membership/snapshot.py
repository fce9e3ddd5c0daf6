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
    UNCONFIRMED = "unconfirmed"  # ours: no fresh news within the trust setting; no snapshot says it


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

    def had_ended(self, at: datetime) -> bool:
        """A card is good until the last day of the month printed on it."""
        return (self.exp_year, self.exp_month) < (at.year, at.month)


@dataclass(frozen=True)
class Failure:
    """The last failed attempt to collect a payment; `attempts` counts all of them for that payment, and `since` is
    when it was first asked for, where that is known: grace runs from then."""

    kind: FailureKind
    money: Money
    at: datetime
    next_attempt: datetime | None = None
    attempts: int = 1
    since: datetime | None = None


@dataclass(frozen=True)
class Snapshot:
    """The truth about a membership as fetched at `fetched_at`; all times are aware, UTC.

    Raises ValueError for what no notice could explain: a state without the facts that go with it.
    """

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

    def __post_init__(self) -> None:
        if self.state is State.PAST_DUE and self.failure is None:
            raise ValueError("A snapshot that is past due says which payment failed (failure).")
        if {bool(self.ended_at), bool(self.end_cause)} != {self.state is State.ENDED}:
            raise ValueError(
                "A snapshot that has ended, and no other, has an ended_at and an end_cause."
            )
        if self.end_cause is EndCause.UNCONFIRMED:
            raise ValueError("Unconfirmed is what we conclude without news; no snapshot says it.")
