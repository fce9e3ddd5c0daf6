"""What a subscription does when its time comes (docs.stripe.com/billing/subscriptions/overview)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import ending, invoicing
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import subscription as subscriptions


def renew(books: Books, subscription: Json) -> None:
    """The next period begins, with a draft that is made final an hour later. The end of a trial is one, too."""
    if subscription["status"] == "trialing" and not _goes_on(books, subscription):
        return
    was = subscriptions.period_of(books.fresh(subscription))
    start = was[1]
    status = "active" if subscription["status"] == "trialing" else subscription["status"]
    subscription = books.change(
        subscription,
        items=subscriptions.in_period(
            subscription, start, subscriptions.next_end(subscription, start)
        ),
        status=status,
    )
    wanted = invoicing.whole_period(books, subscription)
    invoice = invoicing.make(books, subscription, wanted, "subscription_cycle", was)
    _schedule(books, books.fresh(subscription), invoice)
    books.emit(
        "customer.subscription.updated",
        books.fresh(subscription),
        {"latest_invoice": subscription["latest_invoice"]},
    )


def _schedule(books: Books, subscription: Json, invoice: Json) -> None:
    pause = subscription["pause_collection"]
    if pause and pause["behavior"] == "void":
        invoicing.void(books, invoice)
    elif pause and pause["behavior"] == "mark_uncollectible":
        invoicing.give_up(books, invoicing.finalize(books, invoice))
    elif pause or subscription["status"] == "unpaid":
        books.change(invoice, auto_advance=False)
    else:
        at = books.later(books.rules.finalizes_after)
        books.change(invoice, automatically_finalizes_at=at, next_payment_attempt=at)


def _goes_on(books: Books, subscription: Json) -> bool:
    """A trial that ends with no card (docs.stripe.com/billing/subscriptions/trials)."""
    customer = books.find("customer", subscription["customer"])
    if (
        subscription["default_payment_method"]
        or (customer["invoice_settings"]["default_payment_method"])
    ):
        return True
    behaviour = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    if behaviour == "cancel":
        ending.end(books, subscription, reason=None)
    elif behaviour == "pause":
        books.change(subscription, "customer.subscription.paused", status="paused")
    return bool(behaviour == "create_invoice")


def warn_of_trial_end(books: Books, subscription: Json) -> None:
    books.change(
        subscription,
        "customer.subscription.trial_will_end",
        _warned_of=subscription["trial_end"],
    )


def end_pause(books: Books, subscription: Json) -> None:
    """Invoices from now on are asked for again (docs.stripe.com/billing/subscriptions/pause-payment)."""
    books.change(subscription, "customer.subscription.updated", pause_collection=None)
