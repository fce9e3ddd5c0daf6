"""Which letter each change calls for: one table."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from standfirst.billing.letters_due import Kind, Payments, due
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.standing import MembershipFacts
from standfirst.membership.tests import cast
from standfirst.membership.tests.cast import NINE, NOW, on

MANY = Payments()
YEARLY = Payments(yearly=True)
FIRST = Payments(first=True)
NONE = Payments(none=True)
GRACE = on(17)


def ana(**changes: Any) -> MembershipFacts:
    return cast.facts(cast.ana(**changes))


def ben(grace: datetime | None = GRACE, **changes: Any) -> MembershipFacts:
    return cast.facts(cast.ben(**changes), grace_until=grace)


def kit(cause: EndCause = EndCause.BY_READER) -> MembershipFacts:
    return cast.facts(cast.kit(cause))


NEEDS = cast.failed(FailureKind.NEEDS_APPROVAL)
AGAIN = cast.failed(at=on(8), attempts=2)
PENDING = ana(state=State.PENDING)
PAUSED = ana(state=State.PAUSED, paused_until=on(1, 11))
LEAVING = ana(ends_at_period_end=True)
INCOMPLETE = ana(state=State.INCOMPLETE, paid_until=None)
LONGER = ana(paid_until=on(3, 10))
SLOW = replace(PENDING, grace_until=on(17), paid_until=on(3))

TABLE: list[tuple[str, MembershipFacts | None, MembershipFacts, Payments, Kind | None]] = [
    ("joined", None, ana(), FIRST, Kind.JOINED),
    ("joined by a slow payment", None, PENDING, NONE, Kind.JOINED),
    ("joined once approved", INCOMPLETE, ana(), FIRST, Kind.JOINED),
    ("at the bank's page", None, INCOMPLETE, NONE, None),
    ("the first payment failed", INCOMPLETE, INCOMPLETE, NONE, None),
    ("never came to run", INCOMPLETE, kit(EndCause.UNPAID), NONE, None),
    ("known only when over", None, kit(), MANY, None),
    ("trial began", None, ana(), NONE, Kind.TRIAL_BEGAN),
    ("trial paid for", ana(), LONGER, FIRST, Kind.FIRST_PAYMENT),
    ("slow first payment arrived", ana(state=State.PENDING, paid_until=None), ana(), FIRST,
     Kind.FIRST_PAYMENT),
    ("rejoined", kit(), ana(), FIRST, Kind.JOINED),
    ("renewed by the month", ana(), LONGER, MANY, None),
    ("renewed by the year", ana(), LONGER, YEARLY, Kind.RENEWED),
    ("a payment failed", ana(), ben(), MANY, Kind.PAYMENT_FAILED),
    ("the first we hear is a failure", None, ben(), MANY, Kind.PAYMENT_FAILED),
    ("a slow payment failed", PENDING, ben(), MANY, Kind.PAYMENT_FAILED),
    ("a retry failed too", ben(), ben(failure=AGAIN), MANY, None),
    ("a retry by slow means failed too", SLOW, ben(failure=AGAIN), MANY, Kind.PAYMENT_FAILED),
    ("the next period failed too", ben(), ben(on(17, 9), paid_until=on(3, 9)), MANY,
     Kind.PAYMENT_FAILED),
    ("failed, without grace", ana(), ben(on(3)), MANY, Kind.LOCKED),
    ("failed long ago", ana(), ben(on(8)), MANY, Kind.LOCKED),
    ("failed, but paid for still", ana(), ben(on(8), paid_until=on(20)), MANY,
     Kind.PAYMENT_FAILED),
    ("the bank wants approval", ana(), ben(failure=NEEDS), MANY, Kind.APPROVAL_WANTED),
    ("the bank now wants approval", ben(), ben(failure=NEEDS), MANY, Kind.APPROVAL_WANTED),
    ("it still does", ben(failure=NEEDS), ben(failure=NEEDS), MANY, None),
    ("it does no more", ben(failure=NEEDS), ben(), MANY, None),
    ("mended", ben(), ana(), MANY, Kind.PAID_AGAIN),
    ("mended by the year", ben(), ana(), YEARLY, Kind.PAID_AGAIN),
    ("mended by slow means", SLOW, ana(), MANY, Kind.PAID_AGAIN),
    ("mending is under way", ben(), SLOW, MANY, None),
    ("the invoice was dropped", ben(), ana(paid_until=on(3)), MANY, None),
    ("another card", ana(), ana(card=cast.ENDED), MANY, None),
    ("left", ana(), LEAVING, MANY, Kind.LEFT),
    ("left while failing", ben(), ben(ends_at_period_end=True), MANY, Kind.LEFT),
    ("stays after all", LEAVING, ana(), MANY, Kind.STAYS),
    ("ended as said", LEAVING, kit(), MANY, Kind.ENDED),
    ("ended at once", ana(), kit(), MANY, Kind.ENDED),
    ("ended unpaid", ben(), kit(EndCause.UNPAID), MANY, Kind.ENDED),
    ("refunded", ana(), kit(EndCause.REFUNDED), MANY, Kind.ENDED),
    ("disputed", ana(), kit(EndCause.DISPUTED), MANY, Kind.ENDED),
    ("refunded after its end", kit(), kit(EndCause.REFUNDED), MANY, None),
    ("paused", ana(), PAUSED, MANY, Kind.PAUSED),
    ("paused for longer", PAUSED, replace(PAUSED, paused_until=on(1, 12)), MANY, Kind.PAUSED),
    ("still paused", PAUSED, PAUSED, MANY, None),
    ("left while paused", PAUSED, replace(PAUSED, ends_at_period_end=True), MANY, Kind.LEFT),
    ("resumed, and paid", PAUSED, LONGER, MANY, Kind.RESUMED),
    ("resumed within what was paid", PAUSED, ana(), MANY, Kind.RESUMED),
    ("resumed, and failed", PAUSED, ben(), MANY, Kind.PAYMENT_FAILED),
    ("another plan", ana(), ana(plan="plus", money=NINE), MANY, Kind.PLAN_CHANGED),
    ("another price", ana(), ana(money=NINE, paid_until=on(3, 9)), YEARLY, Kind.PLAN_CHANGED),
    ("a payment is under way", ana(), PENDING, MANY, None),
    ("nothing", ana(), ana(), MANY, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "payments", "kind"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_it_calls_for_one_letter_or_none(
    before: MembershipFacts | None, after: MembershipFacts, payments: Payments, kind: Kind | None
) -> None:
    assert due(before, after, NOW, payments) == kind
    assert due(after, after, NOW, payments) is None or after.state is State.INCOMPLETE
