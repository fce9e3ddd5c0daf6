"""What the pages say of a customer: the subscription, the card on file, what comes next."""

from standfirst.billing.sandbox.control import words
from standfirst.billing.sandbox.control.words import day, money
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.store import Store

OVER = ("canceled", "incomplete_expired")


def customers(store: Store) -> list[Json]:
    """Newest first."""
    return [it for it in reversed(store.all("customer")) if not it.get("deleted")]


def subscriptions(store: Store, customer: Json) -> list[Json]:
    """Those that go on before those that are over; newest first."""
    found = list(reversed(store.of(customer["id"], "subscription")))
    return sorted(found, key=lambda it: it["status"] in OVER)


def current(store: Store, customer: Json) -> Json | None:
    return next((it for it in subscriptions(store, customer) if it["status"] not in OVER), None)


def name_of(customer: Json) -> str:
    return customer.get("email") or customer.get("name") or customer["id"]


def card(store: Store, customer: Json) -> Json | None:
    """The card that the next renewal asks: the subscription's before the customer's."""
    subscription = current(store, customer)
    of_subscription = subscription and subscription["default_payment_method"]
    return store.get(of_subscription or customer["invoice_settings"]["default_payment_method"])


def period_end(subscription: Json) -> int:
    end: int = subscription["items"]["data"][0]["current_period_end"]
    return end


def in_words(store: Store, subscription: Json) -> str:
    """Basic, €5 a month: active, to 3 December 2026."""
    price = subscription["items"]["data"][0]["price"]
    product = store.get(price["product"])
    name = product["name"] if product else "Subscription"
    return f"{name}, {words.price(price)}: {state_of(subscription)}"


def state_of(subscription: Json) -> str:
    status, end = subscription["status"].replace("_", " "), day(period_end(subscription))
    if subscription["status"] in OVER:
        return f"{status} on {day(subscription['ended_at'])}"
    if subscription["cancel_at"] or subscription["cancel_at_period_end"]:
        return f"{status}, ends on {day(subscription['cancel_at'] or period_end(subscription))}"
    if subscription["pause_collection"]:
        until = subscription["pause_collection"]["resumes_at"]
        return f"{status}, payments paused" + (f" until {day(until)}" if until else "")
    return f"{status}, period to {end}"


def open_invoices(store: Store, customer: Json) -> list[Json]:
    return [it for it in store.of(customer["id"], "invoice") if it["status"] == "open"]


def what_is_next(store: Store, customer: Json) -> str:
    """The next time that money is asked for."""
    waiting = [it for it in open_invoices(store, customer) if it["next_payment_attempt"]]
    if waiting:
        first = min(waiting, key=lambda it: int(it["next_payment_attempt"]))
        asked = money(first["amount_remaining"], first["currency"])
        return f"{asked} is asked for again on {day(first['next_payment_attempt'])}"
    subscription = current(store, customer)
    if subscription is None or subscription["cancel_at"] or subscription["cancel_at_period_end"]:
        return "nothing"
    amount = sum(
        (it["price"]["unit_amount"] or 0) * (it["quantity"] or 1)
        for it in subscription["items"]["data"]
    )
    return f"{money(amount, subscription['currency'])} on {day(period_end(subscription))}"


def charges(store: Store, customer: Json) -> list[Json]:
    """Newest first."""
    return sorted(store.of(customer["id"], "charge"), key=lambda it: -int(it["created"]))


def dispute_of(store: Store, charge: Json) -> Json | None:
    found = [
        it for it in store.of(charge["customer"] or "", "dispute") if it["charge"] == charge["id"]
    ]
    return found[-1] if found else None
