"""Every object that the sandbox emits is one that Stripe could have sent."""

import json
from typing import Any

import pytest

from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.rendering import shown
from standfirst.billing.sandbox.tests import contract
from standfirst.billing.sandbox.tests.shop import Shop
from standfirst.billing.sandbox.world import World

# In Stripe's examples, but of an older or another account; the SDK has them as optional.
NOT_HERE = {
    "account": {
        "external_accounts",
        "future_requirements",
        "requirements",
        "settings",
        "tos_acceptance",
    },
    "charge": {"refunds"},
    "customer": set(),
    "subscription": {"managed_payments"},
    "invoice": {"subscription"},
    "line_item": {"quantity_decimal"},
    "payment_intent": {"managed_payments"},
    "payment_method": {"card"},
}


def everything(shop: Shop) -> World:
    """Something of all that can happen."""
    world, v1 = shop.world, shop.stripe.v1
    coupon = v1.coupons.create(params={"percent_off": 25, "duration": "once"})
    code = v1.promotion_codes.create(
        params={"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "SPRING"}
    )
    paid = shop.member(discounts=[{"promotion_code": code.id}])
    v1.refunds.create(
        params={"payment_intent": paid.latest_invoice.payments.data[0].payment.payment_intent.id}
    )
    failing = shop.member("4000000000000341")
    asking = shop.member("4000002760003184")
    shop.subscribe(shop.customer("4000000000000259").id)
    shop.subscribe(shop.customer("AT611904300234573201").id)
    trial = shop.subscribe(shop.customer(None).id, trial_period_days=14)
    v1.subscriptions.update(
        paid.id,
        params={
            "items": [{"id": paid["items"].data[0].id, "price": shop.dear}],
            "proration_behavior": "always_invoice",
            "cancel_at_period_end": True,
        },
    )
    v1.subscriptions.update(trial.id, params={"pause_collection": {"behavior": "void"}})
    v1.subscriptions.update(
        asking.id,
        params={
            "items": [{"id": asking["items"].data[0].id, "price": shop.dear}],
            "proration_behavior": "always_invoice",
            "payment_behavior": "pending_if_incomplete",
        },
    )
    v1.webhook_endpoints.create(
        params={"url": "https://example.org/billing/events/", "enabled_events": ["*"]}
    )
    world.advance(days=33)
    v1.customers.update(failing.customer, params={"address": {"country": "DE"}})
    v1.setup_intents.create(
        params={"customer": asking.customer, "automatic_payment_methods": {"enabled": True}}
    )
    return world


def of_kinds(world: World) -> dict[str, list[Json]]:
    kinds: dict[str, list[Json]] = {}
    for thing in list(world.store._objects.values()):
        if not thing["object"].startswith("_"):
            kinds.setdefault(thing["object"], []).append(shown(world.store, thing))
    return kinds


@pytest.fixture
def kinds(shop: Shop) -> dict[str, list[Json]]:
    kinds = of_kinds(everything(shop))
    kinds["line_item"] = [line for each in kinds["invoice"] for line in each["lines"]["data"]]
    kinds["account"] = [json.loads(shop.stripe.v1.accounts.retrieve_current().last_response.body)]
    kinds["tax.settings"] = [json.loads(shop.stripe.v1.tax.settings.retrieve().last_response.body)]
    return kinds


def test_it_emits_what_the_sdk_has_types_for(kinds: dict[str, list[Json]]) -> None:
    wrong = {
        f"{kind}{breach}"
        for kind, things in kinds.items()
        for thing in things
        for breach in contract.breaches(thing, contract.class_of(kind))
    }
    assert sorted(wrong) == []
    assert len(kinds) >= 18


@pytest.mark.skipif(contract.fixtures_file() is None, reason="Stripe's fixtures3.json is not here")
def test_it_emits_what_stripes_own_examples_look_like(kinds: dict[str, list[Json]]) -> None:
    wrong = {
        f"{kind}.{breach}"
        for kind, things in kinds.items()
        for thing in things
        for breach in contract.unlike_fixture(thing, contract.fixtures()[kind])
        if breach.split(":")[0] not in NOT_HERE.get(kind, ())
    }
    assert sorted(wrong) == []


def test_it_writes_events_with_the_object_as_it_was(kinds: dict[str, list[Json]]) -> None:
    wrong: set[Any] = set()
    for event in kinds["event"]:
        thing = event["data"]["object"]
        wrong |= set(contract.breaches(thing, contract.class_of(thing["object"]), event["type"]))
    assert sorted(wrong) == []
