"""A change that waits until it is paid for (docs.stripe.com/billing/subscriptions/pending-updates)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects import subscription as subscriptions


def hold(books: Books, before: Json, invoice: Json) -> None:
    """Take back what was changed, and keep it for when its invoice is paid. Nobody asks for that by itself."""
    after = books.fresh(before)
    waits = {
        "billing_cycle_anchor": after["billing_cycle_anchor"],
        "expires_at": min(
            books.later(books.rules.incomplete_for), subscriptions.period_of(before)[1]
        ),
        "subscription_items": subscriptions.items_of(after),
        "trial_end": None,
        "trial_from_plan": None,
        "_invoice": invoice["id"],
    }
    books.change(
        after,
        items=before["items"],
        billing_cycle_anchor=before["billing_cycle_anchor"],
        cancel_at=before["cancel_at"],
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
    items = subscriptions.with_items(subscription, waits["subscription_items"])
    ends = subscriptions.period_of({**subscription, "items": items})[1]
    books.change(
        subscription,
        "customer.subscription.pending_update_applied",
        "customer.subscription.updated",
        items=items,
        billing_cycle_anchor=waits["billing_cycle_anchor"],
        cancel_at=ends if subscription["cancel_at_period_end"] else subscription["cancel_at"],
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
    waits = subscription["pending_update"] if subscription else None
    return subscription if waits and waits["_invoice"] == invoice["id"] else None
