"""Leaving, as easily as joining: at the end of what is paid, or at once where nothing is, or with the money back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db.models import Q

from standfirst.billing import closing
from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import owed_for, void
from standfirst.billing.gateway import asking
from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.paying import Paying, joined_within
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import Money, State


class Way(StrEnum):
    AT_THE_END = "end"
    NOW = "now"  # nothing is paid for any more
    MONEY_BACK = "money_back"
    STAY = "stay"  # undo, before the end


@dataclass(frozen=True)
class Leaving:
    """What this reader can choose from. `until`: when reading ends, where something is paid."""

    ways: tuple[Way, ...]
    until: datetime | None = None
    refund: Money | None = None


def leaving_of(paying: Paying, now: datetime) -> Leaving:
    it = paying.membership
    if paying.state is State.ENDED:
        return Leaving(())
    paid = it.paid_until if it.paid_until and now < it.paid_until else None
    refund = _refund(paying, now)
    back = (Way.MONEY_BACK,) if refund else ()
    if it.ends_at_period_end:
        return Leaving((Way.STAY, *back), paid, refund)
    if paid is None or paying.state in (State.PAST_DUE, State.INCOMPLETE):
        return Leaving((Way.NOW, *back), None, refund)
    return Leaving((Way.AT_THE_END, *back), paid, refund)


def _refund(paying: Paying, now: datetime) -> Money | None:
    """What was paid for time that is still to come, within the days in which the law gives it back (2011/83/EU,
    article 9), counted once for a reader: who rejoins knows what it is. The same invoices as `closing.end_now` gives
    back."""
    it = paying.membership
    if not (joined_within(it, settings.WITHDRAWAL_DAYS, now) and _is_first(it)):
        return None
    paid = Invoice.objects.filter(
        Q(period_end=None) | Q(period_end__gt=now),
        subscription=paying.subscription.stripe_id,
        state__in=[InvoiceState.PAID, InvoiceState.PARTLY_REFUNDED],
    )
    amount = sum(it.amount - it.refunded for it in paid)
    return Money(amount, paying.membership.currency) if amount else None


def _is_first(membership: Membership) -> bool:
    """Of those that a card pays or paid for."""
    if membership.reader is None:
        return True
    paid_for = Membership.objects.of(membership.reader).exclude(subscription=None)
    return paid_for.order_by("started_at", "pk").first() == membership


def leave(paying: Paying, way: Way, now: datetime) -> None:
    """Raises gateway.Trouble, and ValueError for a way that is not this reader's to choose."""
    if way not in leaving_of(paying, now).ways:
        raise ValueError(way)
    subscription = paying.subscription
    match way:
        case Way.AT_THE_END | Way.STAY:
            with asking() as stripe:
                stripe.v1.subscriptions.update(
                    subscription.stripe_id,
                    params={"cancel_at_period_end": way is Way.AT_THE_END},
                )
        case Way.NOW:
            owed = owed_for(subscription.stripe_id)
            closing.end_now(subscription, now, refund=False)
            void(owed.all if owed else ())
        case Way.MONEY_BACK:
            closing.end_now(subscription, now, refund=True)
    catch_up(paying.customer, now)
