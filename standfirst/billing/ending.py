"""What ends by rule, found and ended by the worker: second memberships, refunded ones, deleted accounts."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from standfirst.billing import letters
from standfirst.billing.closing import MONEY_BACK, end_now
from standfirst.billing.gateway import Refused, Unreachable, asking, is_connected
from standfirst.billing.models import Customer, Invoice, InvoiceState, Subscription
from standfirst.billing.sync import sync
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import State

log = logging.getLogger(__name__)

FEW = 10  # in one run

Row = TypeVar("Row", Subscription, Customer)


def end_due(now: datetime) -> None:
    """A job of the worker's."""
    if not is_connected():
        return
    _each(Subscription.objects.doubled().order_by("?")[:FEW], end_doubled, now)
    refunded = Subscription.objects.running().filter(
        membership__state=State.ENDED, membership__end_cause__in=MONEY_BACK
    )
    _each(refunded.order_by("?")[:FEW], end_refunded, now)
    _each(Customer.objects.to_close(now).order_by("?")[:FEW], close, now)


def _each(rows: Iterable[Row], end: Callable[[Row, datetime], None], now: datetime) -> None:
    """One that fails does not keep the others; where Stripe does not answer, none is tried. Each run
    takes FEW, at random: as many that always fail do not keep the rest for ever."""
    for row in rows:
        try:
            end(row, now)
        except Unreachable:
            raise
        except Refused as why:
            log.warning("Stripe refused to end %s: %s", row, why)
        except Exception:
            log.exception("%s could not be ended.", row)


def end_doubled(subscription: Subscription, now: datetime) -> None:
    """All of the money goes back. First the other is asked for: if that is over and pays for no time to come,
    this one is no second."""
    customer = subscription.customer
    if customer.reader and subscription.membership is None and not subscription.is_over:
        for other in Customer.objects.of(customer.reader).exclude(pk=customer.pk):
            sync(other, now)
        if not Membership.objects.of(customer.reader).paid_or_current(now).exists():
            subscription.undouble()
            sync(customer, now)
            return
    end_now(subscription, now, refund=True)
    if not Subscription.objects.doubled().filter(pk=subscription.pk).exists():
        return  # the bank has the payment, or says who is to have it: then it goes back
    back = Invoice.objects.filter(
        subscription=subscription.stripe_id, state=InvoiceState.REFUNDED, amount__gt=0
    )
    with transaction.atomic():
        if subscription.note_closed(now):
            for invoice in back:
                letters.tell_doubled(customer, invoice, now)


def end_refunded(subscription: Subscription, now: datetime) -> None:
    """Its money went back, so it is not asked for again."""
    end_now(subscription, now, refund=False)


def close(customer: Customer, now: datetime) -> None:
    """The account was deleted: nothing is charged any more, and Stripe forgets the card and the address. What was paid
    stays there for the accounts."""
    for subscription in customer.subscriptions.running():
        end_now(subscription, now, refund=False)
    _forget(customer)
    customer.note_closed(now)


def _forget(customer: Customer) -> None:
    try:
        with asking() as stripe:
            stripe.v1.customers.delete(customer.stripe_id)
    except Refused as why:
        if why.code != "resource_missing":
            raise
