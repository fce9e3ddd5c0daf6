"""A reader's membership together with who pays for it at the processor: what every page about money begins with."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from standfirst.billing.models import Customer, Subscription
from standfirst.membership.models import Interval, Membership, Price
from standfirst.membership.snapshot import State
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Paying:
    """`subscription.membership` is `membership`; its customer has not been told to close."""

    membership: Membership
    subscription: Subscription

    @property
    def customer(self) -> Customer:
        return self.subscription.customer

    @property
    def state(self) -> State:
        return State(self.membership.state)


def paying_of(reader: Reader) -> Paying | None:
    """The current membership, else the one that began last. None where no card pays for any."""
    return _of(Q(membership__reader=reader))


def paying_for(membership: Membership) -> Paying | None:
    return _of(Q(membership=membership, membership__reader__isnull=False))


def again(paying: Paying) -> Paying:
    """The same reader's, as it stands now: what was read before a sync is old after it."""
    reader = paying.membership.reader
    return (paying_of(reader) if reader else None) or paying


def _of(whose: Q) -> Paying | None:
    found = (
        Subscription.objects.filter(whose, customer__close_at=None, customer__closed_at=None)
        .select_related("customer", "membership__plan", "membership__reader")
        .order_by(
            ExpressionWrapper(Q(membership__state=State.ENDED), BooleanField()),
            F("membership__started_at").desc(),
            "-pk",
        )
        .first()
    )
    return Paying(found.membership, found) if found and found.membership else None


def price_paid(membership: Membership) -> Price | None:
    """The price it is paid at, on sale or not any more."""
    return (
        Price.objects.filter(
            plan=membership.plan, amount=membership.amount, currency=membership.currency
        )
        .select_related("plan")
        .order_by("-on_sale", "-pk")
        .first()
    )


def price_now(membership: Membership) -> Price | None:
    """What the same plan costs today, by the same interval, in the same currency. None: it is not sold."""
    paid = price_paid(membership)
    interval = paid.interval if paid else Interval.MONTH
    return (
        Price.objects.on_sale()
        .filter(plan=membership.plan, currency=membership.currency, interval=interval)
        .select_related("plan")
        .first()
    )


def joined_within(membership: Membership, days: int, now: datetime) -> bool:
    return (now - membership.started_at).days < days
