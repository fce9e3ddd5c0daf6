"""A subscription begins (docs.stripe.com/api/subscriptions/create, payment_behavior)."""

from dataclasses import dataclass, field

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import charging, collecting, invoicing
from standfirst.billing.sandbox.errors import card_error, invalid
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import setup_intent as setups
from standfirst.billing.sandbox.objects import subscription as subscriptions
from standfirst.billing.sandbox.rendering import shown

NO_METHOD = (
    "This customer has no attached payment source or default payment method. Please consider adding a default payment"
    " method. For more information, visit https://docs.stripe.com/billing/subscriptions/payment-methods-setting."
)


@dataclass(frozen=True)
class Beginning:
    """`behavior`: allow_incomplete, default_incomplete or error_if_incomplete. `trial_end`: seconds since 1970."""

    customer: Json
    items: list[tuple[Json, int]]
    behavior: str = "allow_incomplete"
    trial_end: int | None = None
    fields: Json = field(default_factory=dict)


def start(books: Books, begin: Beginning, discounts: list[Json]) -> Json:
    """`discounts`: made for it, without its id yet. Raises Refusal, and then nothing was begun."""
    mark = books.store.mark()
    subscription = _new(books, begin)
    for discount in discounts:
        books.add({**discount, "subscription": subscription["id"]})
    subscription = {**subscription, "discounts": [discount["id"] for discount in discounts]}
    books.add(subscription)
    invoice = invoicing.make(
        books,
        subscription,
        invoicing.whole_period(books, subscription),
        "subscription_create",
        (books.stamp, books.stamp),
    )
    invoice = invoicing.finalize(books, invoice)
    books.emit("customer.subscription.created", books.fresh(subscription))
    if invoice["amount_due"] == 0:
        collecting.paid(books, invoice)
    elif begin.behavior != "default_incomplete":
        pay_or_undo(books, invoice, mark, insist=begin.behavior == "error_if_incomplete")
    _ask_for_card(books, books.fresh(subscription))
    return books.fresh(subscription)


def _new(books: Books, begin: Beginning) -> Json:
    now, customer = books.stamp, begin.customer
    price = begin.items[0][0]
    books.change(customer, currency=customer["currency"] or price["currency"])
    subscription = subscriptions.new(
        now,
        customer["id"],
        price["currency"],
        **{
            "status": "trialing" if begin.trial_end else "incomplete",
            "trial_start": now if begin.trial_end else None,
            "trial_end": begin.trial_end,
            "billing_cycle_anchor": begin.trial_end or now,
            "_incomplete_until": None
            if begin.trial_end
            else books.later(books.rules.incomplete_for),
            **begin.fields,
        },
    )
    items = [
        subscriptions.item(now, subscription["id"], price, quantity, (now, now))
        for price, quantity in begin.items
    ]
    subscription["items"] = subscriptions.with_items(subscription, items)
    end = begin.trial_end or subscriptions.next_end(subscription, now)
    if subscription["cancel_at_period_end"]:
        subscription |= {"cancel_at": end, "canceled_at": now}
    return {**subscription, "items": subscriptions.in_period(subscription, now, end)}


def pay_or_undo(books: Books, invoice: Json, mark: int, *, insist: bool) -> None:
    """Charge at once. `insist`: where that fails, nothing of the call has happened. Raises Refusal."""
    if invoicing.method_for(books, invoice) is None:
        books.store.undo(mark)
        raise invalid(NO_METHOD, code="resource_missing")
    invoice = collecting.collect(books, invoice)
    if not insist or invoice["status"] == "paid":
        return
    intent = invoicing.intent_of(books, invoice)
    if intent is None or intent["status"] == "processing":
        return
    refusal = charging.refusal(books, intent) if intent["last_payment_error"] else None
    asks = card_error(
        "Payment for this subscription requires additional user action before it can be completed successfully.",
        "subscription_payment_intent_requires_action",
        payment_intent=shown(books.store, intent),
    )
    books.store.undo(mark)
    raise refusal or asks


def _ask_for_card(books: Books, subscription: Json) -> None:
    """A trial that begins with no card has a setup intent (docs.stripe.com/billing/subscriptions/trials)."""
    customer = books.find("customer", subscription["customer"])
    known = (
        subscription["default_payment_method"]
        or customer["invoice_settings"]["default_payment_method"]
    )
    if subscription["status"] != "trialing" or known:
        return
    intent = books.add(setups.new(books.stamp, customer["id"]), "setup_intent.created")
    books.change(subscription, pending_setup_intent=intent["id"])
