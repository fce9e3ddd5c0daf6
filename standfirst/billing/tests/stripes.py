"""Stripe's answers as plain values, in the shape the API of 2026-10-28 has them: Ana pays €5 a month for Basic.

It is 9 August 2026, as for the cast of memberships. Each takes changes by name.
"""

from datetime import datetime
from typing import Any

from standfirst.billing.paid import Sold
from standfirst.billing.truth import Thing, Truth
from standfirst.membership.snapshot import Money
from standfirst.membership.tests.cast import FIVE, NINE, NOW, on

PRICES = {
    "price_basic": Sold("basic", FIVE),
    "price_yearly": Sold("basic", Money(5000, "EUR"), "year"),
    "price_plus": Sold("plus", NINE),
}
SUBSCRIPTION = "sub_ana"


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def method(number: str = "4242", **card: Any) -> Thing:
    whole = {"brand": "visa", "last4": number, "exp_month": 12, "exp_year": 2031}
    return {
        "id": f"pm_{number}",
        "type": "card",
        "card": {**whole, "fingerprint": f"print_{number}", **card},
    }


def customer(**changes: Any) -> Thing:
    on_file = {"default_payment_method": method()}
    return {"id": "cus_ana", "object": "customer", "invoice_settings": on_file, **changes}


def subscription(price: str = "price_basic", **changes: Any) -> Thing:
    item = {
        "id": "si_ana",
        "price": {"id": price},
        "current_period_start": seconds(on(3)),
        "current_period_end": seconds(on(3, 9)),
    }
    whole = {
        "id": SUBSCRIPTION,
        "status": "active",
        "created": seconds(on(3, 1)),
        "start_date": seconds(on(3, 1)),
        "items": {"data": [item]},
        "default_payment_method": None,
        "cancel_at_period_end": False,
        "cancel_at": None,
        "canceled_at": None,
        "ended_at": None,
        "cancellation_details": {"reason": None},
        "pause_collection": None,
        "trial_end": None,
    }
    return {**whole, **changes}


def line(price: str = "price_basic", amount: int = 500, **changes: Any) -> Thing:
    details = {"proration": False, "subscription": SUBSCRIPTION}
    whole = {
        "amount": amount,
        "currency": "eur",
        "pricing": {"type": "price_details", "price_details": {"price": price}},
        "period": {"start": seconds(on(3)), "end": seconds(on(3, 9))},
        "discount_amounts": [],
        "parent": {
            "type": "subscription_item_details",
            "subscription_item_details": details,
        },
    }
    return {**whole, **changes}


def proration(price: str, amount: int, **changes: Any) -> Thing:
    details = {"proration": True, "subscription": SUBSCRIPTION}
    parent = {"type": "subscription_item_details", "subscription_item_details": details}
    return line(price, amount, parent=parent, **changes)


def period(start: datetime, end: datetime) -> Thing:
    return {"start": seconds(start), "end": seconds(end)}


def invoice(name: str = "1", status: str = "paid", **changes: Any) -> Thing:
    """Paid on 3 August, for a month; its payment is `pi_<name>`."""
    at = seconds(on(3))
    paid = 500 if status == "paid" else 0
    whole = {
        "id": f"in_{name}",
        "status": status,
        "number": f"ANA-{name}",
        "created": at,
        "currency": "eur",
        "amount_due": 500,
        "amount_paid": paid,
        "amount_remaining": 500 - paid,
        "attempt_count": 1,
        "next_payment_attempt": None,
        "parent": {"subscription_details": {"subscription": SUBSCRIPTION}},
        "lines": {"data": [line()]},
        "payments": {"data": [{"payment": {"payment_intent": f"pi_{name}"}}]},
        "status_transitions": {"finalized_at": at, "paid_at": at if paid else None},
        "hosted_invoice_url": "https://invoice.stripe.com/i/1",
        "invoice_pdf": "https://pay.stripe.com/invoice/1/pdf",
    }
    return {**whole, **changes}


def intent(name: str = "1", status: str = "succeeded", **changes: Any) -> Thing:
    whole = {
        "id": f"pi_{name}",
        "status": status,
        "created": seconds(on(3)),
        "last_payment_error": None,
        "latest_charge": {"id": f"ch_{name}", "created": seconds(on(3))},
    }
    return {**whole, **changes}


def declined(
    name: str = "2", decline_code: str = "insufficient_funds", code: str = "card_declined"
) -> Thing:
    error = {"code": code, "decline_code": decline_code, "payment_method": method()}
    return intent(name, "requires_payment_method", last_payment_error=error)


def refund(name: str = "1", amount: int = 500, at: datetime = NOW, **changes: Any) -> Thing:
    whole = {"amount": amount, "payment_intent": f"pi_{name}", "created": seconds(at)}
    return {"id": f"re_{name}", "status": "succeeded", **whole, **changes}


def dispute(status: str, name: str = "1", at: datetime = NOW) -> Thing:
    about = {"payment_intent": f"pi_{name}", "created": seconds(at), "amount": 500}
    return {"id": f"du_{name}", "status": status, **about}


def truth(
    it: Thing | None = None,
    invoices: tuple[Thing, ...] | None = None,
    intents: tuple[Thing, ...] | None = None,
    **others: Any,
) -> Truth:
    """Ana's, where nothing else is said."""
    return Truth(
        customer=others.pop("customer", customer()),
        subscriptions=(it or subscription(),),
        invoices=(invoice(),) if invoices is None else invoices,
        payment_intents=(intent(),) if intents is None else intents,
        **others,
    )
