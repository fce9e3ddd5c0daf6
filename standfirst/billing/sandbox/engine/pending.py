"""A change that waits until it is paid for (docs.stripe.com/billing/subscriptions/pending-updates)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects import subscription as subscriptions

WAITS = 23 * 3600  # seconds


def hold(books: Books, before: Json, invoice: Json) -> None:
    """Take back what was changed, and keep it for when its invoice is paid. Nobody asks for that by itself."""
    after = books.fresh(before)
    waits = {
        "billing_cycle_anchor": after["billing_cycle_anchor"],
        "discount_source": None,
        "discounts": None,
        "expires_at": books.later(WAITS),
        "subscription_items": subscriptions.items_of(after),
        "trial_end": None,
        "trial_from_plan": None,
    }
    books.change(
        after,
        items=before["items"],
        billing_cycle_anchor=before["billing_cycle_anchor"],
        status=before["status"],
        pending_update=waits,
    )
    books.change(books.fresh(invoice), auto_advance=False, next_payment_attempt=None)


def paid(books: Books, invoice: Json) -> None:
    """What waited for it is so from now on."""
    subscription = _waiting_for(books, invoice)
    if subscription is None:
        return
    waits = subscription["pending_update"]
    books.change(
        subscription,
        "customer.subscription.pending_update_applied",
        "customer.subscription.updated",
        items=subscriptions.with_items(subscription, waits["subscription_items"]),
        billing_cycle_anchor=waits["billing_cycle_anchor"],
        pending_update=None,
    )


def dropped(books: Books, invoice: Json) -> None:
    """Its invoice is void."""
    if subscription := _waiting_for(books, invoice):
        books.change(
            subscription,
            "customer.subscription.pending_update_expired",
            "customer.subscription.updated",
            pending_update=None,
        )


def _waiting_for(books: Books, invoice: Json) -> Json | None:
    subscription = books.store.get(invoices.subscription_of(invoice))
    if subscription is None or subscription["latest_invoice"] != invoice["id"]:
        return None
    return subscription if subscription["pending_update"] else None
