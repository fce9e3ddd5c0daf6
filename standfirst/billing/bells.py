"""Stripe rings: which customer of ours it is about, and that they are to be asked for."""

from datetime import datetime
from typing import Any

from django.db import transaction

from standfirst.billing.models import Bell, Customer, Invoice

# What may change a membership. Others ring for nothing.
HEARD = (
    *("customer.", "invoice.", "payment_intent.", "charge.", "refund."),
    *("payment_method.", "subscription_schedule.", "setup_intent."),
)


def hear(event: dict[str, Any], now: datetime) -> None:
    """Once for each event, however often it comes; nothing for what is of no use here, or of nobody here: the account
    at Stripe may be shared."""
    kind, name = str(event.get("type", "")), str(event.get("id", ""))
    if not (name and kind.startswith(HEARD)):
        return
    customer = customer_in(event)
    if not customer:
        return
    with transaction.atomic():
        if not Customer.objects.filter(stripe_id=customer).exists():
            return
        _, is_new = Bell.objects.get_or_create(
            stripe_id=name[:80], defaults={"kind": kind[:80], "customer": customer, "rang_at": now}
        )
        if is_new:
            Customer.objects.ring(customer, now)


def customer_in(event: dict[str, Any]) -> str:
    """A dispute and a refund name the payment alone."""
    data = event.get("data")
    it = data.get("object") if isinstance(data, dict) else None
    if not isinstance(it, dict):
        return ""
    if it.get("object") == "customer":
        return str(it.get("id") or "")
    customer = it.get("customer")
    if isinstance(customer, dict):
        customer = customer.get("id")
    payment = it.get("payment_intent")
    if not customer and isinstance(payment, str) and payment:
        return Invoice.objects.customer_of(payment)
    return str(customer or "")
