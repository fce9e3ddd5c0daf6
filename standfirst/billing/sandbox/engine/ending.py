"""The ends of a subscription (docs.stripe.com/billing/subscriptions/cancel)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import invoicing
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects import subscription as subscriptions


def end(books: Books, subscription: Json, *, reason: str | None) -> Json:
    """At once. What is open stays open, and is not asked for by itself any more."""
    subscription = books.fresh(subscription)
    if subscription["status"] == "incomplete":
        return expire(books, subscription)
    for invoice in invoices_of(books, subscription):
        if invoice["status"] in ("draft", "open"):
            books.change(
                invoice,
                "invoice.updated",
                auto_advance=False,
                next_payment_attempt=None,
                automatically_finalizes_at=None,
            )
    details = subscription["cancellation_details"]
    return books.change(
        subscription,
        "customer.subscription.deleted",
        status="canceled",
        canceled_at=subscription["canceled_at"] or books.stamp,
        ended_at=books.stamp,
        cancellation_details={**details, "reason": details["reason"] or reason},
        pause_collection=None,
        pending_update=None,
        _waiting=[],
    )


def expire(books: Books, subscription: Json) -> Json:
    """Its first invoice was not paid in time, or it was cancelled before that."""
    for invoice in invoices_of(books, subscription):
        if invoice["status"] == "open":
            invoicing.void(books, invoice)
    return books.change(
        subscription,
        "customer.subscription.updated",
        status="incomplete_expired",
        ended_at=books.stamp,
        canceled_at=books.stamp,
        _incomplete_until=None,
    )


def invoices_of(books: Books, subscription: Json) -> list[Json]:
    return [
        invoice
        for invoice in books.store.of(subscription["customer"], "invoice")
        if invoices.subscription_of(invoice) == subscription["id"]
    ]


def is_over(subscription: Json) -> bool:
    return subscription["status"] in subscriptions.ENDED
