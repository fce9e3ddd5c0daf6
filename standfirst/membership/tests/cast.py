"""The cast of every test, as snapshots and facts: Ana pays, Ben's card failed.

It is Sunday, 9 August 2026, eight in the morning. Each takes changes: `ben(state=State.PENDING)`.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.snapshot import (
    Card,
    EndCause,
    Failure,
    FailureKind,
    Money,
    Snapshot,
    State,
)
from standfirst.membership.standing import GrantFacts, MembershipFacts, Standing, work_out

NOW = datetime(2026, 8, 9, 8, tzinfo=UTC)
TRUST = timedelta(hours=72)
FIVE = Money(500, "EUR")
NINE = Money(900, "EUR")
GOOD = Card("visa", "4242", 12, 2031)
ENDED = Card("visa", "4242", 7, 2026)


def on(day: int, month: int = 8, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def ana(**changes: Any) -> Snapshot:
    """Paid on 3 August, until 3 September."""
    paid = Snapshot(
        state=State.ACTIVE,
        plan="basic",
        money=FIVE,
        fetched_at=on(3, hour=1),
        started_at=on(3, 1),
        paid_until=on(3, 9),
        card=GOOD,
    )
    return replace(paid, **changes)


def failed(kind: FailureKind = FailureKind.EXPIRED, **changes: Any) -> Failure:
    return replace(Failure(kind, FIVE, on(3), next_attempt=on(8)), **changes)


def ben(**changes: Any) -> Snapshot:
    """His renewal failed on 3 August: the card ended in July."""
    late = ana(
        state=State.PAST_DUE,
        paid_until=on(3),
        card=ENDED,
        failure=failed(),
        fetched_at=on(3, hour=1),
    )
    return replace(late, **changes)


def kit(cause: EndCause = EndCause.BY_READER, **changes: Any) -> Snapshot:
    """Hers ended on 1 August, as she asked."""
    ended = ana(state=State.ENDED, paid_until=on(1), ended_at=on(1), end_cause=cause)
    return replace(ended, **changes)


def facts(
    snapshot: Snapshot, *, grace_until: datetime | None = None, row: int = 1
) -> MembershipFacts:
    """As the row that took this snapshot over; grace for those past due is given, as no plan is asked."""
    return MembershipFacts(
        row=f"membership {row}",
        plan=snapshot.plan,
        state=snapshot.state,
        money=snapshot.money,
        confirmed_at=snapshot.fetched_at,
        paid_until=snapshot.paid_until,
        grace_until=grace_until,
        paused_until=snapshot.paused_until,
        ended_at=snapshot.ended_at,
        end_cause=snapshot.end_cause,
        ends_at_period_end=snapshot.ends_at_period_end,
        card=snapshot.card,
        failure=snapshot.failure,
    )


def grant(**changes: Any) -> GrantFacts:
    """Max's seat through Acme, from 1 May."""
    seat = GrantFacts(
        row="grant 1", plan="basic", seat=True, starts_at=on(1, 5), ends_at=None, through="Acme"
    )
    return replace(seat, **changes)


def standing(*rows: MembershipFacts | GrantFacts, now: datetime = NOW) -> Standing:
    return work_out(
        [row for row in rows if isinstance(row, MembershipFacts)],
        [row for row in rows if isinstance(row, GrantFacts)],
        now,
        trust=TRUST,
    )


def sell() -> None:
    """Basic at €5 a month or €50 a year, and Plus at €9 a month, with 14 days of grace each."""
    basic = Plan.objects.create(slug="basic", name="Basic", position=1)
    plus = Plan.objects.create(slug="plus", name="Plus", position=2)
    for plan, amount, interval in (
        (basic, 500, Interval.MONTH),
        (basic, 5000, Interval.YEAR),
        (plus, 900, Interval.MONTH),
    ):
        Price.objects.create(plan=plan, amount=amount, currency="EUR", interval=interval)
