"""Asking for an invoice's money, and what follows for the subscription
(docs.stripe.com/billing/subscriptions/overview, "Payment status")."""

from standfirst.billing.sandbox.books import DAY, Books
from standfirst.billing.sandbox.engine import charging, ending, invoicing, pending
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects import subscription as subscriptions

HOPELESS = (
    "incorrect_number",
    "lost_card",
    "pickup_card",
    "stolen_card",
    "revocation_of_authorization",
    "revocation_of_all_authorizations",
    "highest_risk_level",
    "transaction_not_allowed",
)


def finalize(books: Books, invoice: Json) -> Json:
    """Make it final; where nothing is due that pays it."""
    invoice = invoicing.finalize(books, invoice)
    if invoice["amount_due"] == 0:
        return paid(books, invoice)
    return invoice


def finalize_and_collect(books: Books, invoice: Json) -> Json:
    invoice = finalize(books, invoice)
    return invoice if invoice["status"] == "paid" else collect(books, invoice, scheduled=True)


def collect(
    books: Books, invoice: Json, method: Json | None = None, *, scheduled: bool = False
) -> Json:
    """Charge for an open invoice. `scheduled`: by the retry schedule, not by a call."""
    intent = invoicing.intent_of(books, invoice)
    method = method or invoicing.method_for(books, invoice)
    if intent is None or method is None:
        return _not_paid(books, invoice, scheduled=scheduled)
    if scheduled and _is_hopeless(intent, method):
        return _not_paid(books, invoice, scheduled=True, said=False)
    charging.attempt(books, intent, method)
    return came(books, intent, scheduled=scheduled)


def _is_hopeless(intent: Json, method: Json) -> bool:
    """After some answers the schedule goes on, but the same card is not charged again
    (docs.stripe.com/billing/revenue-recovery/smart-retries, "Non-retryable decline codes")."""
    if intent["status"] == "requires_action":
        return bool(intent["payment_method"] == method["id"])
    error = intent["last_payment_error"] or {}
    same = error.get("payment_method", {}).get("id") == method["id"]
    return same and error.get("decline_code") in HOPELESS


def came(books: Books, intent: Json, *, scheduled: bool = False) -> Json:
    """What became of a payment is written on its invoice and subscription."""
    intent = books.fresh(intent)
    invoice = books.find("invoice", intent["_invoice"])
    if intent["status"] == "succeeded":
        return paid(books, invoice)
    if intent["status"] == "processing":
        return _on_its_way(books, invoice)
    return _not_paid(
        books, invoice, scheduled=scheduled, asks=intent["status"] == "requires_action"
    )


def paid(books: Books, invoice: Json) -> Json:
    """Raises nothing; does nothing where it is paid already."""
    invoice = books.fresh(invoice)
    if invoice["status"] == "paid":
        return invoice
    payment = invoicing.payment_of(books, invoice)
    if payment:
        books.change(
            payment,
            "invoice_payment.paid",
            status="paid",
            amount_paid=invoice["amount_due"],
            status_transitions={"canceled_at": None, "paid_at": books.stamp},
        )
    invoice = books.change(
        invoice,
        "invoice.updated",
        "invoice.paid",
        "invoice.payment_succeeded",
        status="paid",
        attempted=True,
        attempt_count=max(1, invoice["attempt_count"]) if invoice["amount_due"] else 0,
        auto_advance=False,
        amount_paid=invoice["amount_due"],
        amount_remaining=0,
        next_payment_attempt=None,
        status_transitions=invoices.stamped(invoice, paid_at=books.stamp),
    )
    _mark_delinquent(books, invoice, False)
    pending.paid(books, invoice)
    _let_in(books, invoice)
    return invoice


def _let_in(books: Books, invoice: Json) -> None:
    """A paid first or latest invoice makes the subscription active."""
    subscription = books.store.get(invoices.subscription_of(invoice))
    if subscription is None or subscription["latest_invoice"] != invoice["id"]:
        return
    if subscription["status"] in ("incomplete", "past_due", "unpaid", "paused"):
        books.change(
            subscription,
            "customer.subscription.updated",
            status="active",
            _incomplete_until=None,
            default_payment_method=_kept(books, subscription, invoice),
        )


