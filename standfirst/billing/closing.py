"""Ending a subscription at once, and giving money back: at Stripe, and then here by asking what is so.

Each may be done twice and is done once. The money goes first: whoever was refunded and whose subscription still runs
is found, and ended, by the worker (`ending`); whoever was ended and not refunded would not be.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from django.db.models import Q

from standfirst.billing.gateway import Refused, asking
from standfirst.billing.models import Invoice, InvoiceState, Subscription
from standfirst.billing.sync import sync
from standfirst.membership.snapshot import EndCause

log = logging.getLogger(__name__)

MONEY_BACK = (EndCause.REFUNDED, EndCause.DISPUTED)
DONE = {"resource_missing", "charge_already_refunded"}
DISPUTED = "charge_disputed"  # Stripe gives nothing back beside it, lest it be given twice


def end_now(subscription: Subscription, now: datetime, *, refund: bool) -> None:
    """`refund`: all that was paid for time that is still to come goes back. Raises Trouble; then it may be half done,
    and is done by asking again."""
    customer = subscription.customer
    sync(customer, now)  # what we know may be old: a payment may just have come
    if refund:
        for invoice in _running(subscription, now):
            _give_back(invoice, None)
    subscription.refresh_from_db()
    if subscription.open_invoice:
        _void(subscription.open_invoice)
    if refund or _went_back(subscription):
        _take_credit(subscription)
    if not subscription.is_over:
        _cancel(subscription)
    sync(customer, now)
    subscription.refresh_from_db()


def refund(invoice: Invoice, now: datetime, amount: int | None = None) -> None:
    """All that is left of it, or so much of it, in minor units. Raises Trouble."""
    _give_back(invoice, amount)
    sync(invoice.customer, now)
    invoice.refresh_from_db()


def _running(subscription: Subscription, now: datetime) -> list[Invoice]:
    paid = Invoice.objects.filter(
        subscription=subscription.stripe_id,
        state__in=[InvoiceState.PAID, InvoiceState.PARTLY_REFUNDED],
        amount__gt=0,
    )
    return list(paid.filter(Q(period_end=None) | Q(period_end__gt=now)))


def _give_back(invoice: Invoice, amount: int | None) -> None:
    """The key says how much had gone back before: the same again is another refund, a click more is not."""
    if not invoice.payment:
        return
    terms = {"payment_intent": invoice.payment, "reason": "requested_by_customer"}
    if amount is not None:
        terms["amount"] = cast(Any, amount)
    key = f"refund-{invoice.stripe_id}-{invoice.refunded}-{amount or 'all'}"
    try:
        with _once(), asking() as stripe:
            stripe.v1.refunds.create(params=cast(Any, terms), options={"idempotency_key": key})
    except Refused as why:
        if why.code != DISPUTED:
            raise
        log.warning("%s is in dispute: its bank decides who has the money.", invoice)


def _void(invoice: str) -> None:
    """Nothing is asked for any more: an old link must not revive what has ended. Stripe refuses it where the bank has
    the payment already; then that comes or does not, and the subscription ends all the same."""
    try:
        with asking() as stripe:
            stripe.v1.invoices.void_invoice(invoice, options={"idempotency_key": f"void-{invoice}"})
    except Refused as why:
        log.info("Stripe did not void %s: %s", invoice, why)


def _cancel(subscription: Subscription) -> None:
    with _once(), asking() as stripe:
        stripe.v1.subscriptions.cancel(
            subscription.stripe_id,
            params={"invoice_now": False, "prorate": False},
            options={"idempotency_key": f"end-{subscription.stripe_id}"},
        )


def _went_back(subscription: Subscription) -> bool:
    membership = subscription.membership
    return membership is not None and membership.end_cause in MONEY_BACK


def _take_credit(subscription: Subscription) -> None:
    """What changes of its plan left on the customer's balance was paid with money that went back: it would pay for the
    next membership. Any other credit stays. Before the cancel: what runs still is found again by the worker."""
    with asking() as stripe:
        paid = stripe.v1.invoices.list(
            params={"subscription": subscription.stripe_id, "status": "paid", "limit": 100}
        )
        left_over = sum(-it.total for it in paid.auto_paging_iter() if it.total < 0)
        if not left_over:
            return
        customer = subscription.customer.stripe_id
        balance = getattr(stripe.v1.customers.retrieve(customer), "balance", None) or 0
        if balance < 0:
            stripe.v1.customers.update(customer, params={"balance": min(0, balance + left_over)})


@contextmanager
def _once() -> Iterator[None]:
    """Stripe refuses what is done already: then it is done."""
    try:
        yield
    except Refused as why:
        if why.code not in DONE:
            raise
