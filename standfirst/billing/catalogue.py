"""What is sold here, at Stripe: made there from our plans and prices, or adopted from what is there.

Prices are made tax-inclusive: what the button says is what is paid, whether Stripe works out a tax or not.
"""

import json
import logging
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from standfirst.billing.gateway import Unreachable, asking, is_connected
from standfirst.billing.models import SoldPlan, SoldPrice
from standfirst.billing.paid import Sold
from standfirst.membership.models import Plan, Price

log = logging.getLogger(__name__)

PLAN = "standfirst_plan"  # the name in Stripe's metadata under which our slug stands


def prices() -> dict[str, Sold]:
    """All that is ours, by Stripe's ids."""
    rows = SoldPrice.objects.select_related("price__plan")
    return {
        it.stripe_id: Sold(it.price.plan.slug, it.price.money, it.price.interval) for it in rows
    }


def price_of(stripe_id: str) -> Price | None:
    row = SoldPrice.objects.select_related("price__plan").filter(stripe_id=stripe_id).first()
    return row.price if row else None


def id_of(price: Price) -> str:
    """Under which a subscription is made; made at Stripe now where it is not known there yet."""
    known = price.sold.filter(pushed=True).order_by("pk").first()
    return known.stripe_id if known else _push_price(price)


def push(plan: Plan) -> None:
    """The plan and its prices on sale, as they are now. Twice does no more than once."""
    _push_plan(plan)
    for price in plan.prices.filter(on_sale=True):
        id_of(price)


def push_all() -> None:
    for plan in Plan.objects.order_by("pk"):
        push(plan)


def push_new(now: datetime) -> None:
    """A job of the worker's: whatever staff have made or renamed since. One that fails does not keep the others; where
    Stripe does not answer, none is tried."""
    if not is_connected():
        return
    for plan in not_pushed():
        try:
            push(plan)
        except Unreachable:
            raise
        except Exception:
            log.exception("%s could not be pushed.", plan)


def not_pushed() -> list[Plan]:
    pushed = SoldPrice.objects.filter(price=OuterRef("pk"), pushed=True)
    waiting = Price.objects.on_sale().filter(~Exists(pushed), plan=OuterRef("pk"))
    renamed = Q(sold=None) | ~Q(sold__name=F("name")) | ~Q(sold__description=F("description"))
    return list(Plan.objects.filter(renamed | Exists(waiting)).order_by("pk"))


def in_words(price: Price) -> str:
    """For staff, beside the price."""
    if not is_connected():
        return ""
    known = price.sold.order_by("-pushed", "pk").first()
    if known:
        return _("Stripe knows it as %(id)s.") % {"id": known.stripe_id}
    return _("Stripe hears of it within seconds.") if price.on_sale else ""


def tax() -> dict[str, object]:
    """What a new subscription is told of taxes: part of its parameters."""
    return {"automatic_tax": {"enabled": True}} if settings.STRIPE_TAX else {}


def _push_plan(plan: Plan) -> str:
    words = {"name": plan.name, "description": plan.description}
    known = SoldPlan.objects.filter(plan=plan).first()
    if known and known.words == words:
        return known.stripe_id
    params = {name: value for name, value in words.items() if value}
    with asking() as stripe:
        if known:
            stripe.v1.products.update(known.stripe_id, params=cast(Any, words))
        else:
            made = stripe.v1.products.create(
                params=cast(Any, {**params, "metadata": {PLAN: plan.slug}}),
                options={"idempotency_key": _key("plan", plan.pk, **params, slug=plan.slug)},
            )
    if known:
        SoldPlan.objects.filter(pk=known.pk).update(**words)
        return known.stripe_id
    row, _new = SoldPlan.objects.get_or_create(plan=plan, defaults={"stripe_id": made.id, **words})
    return row.stripe_id


def _push_price(price: Price) -> str:
    product = _push_plan(price.plan)
    with asking() as stripe:
        made = stripe.v1.prices.create(
            params={
                "product": product,
                "unit_amount": price.amount,
                "currency": price.currency.lower(),
                "recurring": {"interval": cast(Any, price.interval)},
                "tax_behavior": "inclusive",
                "metadata": {PLAN: price.plan.slug},
            },
            options={"idempotency_key": _key("price", price.pk, it=str(price), product=product)},
        )
    row, _new = SoldPrice.objects.get_or_create(stripe_id=made.id, defaults={"price": price})
    return row.stripe_id


def _key(kind: str, pk: int, **terms: str) -> str:
    """Stripe refuses a key that comes again with other terms; with other terms it is another thing."""
    seen = sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()
    return f"{kind}-{pk}-{seen[:16]}"