def no_longer_asked_for(books: Books, invoice: Json) -> None:
    """An invoice was voided or given up by a call: the status follows from the newest that is left. Where nothing is
    owed the subscription is active, though nobody paid; without its first invoice it ends
    (docs.stripe.com/billing/subscriptions/overview)."""
    subscription = books.store.get(invoices.subscription_of(invoice))
    if subscription is None:
        return
    if subscription["status"] == "incomplete":
        ending.expire(books, subscription)
    left = [
        each
        for each in ending.invoices_of(books, subscription)
        if each["status"] in ("open", "paid", "uncollectible")
    ]
    owes = bool(left) and left[-1]["status"] == "open"
    if subscription["status"] in ("past_due", "unpaid") and not owes:
        books.change(subscription, "customer.subscription.updated", status="active")


def _kept(books: Books, subscription: Json, invoice: Json) -> str | None:
    """`save_default_payment_method`: what paid the first invoice pays the next."""
    intent = invoicing.intent_of(books, invoice)
    kept: str | None = subscription["default_payment_method"]
    if intent and subscription["payment_settings"]["save_default_payment_method"] != "off":
        return intent["payment_method"] or kept
    return kept


def _on_its_way(books: Books, invoice: Json) -> Json:
    """A slow method is trusted until it fails (docs.stripe.com/billing/subscriptions/sepa-debit)."""
    invoice = books.change(
        invoice,
        "invoice.updated",
        attempted=True,
        next_payment_attempt=None,
    )
    _let_in(books, invoice)
    return invoice


def _not_paid(
    books: Books, invoice: Json, *, scheduled: bool, asks: bool = False, said: bool = True
) -> Json:
    first = not invoice["attempted"]
    count = invoice["attempt_count"] + (1 if first or scheduled else 0)
    invoice = books.change(
        invoice,
        "invoice.updated",
        *_if(asks, "invoice.payment_action_required"),
        attempted=True,
        attempt_count=count,
        next_payment_attempt=_next_attempt(books, invoice, count, moved=first or scheduled),
    )
    if said:
        books.emit("invoice.payment_failed", invoice)
    _mark_delinquent(books, invoice, True)
    subscription = books.store.get(invoices.subscription_of(invoice))
    if subscription is None or subscription["status"] in (*subscriptions.ENDED, "incomplete"):
        return invoice
    if (first or scheduled) and count > len(books.rules.retries_after):
        return _given_up(books, invoice, subscription)
    if subscription["status"] in ("active", "trialing") and not subscription["pending_update"]:
        books.change(subscription, "customer.subscription.updated", status="past_due")
    return invoice


def _next_attempt(books: Books, invoice: Json, count: int, *, moved: bool) -> int | None:
    """A call of the merchant's does not move the schedule (docs.stripe.com/api/invoices/object, attempt_count); a first
    invoice has none."""
    if not moved:
        moment: int | None = invoice["next_payment_attempt"]
        return moment
    subscription = books.store.get(invoices.subscription_of(invoice)) or {}
    if subscription.get("status") == "incomplete" or not invoice["auto_advance"]:
        return None
    days = books.rules.retries_after
    return books.later(days[count - 1] * DAY) if count <= len(days) else None


def _given_up(books: Books, invoice: Json, subscription: Json) -> Json:
    """The last retry has failed: what the account's settings say."""
    invoice = books.change(invoice, auto_advance=False)
    if books.rules.then == "cancel":
        ending.end(books, subscription, reason="payment_failed")
    elif subscription["status"] != books.rules.then:
        books.change(subscription, "customer.subscription.updated", status=books.rules.then)
    return invoice


def _mark_delinquent(books: Books, invoice: Json, is_one: bool) -> None:
    customer = books.store.get(invoice["customer"])
    if customer and not customer.get("deleted"):
        events = _if(customer["delinquent"] != is_one, "customer.updated")
        books.change(customer, *events, delinquent=is_one)


def _if(condition: object, *events: str) -> tuple[str, ...]:
    return events if condition else ()
