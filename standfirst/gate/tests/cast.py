"""Every standing there is, by the name of who holds it; on the day of `membership.tests.cast`."""

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED, Access, Level
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.standing import Standing, Who
from standfirst.membership.tests.cast import (
    NINE,
    ana,
    ben,
    facts,
    failed,
    grant,
    kit,
    on,
    standing,
)

PLUS = Access(Level.PLANS, frozenset({"plus"}))
EITHER = Access(Level.PLANS, frozenset({"basic", "plus"}))
ACCESSES = {"public": PUBLIC, "registered": REGISTERED, "members": MEMBERS, "plus": PLUS}

IN_GRACE = facts(ben(), grace_until=on(17))


def locked_out(kind: FailureKind, **changes: object) -> Standing:
    """Grace over on 5 August, and confirmed since."""
    late = ben(failure=failed(kind, **changes), fetched_at=on(6))
    return standing(facts(late, grace_until=on(5)))


STANDINGS: dict[str, Standing] = {
    "Cy, signed out": Standing(),
    "Rae, code pending": Standing(who=Who.UNVERIFIED, pending_since=on(9, hour=7)),
    "Dee, registered only": standing(),
    "Eli, staff": Standing(who=Who.SIGNED_IN, staff=True),
    "Ana, paying": standing(facts(ana())),
    "Pia, paying for Plus": standing(facts(ana(plan="plus", money=NINE))),
    "Gil, no news for a day": standing(facts(ana(paid_until=on(8)))),
    "Sam, pending at the bank": standing(facts(ana(state=State.PENDING, fetched_at=on(8)))),
    "Fay, in grace": standing(IN_GRACE),
    "Ben, card expired": locked_out(FailureKind.EXPIRED),
    "Hal, declined": locked_out(FailureKind.DECLINED, next_attempt=None),
    "Ivy, approval wanted": locked_out(FailureKind.NEEDS_APPROVAL),
    "Zoe, first payment unapproved": standing(facts(ana(state=State.INCOMPLETE, paid_until=None))),
    "Jo, paused": standing(facts(ana(state=State.PAUSED, paid_until=on(1), paused_until=on(1, 9)))),
    "Kit, left": standing(facts(kit())),
    "Ned, left but paid up": standing(facts(kit(paid_until=on(20)))),
    "Lea, ended unpaid": standing(facts(kit(EndCause.UNPAID, failure=failed(attempts=3)))),
    "Tess, refunded": standing(facts(kit(EndCause.REFUNDED))),
    "Uri, disputed": standing(facts(kit(EndCause.DISPUTED))),
    "Wim, no news at all": standing(facts(ana(paid_until=on(1), fetched_at=on(1)))),
    "Max, seat removed": standing(grant(ends_at=on(1))),
    "Nia, gift over": standing(grant(seat=False, ends_at=on(1), through="")),
    "Quinn, complimentary": standing(grant(seat=False)),
}
