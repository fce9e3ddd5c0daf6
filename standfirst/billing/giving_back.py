"""Days that somebody was locked out by our fault are given back: trust ran out without news, and then news came."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from standfirst.membership.models import Grant, Membership
from standfirst.membership.snapshot import EndCause
from standfirst.membership.standing import Lost, MembershipFacts, Right, weigh_membership

DAY = timedelta(days=1)


def days_lost(
    before: MembershipFacts | None, after: MembershipFacts, now: datetime, trust: timedelta
) -> int:
    """Whole days, rounded up, on which what was paid for did not open. Pure.

    Only where there was no news at all: a lock that news confirmed was none of our fault.
    """
    if before is None:
        return 0
    was = weigh_membership(before, now, trust)
    if not (isinstance(was, Lost) and was.cause is EndCause.UNCONFIRMED):
        return 0
    opens = weigh_membership(after, now, trust)
    if not (isinstance(opens, Right) and after.paid_until and now < after.paid_until):
        return 0
    return -((was.at + trust - now) // DAY)


def give_back(
    membership: Membership, before: MembershipFacts | None, now: datetime
) -> Grant | None:
    """From the end of what is paid: whoever pays on reads anyway, and whoever leaves reads for longer."""
    after = membership.facts()
    days = days_lost(before, after, now, timedelta(hours=settings.TRUST_HOURS))
    if not days or membership.reader is None or after.paid_until is None:
        return None
    return Grant.objects.create(
        reader=membership.reader,
        plan=membership.plan,
        why=_("Days lost because no news of the payment came"),
        given_at=now,
        starts_at=after.paid_until,
        ends_at=after.paid_until + days * DAY,
    )
