"""Prices that a Stripe account has already, taken for ours: whoever pays at one of them is a member here.

Who joins from now on joins at a price that is pushed (`catalogue.id_of`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from standfirst.billing.catalogue import PLAN
from standfirst.billing.gateway import asking
from standfirst.billing.models import SoldPlan, SoldPrice
from standfirst.billing.truth import A_PAGE, Thing
from standfirst.membership.currencies import read_currency
from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.snapshot import Money


@dataclass(frozen=True)
class Found:
    """A price at Stripe. `plan`: the slug it is meant for, empty where nothing says so; `why_not`: in a sentence, what
    keeps it from being one of ours."""

    stripe_id: str
    product: str
    name: str
    money: Money
    interval: str
    plan: str
    known: bool
    why_not: str = ""


def find(named: Mapping[str, str]) -> list[Found]:
    """All active prices of the account. `named`: plans' slugs by price, which go before what Stripe's metadata and
    lookup keys say."""
    with asking() as stripe:
        listed = stripe.v1.prices.list(
            params=cast(Any, {"active": True, "limit": A_PAGE, "expand": ["data.product"]})
        )
        prices = [it.to_dict() for it in listed.auto_paging_iter()]
    known = set(SoldPrice.objects.values_list("stripe_id", flat=True))
    slugs = set(Plan.objects.values_list("slug", flat=True))
    return [_found(it, named, known, slugs) for it in prices]


@transaction.atomic
def adopt(found: Found) -> Price:
    """Where the plan sells nothing yet for this currency and interval, it does so at this price from now on; else the
    price is off sale, for whoever pays it. Raises ValidationError for what it cannot be."""
    if found.why_not or not found.plan:
        raise ValidationError(found.why_not or "It is meant for no plan.")
    plan = Plan.objects.get(slug=found.plan)
    price = _price(plan, found)
    SoldPrice.objects.get_or_create(
        stripe_id=found.stripe_id, defaults={"price": price, "pushed": False}
    )
    if not SoldPlan.objects.filter(plan=plan).exists():
        SoldPlan.objects.get_or_create(stripe_id=found.product, defaults={"plan": plan})
    return price


def _price(plan: Plan, found: Found) -> Price:
    terms = {"currency": found.money.currency, "interval": found.interval}
    same = plan.prices.filter(amount=found.money.amount, **terms).order_by("-on_sale", "pk").first()
    if same:
        return same
    if not plan.prices.filter(on_sale=True, **terms).exists():
        return plan.set_price(found.money, found.interval)
    return plan.prices.create(amount=found.money.amount, on_sale=False, **terms)


def _found(it: Thing, named: Mapping[str, str], known: set[str], slugs: set[str]) -> Found:
    product: Thing = it["product"]  # in full, as it was asked for
    recurring = it.get("recurring") or {}
    said = (
        named.get(it["id"]),
        (it.get("metadata") or {}).get(PLAN),
        (product.get("metadata") or {}).get(PLAN),
        it.get("lookup_key"),
    )
    plan = next((slug for slug in said if slug in slugs), "")
    return Found(
        stripe_id=it["id"],
        product=product["id"],
        name=product.get("name") or "",
        money=Money(it.get("unit_amount") or 0, it["currency"].upper()),
        interval=recurring.get("interval") or "",
        plan=plan or "",
        known=it["id"] in known,
        why_not=_why_not(it, recurring),
    )


def _why_not(it: Thing, recurring: Thing) -> str:
    if not it.get("unit_amount"):
        return "It has no fixed amount."
    if recurring.get("interval") not in Interval.values:
        return "It is not paid by the month or the year."
    if recurring.get("interval_count", 1) != 1 or recurring.get("usage_type") == "metered":
        return "It is not paid each month or each year, the same each time."
    try:
        read_currency(it["currency"])
    except ValidationError:
        return "Its currency is none in use."
    return ""
