"""What the sandbox and Stripe itself must answer alike, as far as no clock is needed.

    STANDFIRST_STRIPE_TEST_KEY=sk_test_… pytest standfirst/billing/sandbox/tests/test_real.py

runs each test twice: against the sandbox, and against that account in test mode, where it leaves objects behind.
"""

import json
import os
import uuid
from typing import Any

import pytest
import stripe as sdk
from stripe import StripeClient

from standfirst.billing.sandbox.tests import contract

KEY = os.environ.get("STANDFIRST_STRIPE_TEST_KEY", "")
NO_KEY = pytest.mark.skipif(not KEY, reason="STANDFIRST_STRIPE_TEST_KEY is not set")


@pytest.fixture(params=["sandbox", pytest.param("stripe", marks=NO_KEY)])
def api(request: pytest.FixtureRequest) -> Any:
    if request.param == "sandbox":
        return request.getfixturevalue("stripe").v1
    return _real().v1


def _real() -> StripeClient:
    if not KEY.startswith(("sk_test_", "rk_test_")):
        pytest.fail("STANDFIRST_STRIPE_TEST_KEY is not a test key.")
    return StripeClient(KEY)


def price(api: Any, amount: int = 500, interval: str = "month") -> str:
    return api.prices.create(
        params={
            "currency": "eur",
            "unit_amount": amount,
            "recurring": {"interval": interval},
            "product_data": {"name": "Member"},
        }
    ).id


def customer(api: Any, token: str = "pm_card_visa") -> Any:
    made = api.customers.create(params={"email": "ana@example.org"})
    method = api.payment_methods.attach(token, params={"customer": made.id})
    return api.customers.update(
        made.id, params={"invoice_settings": {"default_payment_method": method.id}}
    )


def subscribe(api: Any, who: str, what: str, **more: Any) -> Any:
    return api.subscriptions.create(
        params={
            "customer": who,
            "items": [{"price": what}],
            "expand": ["latest_invoice.payments.data.payment.payment_intent"],
            **more,
        }
    )


def test_it_charges_at_once(api: Any) -> None:
    what = price(api)
    subscription = subscribe(api, customer(api).id, what)
    invoice = subscription.latest_invoice
    assert (subscription.status, invoice.status, invoice.amount_paid) == ("active", "paid", 500)
    assert invoice.billing_reason == "subscription_create"
    assert invoice.parent.subscription_details.subscription == subscription.id
    line = invoice.lines.data[0]
    assert line.pricing.price_details.price == what
    assert line.period.end == subscription["items"].data[0].current_period_end
    assert invoice.payments.data[0].payment.payment_intent.status == "succeeded"


def test_it_is_what_the_sdk_has_types_for(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api), expand=[])
    plain = json.loads(subscription.last_response.body)
    invoice = api.invoices.retrieve(plain["latest_invoice"])
    for thing in (plain, json.loads(invoice.last_response.body)):
        assert list(contract.breaches(thing, contract.class_of(thing["object"]))) == []


@pytest.mark.parametrize(
    ("token", "code", "decline_code"),
    [
        ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"),
    ],
)
def test_it_does_not_save_a_card_that_is_declined(
    api: Any, token: str, code: str, decline_code: str
) -> None:
    made = api.customers.create(params={})
    with pytest.raises(sdk.CardError) as refused:
        api.payment_methods.attach(token, params={"customer": made.id})
    assert (refused.value.http_status, refused.value.code) == (402, code)
    assert refused.value.error.decline_code == decline_code


def test_it_begins_nothing_where_the_charge_fails(api: Any) -> None:
    who = customer(api, "pm_card_chargeCustomerFail")
    with pytest.raises(sdk.CardError) as refused:
        subscribe(api, who.id, price(api), payment_behavior="error_if_incomplete")
    assert refused.value.code == "card_declined"
    assert api.subscriptions.list(params={"customer": who.id, "status": "all"}).data == []


def test_it_is_incomplete_where_the_bank_asks(api: Any) -> None:
    who = customer(api, "pm_card_authenticationRequired")
    subscription = subscribe(api, who.id, price(api))
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    assert (subscription.status, intent.status) == ("incomplete", "requires_action")


def test_it_waits_for_a_confirmation(api: Any) -> None:
    subscription = subscribe(
        api, customer(api).id, price(api), payment_behavior="default_incomplete"
    )
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    assert subscription.status == "incomplete"
    api.payment_intents.confirm(intent.id, params={"payment_method": "pm_card_visa"})
    assert api.subscriptions.retrieve(subscription.id).status == "active"


