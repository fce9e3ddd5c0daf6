"""What a payment processor would have said of readers in every standing, one short history each.

All times hang on `day`, the midnight before, so that a new one on a later day
brings every history up to date through the same door as real news: `Membership.apply`.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from standfirst.membership.snapshot import (
    Card,
    EndCause,
    Failure,
    FailureKind,
    Money,
    Snapshot,
    State,
)

FIVE = Money(500, "EUR")
NINE = Money(900, "EUR")
GOOD_CARD = Card("Visa", "4242", 12, 2031)
History = tuple[Snapshot, ...]


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def paying(day: datetime, *, plan: str = "basic", money: Money = FIVE) -> History:
    return (
        Snapshot(
            state=State.ACTIVE,
            plan=plan,
            money=money,
            fetched_at=day,
            started_at=day - _days(200),
            paid_until=day + _days(20),
            card=GOOD_CARD,
        ),
    )


def paying_for_plus(day: datetime) -> History:
    return paying(day, plan="plus", money=NINE)


def awaiting_news(day: datetime) -> History:
    """The paid period passed an hour ago, and nobody has told us anything yet."""
    (paid,) = paying(day)
    return (replace(paid, paid_until=day - timedelta(hours=1), fetched_at=day - _days(2)),)


def pending_at_the_bank(day: datetime) -> History:
    (paid,) = paying(day)
    return (replace(paid, state=State.PENDING, paid_until=day + _days(5)),)


def failing(day: datetime, *, since: int, kind: FailureKind, card: Card = GOOD_CARD) -> History:
    """Paid until `since` days ago, when the renewal failed; fetched again today."""
    (paid,) = paying(day)
    failed_at = day - _days(since)
    before = replace(paid, fetched_at=failed_at - _days(1), paid_until=failed_at, card=card)
    failure = Failure(kind, paid.money, failed_at, next_attempt=day + _days(5))
    return before, replace(before, state=State.PAST_DUE, fetched_at=day, failure=failure)


def in_grace(day: datetime) -> History:
    return failing(day, since=3, kind=FailureKind.EXPIRED, card=_ended_card(day))


def card_expired(day: datetime) -> History:
    return failing(day, since=21, kind=FailureKind.EXPIRED, card=_ended_card(day))


def card_declined(day: datetime) -> History:
    return failing(day, since=21, kind=FailureKind.DECLINED)


def approval_wanted(day: datetime) -> History:
    return failing(day, since=21, kind=FailureKind.NEEDS_APPROVAL)


def _ended_card(day: datetime) -> Card:
    last_month = day.replace(day=1) - _days(32)
    return Card("Visa", "4242", last_month.month, last_month.year)


def on_pause(day: datetime) -> History:
    (paid,) = paying(day)
    return (
        replace(
            paid,
            state=State.PAUSED,
            paid_until=day - _days(10),
            paused_until=day + _days(30),
        ),
    )


def ended(day: datetime, cause: EndCause) -> History:
    (paid,) = paying(day)
    at = day - _days(12)
    return (
        replace(paid, state=State.ENDED, paid_until=at, ended_at=at, end_cause=cause, card=None),
    )


def left(day: datetime) -> History:
    return ended(day, EndCause.BY_READER)


def ended_unpaid(day: datetime) -> History:
    (over,) = ended(day, EndCause.UNPAID)
    failure = Failure(FailureKind.DECLINED, over.money, day - _days(12), attempts=3)
    return (replace(over, failure=failure),)


def refunded(day: datetime) -> History:
    return ended(day, EndCause.REFUNDED)


def disputed(day: datetime) -> History:
    return ended(day, EndCause.DISPUTED)
