"""Another plan, or the year instead of the month: what it costs today is shown first, and no other sum is charged.

What was paid for and not used counts: towards what is paid today, or, where it is more than that, towards the next
payments. From the year to the month nothing is changed before the year is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.core import signing

from standfirst.billing import catalogue
from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import Attempt, Came, attempt_at, unless_under_way, void
from standfirst.billing.gateway import CardRefused, Refused, asking
from standfirst.billing.paying import Paying, price_paid
from standfirst.membership.models import Interval, Price
from standfirst.membership.snapshot import Money, State

GOOD_FOR = 3600  # seconds for which the sum that was shown is the one that is charged
SALT = __name__


class May(StrEnum):
    YES = "yes"
    FAILED = "failed"  # a payment is open: that first
    PAUSED = "paused"
    LEAVING = "leaving"
    OVER = "over"


class Stale(Exception):
    """The sum was shown too long ago, or what it was worked out from has changed: it is to be shown again."""


@dataclass(frozen=True)
class Change:
    """What going over to `price` does. `today`: what is charged now, perhaps 0; `credit`: what is left of what was
    paid, and taken off the next payments."""

    price: Price
    at: datetime
    today: Money
    credit: Money
    signed: str


def may_change(paying: Paying) -> May:
    if paying.state is State.ENDED:
        return May.OVER
    if paying.state is State.PAUSED:
        return May.PAUSED
    if paying.membership.ends_at_period_end:
        return May.LEAVING
    return May.YES if paying.state is State.ACTIVE else May.FAILED


def prices_for(paying: Paying) -> list[Price]:
    """On sale, in the currency it is paid in, in the plans' order; without the one it is paid at."""
    it = paying.membership
    paid = price_paid(it)
    others: Iterable[Price] = (
        Price.objects.on_sale()
        .filter(currency=it.currency)
        .exclude(plan=it.plan, amount=it.amount, interval=paid.interval if paid else "")
        .select_related("plan")
        .order_by("plan__position", "plan__slug", "amount")
    )
    yearly = paid is not None and paid.interval == Interval.YEAR
    return [price for price in others if not (yearly and price.interval == Interval.MONTH)]


def preview(paying: Paying, price: Price, now: datetime) -> Change:
    """Asks the processor what the change comes to at this second. Raises gateway.Trouble."""
    item = _item(paying)
    at = int(now.timestamp())
    with asking() as stripe:
        found: dict[str, Any] = stripe.v1.invoices.create_preview(
            params={
                "customer": paying.customer.stripe_id,
                "subscription": paying.subscription.stripe_id,
                "subscription_details": {
                    "items": [{"id": item["id"], "price": catalogue.id_of(price)}],
                    "proration_behavior": "always_invoice",
                    "proration_date": at,
                },
            }
        ).to_dict()
    currency = found["currency"].upper()
    return Change(
        price=price,
        at=datetime.fromtimestamp(at, UTC),
        today=Money(found["amount_due"], currency),
        credit=Money(max(0, -found["total"]), currency),
        signed=signing.dumps([item["id"], item["price"]["id"], price.pk, at], salt=SALT),
    )


def change(paying: Paying, signed: str, now: datetime) -> Attempt | None:
    """Go over to what was shown, for the sum that was shown. None where it is at that price already.

    Refused, nothing has changed. Raises Stale, and gateway.Trouble.
    """
    item = _item(paying)
    price, from_id, at = _shown(signed, item)
    to_id = catalogue.id_of(price)
    if item["price"]["id"] == to_id:
        return None
    if from_id != item["price"]["id"] or may_change(paying) is not May.YES:
        raise Stale
    try:
        attempt = _update(paying, item["id"], (from_id, to_id), at, price.money)
    finally:
        catch_up(paying.customer, now)
    return attempt


def _shown(signed: str, item: dict[str, Any]) -> tuple[Price, str, int]:
    try:
        item_id, from_id, price, at = signing.loads(signed, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError) as why:
        raise Stale from why
    found = Price.objects.on_sale().filter(pk=price).select_related("plan").first()
    if found is None or item_id != item["id"]:
        raise Stale
    return found, from_id, at


def _update(paying: Paying, item: str, ids: tuple[str, str], at: int, money: Money) -> Attempt:
    """`pending_if_incomplete`: the plan changes once it is paid for, and not before
    (docs.stripe.com/billing/subscriptions/pending-updates)."""
    subscription = paying.subscription.stripe_id
    try:
        with asking() as stripe:
            changed = stripe.v1.subscriptions.update(
                subscription,
                params={
                    "items": [{"id": item, "price": ids[1]}],
                    "proration_behavior": "always_invoice",
                    "proration_date": at,
                    "payment_behavior": "pending_if_incomplete",
                },
                options={"idempotency_key": f"change-{subscription}-{ids[0]}-{ids[1]}-{at}"},
            ).to_dict()
    except CardRefused as why:
        return Attempt(Came.REFUSED, money, code=why.code, decline_code=why.decline_code)
    except Refused as why:
        unless_under_way(why)
        raise
    attempt = attempt_at(changed["latest_invoice"])
    if attempt.came is Came.REFUSED:
        void((changed["latest_invoice"],))  # with it the change that waited for it is gone
    return attempt


def _item(paying: Paying) -> dict[str, Any]:
    with asking() as stripe:
        found = stripe.v1.subscriptions.retrieve(paying.subscription.stripe_id).to_dict()
    item: dict[str, Any] = found["items"]["data"][0]
    return item
