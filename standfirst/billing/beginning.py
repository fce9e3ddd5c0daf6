"""A subscription begun anew for somebody we know, at a price on sale. Shared by mending and rejoining."""

from datetime import datetime
from typing import Any

from standfirst.billing import catalogue
from standfirst.billing.collecting import (
    Attempt,
    Came,
    attempt_at,
    collect,
    owed_for,
    unless_under_way,
    void,
)
from standfirst.billing.gateway import CardRefused, Refused, asking
from standfirst.billing.models import Customer
from standfirst.billing.models.customer import OVER
from standfirst.billing.truth import plain
from standfirst.membership.models import Price


def begin_anew(customer: Customer, price: Price, method: str, now: datetime) -> Attempt:
    """Charges `method`, or the card on file where it is empty. What runs already is not begun again.

    The key hangs on the subscription before it, so two tabs begin one. Where its first payment was refused, the next
    card pays the same invoice, which can be paid but once; unless it asks for another price than this.
    """
    newest = _newest(customer)
    if newest and _asks_for_another(newest, price):
        if (attempt := _drop(newest["id"], price)) is not None:
            return attempt
    elif newest and newest["status"] not in OVER:
        return _go_on(newest["id"], price, method, now)
    before = newest["id"] if newest else customer.stripe_id
    params: dict[str, Any] = {
        "customer": customer.stripe_id,
        "items": [{"price": catalogue.id_of(price)}],
        "payment_behavior": "allow_incomplete",
        "off_session": False,
        **catalogue.tax(),
    }
    try:
        with asking() as stripe:
            made = stripe.v1.subscriptions.create(
                params=params,  # type: ignore[arg-type]
                options={"idempotency_key": f"anew-{before}-{price.pk}"},
            ).to_dict()
    except CardRefused as why:
        return Attempt(Came.REFUSED, price.money, code=why.code, decline_code=why.decline_code)
    except Refused as why:
        unless_under_way(why)
        raise
    return attempt_at(made["latest_invoice"])


def was_refused(customer: Customer) -> bool:
    """Whether a first payment lies here that the card on file did not make."""
    newest = _newest(customer)
    if newest is None or newest["status"] != "incomplete":
        return False
    owed = owed_for(newest["id"])
    return owed is not None and owed.attempt.came is Came.REFUSED


def _asks_for_another(subscription: dict[str, Any], price: Price) -> bool:
    """Whether a first payment is open here at a price that the page names no more."""
    if subscription["status"] != "incomplete":
        return False
    asked = [it["price"]["id"] for it in subscription["items"]["data"]]
    return not any(catalogue.price_of(it) == price for it in asked)


def _drop(subscription: str, price: Price) -> Attempt | None:
    """The open first payment, and the subscription with it. How it stands where it is paid, or being paid, after all:
    then none is begun beside it."""
    owed = owed_for(subscription)
    if owed is None:
        return Attempt(Came.PAID, price.money)
    if owed.attempt.came is Came.PENDING:
        return owed.attempt
    void(owed.all)
    attempt = attempt_at(owed.invoice)
    return None if attempt.came is Came.REFUSED else attempt


def _go_on(subscription: str, price: Price, method: str, now: datetime) -> Attempt:
    owed = owed_for(subscription)
    if owed is None:
        return Attempt(Came.PAID, price.money)
    if owed.attempt.came is not Came.REFUSED:
        return owed.attempt
    minute = int(now.timestamp()) // 60
    return collect(owed.invoice, method, f"anew-{owed.invoice}-{method}-{minute}")


def _newest(customer: Customer) -> dict[str, Any] | None:
    """Of those to one of our prices: the account at the processor may sell other things."""
    with asking() as stripe:
        found = stripe.v1.subscriptions.list(
            params={"customer": customer.stripe_id, "status": "all", "limit": 50}
        )
    ours = [it for it in map(plain, found.data) if _is_ours(it)]
    return max(ours, key=lambda it: (it["created"], it["id"]), default=None)


def _is_ours(subscription: dict[str, Any]) -> bool:
    return any(catalogue.price_of(it["price"]["id"]) for it in subscription["items"]["data"])
