"""How Stripe is set up for us, looked at from outside for `standfirst doctor`. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, cast

from django.conf import settings
from django.urls import reverse

from standfirst.billing.bells import customer_in
from standfirst.billing.gateway import Refused, asking
from standfirst.billing.models import Bell, Customer, SoldPrice
from standfirst.billing.paid import moment
from standfirst.membership.models import Price

# What an endpoint has to be told of; all that changes a membership shows in one of these.
WANTED = (
    "customer.updated",
    "customer.deleted",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.voided",
    "invoice.marked_uncollectible",
    "payment_intent.processing",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.closed",
)
ON_ITS_WAY = timedelta(minutes=5)  # so long a bell may take
RECENT = 30  # events looked at


@dataclass(frozen=True)
class Endpoint:
    enabled: bool
    missing: tuple[str, ...]


def mode_of(key: str) -> str:
    """live or test; a sandbox of Stripe's counts as test."""
    return "live" if "_live_" in key else "test"


def bell_address() -> str:
    return f"{settings.ADDRESS}{reverse('stripe_events')}"


def stripes_time() -> datetime | None:
    """Of the answer's own Date (RFC 9110, section 6.6.1)."""
    with asking() as stripe:
        answer = stripe.v1.products.list(params={"limit": 1}).last_response
    said = answer.headers.get("Date") if answer else None
    return parsedate_to_datetime(said) if said else None


def endpoint(address: str) -> Endpoint | None:
    with asking() as stripe:
        listed = stripe.v1.webhook_endpoints.list(params={"limit": 100})
        found = [it.to_dict() for it in listed.auto_paging_iter()]
    for it in found:
        if it["url"].rstrip("/") == address.rstrip("/"):
            events = set(it["enabled_events"])
            missing = () if "*" in events else tuple(each for each in WANTED if each not in events)
            return Endpoint(it["status"] == "enabled", missing)
    return None


def newest_bells(now: datetime) -> tuple[datetime | None, bool]:
    """When Stripe last rang about a customer of ours, and whether that one was heard."""
    until = int((now - ON_ITS_WAY).timestamp())
    with asking() as stripe:
        listed = stripe.v1.events.list(
            params=cast(Any, {"limit": RECENT, "created": {"lte": until}, "types": list(WANTED)})
        )
        events = [it.to_dict() for it in listed.data]
    for event in events:
        customer = customer_in(event)
        if customer and Customer.objects.filter(stripe_id=customer, closed_at=None).exists():
            heard = Bell.objects.filter(stripe_id=event["id"]).exists()
            return moment(event["created"]), heard
    return None, False


def prices_not_there() -> list[str]:
    """In words, those on sale that nobody could join at."""
    on_sale = Price.objects.on_sale().select_related("plan")
    return [f"{it.plan}, {it.in_words}" for it in on_sale if not _is_there(it)]


def _is_there(price: Price) -> bool:
    known = SoldPrice.objects.filter(price=price, pushed=True).order_by("pk").first()
    if known is None:
        return False
    try:
        with asking() as stripe:
            it = stripe.v1.prices.retrieve(known.stripe_id).to_dict()
    except Refused as why:
        if why.code == "resource_missing":
            return False
        raise
    terms = (it["unit_amount"], it["currency"].upper(), (it["recurring"] or {}).get("interval"))
    return bool(it["active"]) and terms == (price.amount, price.currency, price.interval)
