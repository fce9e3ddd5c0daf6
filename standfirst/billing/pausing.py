"""A pause: nothing is charged for a while, and reading goes on to the end of what is paid. And the way back."""

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum

from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import Attempt
from standfirst.billing.gateway import asking
from standfirst.billing.mending import begin_period
from standfirst.billing.paying import Paying, price_paid
from standfirst.membership.models import Interval
from standfirst.membership.snapshot import State

MONTHS = (1, 2, 3)
# Collecting begins again this long before the renewal that is to be charged.
BEFORE = timedelta(hours=1)


class May(StrEnum):
    YES = "yes"
    PAUSED = "paused"  # already
    LEAVING = "leaving"
    YEARLY = "yearly"  # is paid for already: there is nothing to leave out
    FAILED = "failed"  # a payment is open
    OVER = "over"


def may_pause(paying: Paying, now: datetime) -> May:
    it = paying.membership
    if paying.state is State.ENDED:
        return May.OVER
    if paying.state is State.PAUSED:
        return May.PAUSED
    if it.ends_at_period_end:
        return May.LEAVING
    if paying.state is not State.ACTIVE or not it.paid_until or it.paid_until <= now:
        return May.FAILED
    price = price_paid(it)
    return May.YEARLY if price and price.interval == Interval.YEAR else May.YES


def resumes_at(paid_until: datetime, months: int) -> datetime:
    """When a pause ends by itself: with the renewal so many months after the one that is due next."""
    return months_on(paid_until, months) - BEFORE


def months_on(at: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month where there is none, as the processor counts."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))


def pause(paying: Paying, months: int, now: datetime) -> None:
    """Raises gateway.Trouble, and ValueError where it may not be."""
    paid_until = paying.membership.paid_until
    if may_pause(paying, now) is not May.YES or months not in MONTHS or paid_until is None:
        raise ValueError(months)
    at = resumes_at(paid_until, months)
    with asking() as stripe:
        stripe.v1.subscriptions.update(
            paying.subscription.stripe_id,
            params={"pause_collection": {"behavior": "void", "resumes_at": int(at.timestamp())}},
        )
    catch_up(paying.customer, now)


def is_paid_on(paying: Paying, now: datetime) -> bool:
    """Whether what was paid still runs: then resuming charges nothing today."""
    paid_until = paying.membership.paid_until
    return paid_until is not None and now < paid_until


def resume(paying: Paying, now: datetime) -> Attempt | None:
    """None where nothing was charged. Raises gateway.Trouble, and ValueError where there is no pause."""
    if paying.state is not State.PAUSED:
        raise ValueError(paying.state)
    it, attempt = paying.membership, None
    if is_paid_on(paying, now):
        with asking() as stripe:
            stripe.v1.subscriptions.update(
                paying.subscription.stripe_id, params={"pause_collection": ""}
            )
    else:
        stamp = int(it.paid_until.timestamp()) if it.paid_until else 0
        attempt = begin_period(paying, f"resume-{paying.subscription.stripe_id}-{stamp}")
    catch_up(paying.customer, now)
    return attempt