def test_it_saves_a_card_by_a_setup_intent(api: Any) -> None:
    made = api.customers.create(params={})
    intent = api.setup_intents.create(
        params={
            "customer": made.id,
            "usage": "off_session",
            "payment_method_types": ["card"],
            "payment_method": "pm_card_mastercard",
            "confirm": True,
        }
    )
    assert intent.status == "succeeded"
    [method] = api.payment_methods.list(params={"customer": made.id}).data
    assert (method.id, method.card.brand) == (intent.payment_method, "mastercard")


def test_it_does_the_same_thing_once(api: Any) -> None:
    key = str(uuid.uuid4())
    make = api.customers.create
    first = make(params={"email": "a@example.org"}, options={"idempotency_key": key})
    again = make(params={"email": "a@example.org"}, options={"idempotency_key": key})
    assert first.id == again.id
    with pytest.raises(sdk.IdempotencyError):
        make(params={"email": "b@example.org"}, options={"idempotency_key": key})


def test_it_names_a_parameter_that_it_does_not_know(api: Any) -> None:
    with pytest.raises(sdk.InvalidRequestError) as refused:
        api.customers.create(params={"emial": "a@example.org"})
    assert (refused.value.code, refused.value.param) == ("parameter_unknown", "emial")


def test_it_shows_and_then_asks_for_the_difference(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api))
    change = {
        "items": [{"id": subscription["items"].data[0].id, "price": price(api, 900)}],
        "proration_behavior": "always_invoice",
        "proration_date": subscription["items"].data[0].current_period_start,
    }
    seen = api.invoices.create_preview(
        params={"subscription": subscription.id, "subscription_details": change}
    )
    assert seen.total == 400
    after = api.subscriptions.update(
        subscription.id, params={**change, "expand": ["latest_invoice"]}
    )
    assert (after.latest_invoice.total, after.latest_invoice.status) == (400, "paid")
    assert after.latest_invoice.billing_reason == "subscription_update"


def test_it_ends_with_the_period_or_not_after_all(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api))
    update = api.subscriptions.update
    ends = update(subscription.id, params={"cancel_at_period_end": True})
    assert ends.cancel_at_period_end
    assert ends.cancel_at == subscription["items"].data[0].current_period_end
    assert update(subscription.id, params={"cancel_at_period_end": False}).cancel_at is None


def test_it_ends_once(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api))
    assert api.subscriptions.cancel(subscription.id).status == "canceled"
    with pytest.raises(sdk.InvalidRequestError) as refused:
        api.subscriptions.cancel(subscription.id)
    assert refused.value.code == "resource_missing"


def test_it_pauses_collection(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api))
    pause = {"pause_collection": {"behavior": "void"}}
    paused = api.subscriptions.update(subscription.id, params=pause)
    assert (paused.status, paused.pause_collection.behavior) == ("active", "void")
    resumed = api.subscriptions.update(subscription.id, params={"pause_collection": ""})
    assert resumed.pause_collection is None


def test_it_refunds_once(api: Any) -> None:
    subscription = subscribe(api, customer(api).id, price(api))
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    assert api.refunds.create(params={"payment_intent": intent.id}).status == "succeeded"
    with pytest.raises(sdk.InvalidRequestError) as refused:
        api.refunds.create(params={"payment_intent": intent.id})
    assert refused.value.code == "charge_already_refunded"


def test_it_finds_a_promotion_code_by_its_word(api: Any) -> None:
    coupon = api.coupons.create(params={"percent_off": 40, "duration": "once"})
    word = f"W{uuid.uuid4().hex[:10].upper()}"
    made = api.promotion_codes.create(
        params={"promotion": {"type": "coupon", "coupon": coupon.id}, "code": word}
    )
    [found] = api.promotion_codes.list(params={"code": word, "active": True}).data
    assert found.id == made.id
    subscription = subscribe(
        api, customer(api).id, price(api), discounts=[{"promotion_code": made.id}]
    )
    assert (subscription.latest_invoice.subtotal, subscription.latest_invoice.total) == (500, 300)


@NO_KEY
def test_it_has_the_fields_that_stripe_has(stripe: StripeClient) -> None:
    def fields(api: Any) -> dict[str, set[str]]:
        subscription = subscribe(api, customer(api).id, price(api), expand=["latest_invoice"])
        plain = json.loads(subscription.last_response.body)
        intent = api.payment_intents.list(params={"customer": plain["customer"]}).data[0]
        charge = api.charges.retrieve(intent.latest_charge)
        return {
            "subscription": set(plain),
            "item": set(plain["items"]["data"][0]),
            "invoice": set(plain["latest_invoice"]),
            "line": set(plain["latest_invoice"]["lines"]["data"][0]),
            "charge": set(json.loads(charge.last_response.body)),
        }

    ours, theirs = fields(stripe.v1), fields(_real().v1)
    assert {kind: theirs[kind] ^ ours[kind] for kind in ours if theirs[kind] != ours[kind]} == {}
