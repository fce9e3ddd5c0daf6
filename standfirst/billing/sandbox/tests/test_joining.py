"""Engine: how a subscription begins, and with which cards it does not."""

import pytest
import stripe as sdk

from standfirst.billing.sandbox.tests.shop import Shop

DECLINES = [
    ("4000000000000002", "card_declined", "generic_decline"),
    ("4000000000009995", "card_declined", "insufficient_funds"),
    ("4000000000009987", "card_declined", "lost_card"),
    ("4000000000009979", "card_declined", "stolen_card"),
    ("4000000000000069", "expired_card", None),
    ("4000000000000127", "incorrect_cvc", None),
    ("4000000000000119", "processing_error", None),
]


@pytest.mark.parametrize(("number", "code", "decline_code"), DECLINES)
def test_it_declines_while_the_card_is_saved(
    shop: Shop, number: str, code: str, decline_code: str | None
) -> None:
    ana = shop.customer(None)
    intent = shop.stripe.v1.setup_intents.create(params={"customer": ana.id})
    after = shop.world.save_card(intent.id, number, (12, 2031))
    assert after["status"] == "requires_payment_method"
    error = after["last_setup_error"]
    assert (error["code"], error.get("decline_code")) == (code, decline_code)
    assert shop.told("setup_intent.setup_failed")


@pytest.mark.parametrize(("number", "code", "decline_code"), DECLINES)
def test_it_declines_a_card_on_file(
    shop: Shop, number: str, code: str, decline_code: str | None
) -> None:
    ana = shop.customer()
    shop.world.replace_card_behaviour(ana.id, number)
    with pytest.raises(sdk.CardError) as refused:
        shop.subscribe(ana.id, payment_behavior="error_if_incomplete")
    error = refused.value
    assert (error.http_status, error.code) == (402, code)
    assert getattr(error.error, "decline_code", None) == decline_code
    assert error.error.payment_intent["status"] == "requires_payment_method"
    assert (
        shop.stripe.v1.subscriptions.list(params={"customer": ana.id, "status": "all"}).data == []
    )


@pytest.mark.parametrize(
    ("number", "exp", "code"),
    [
        ("4242424242424241", (12, 2031), "incorrect_number"),
        ("4242424242424242", (13, 2031), "invalid_expiry_month"),
        ("4242424242424242", (12, 2020), "invalid_expiry_year"),
    ],
)
def test_it_refuses_what_can_be_no_card(
    shop: Shop, number: str, exp: tuple[int, int], code: str
) -> None:
    intent = shop.stripe.v1.setup_intents.create(params={})
    assert shop.world.save_card(intent.id, number, exp)["last_setup_error"]["code"] == code


def test_it_knows_the_same_card_again(shop: Shop) -> None:
    methods = [
        shop.stripe.v1.payment_methods.retrieve(shop.card(shop.customer(None).id, number))
        for number in ("4242424242424242", "4242424242424242", "5555555555554444")
    ]
    first, second, other = [method.card.fingerprint for method in methods]
    assert first == second != other
    assert methods[2].card.brand == "mastercard"


def test_it_asks_the_bank_while_the_card_is_saved(shop: Shop) -> None:
    intent = shop.stripe.v1.setup_intents.create(params={"customer": shop.customer(None).id})
    asked = shop.world.save_card(intent.id, "4000002500003155", (12, 2031))
    assert asked["status"] == "requires_action"
    assert asked["next_action"]["use_stripe_sdk"]["stripe_js"].startswith(shop.world.address)
    assert shop.world.decline(intent.id)["last_setup_error"]["code"] == (
        "setup_intent_authentication_failure"
    )
    shop.world.save_card(intent.id, "4000002500003155", (12, 2031))
    assert shop.world.approve(intent.id)["status"] == "succeeded"


def test_it_does_not_ask_for_a_card_again_that_was_set_up(shop: Shop) -> None:
    ana = shop.customer("4000002500003155")
    assert shop.subscribe(ana.id).status == "active"


def test_it_asks_for_the_first_payment_and_goes_on_once_approved(shop: Shop) -> None:
    ana = shop.customer("4000002760003184")
    subscription = shop.subscribe(ana.id)
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    assert (subscription.status, intent.status) == ("incomplete", "requires_action")
    shop.world.approve(intent.id)
    assert shop.again(subscription).status == "active"
    assert "invoice.payment_action_required" in shop.told("invoice.")


def test_it_says_that_approval_is_wanted_where_incomplete_is_an_error(shop: Shop) -> None:
    ana = shop.customer("4000002760003184")
    with pytest.raises(sdk.CardError) as refused:
        shop.subscribe(ana.id, payment_behavior="error_if_incomplete")
    assert refused.value.code == "subscription_payment_intent_requires_action"


def test_it_waits_for_a_confirmation_where_asked_to(shop: Shop) -> None:
    ana = shop.customer()
    subscription = shop.subscribe(ana.id, payment_behavior="default_incomplete")
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    assert (subscription.status, intent.status) == ("incomplete", "requires_confirmation")
    invoice = shop.stripe.v1.invoices.retrieve(
        subscription.latest_invoice.id, params={"expand": ["confirmation_secret"]}
    )
    assert invoice.confirmation_secret.client_secret == intent.client_secret
    shop.stripe.v1.payment_intents.confirm(intent.id)
    assert shop.again(subscription).status == "active"


def test_it_expires_after_23_hours(shop: Shop) -> None:
    ana = shop.customer()
    subscription = shop.subscribe(ana.id, payment_behavior="default_incomplete")
    shop.world.advance(hours=22)
    assert shop.again(subscription).status == "incomplete"
    shop.world.advance(hours=2)
    assert shop.again(subscription).status == "incomplete_expired"
    [invoice] = shop.invoices(subscription)
    assert invoice.status == "void"


def test_it_wants_a_card(shop: Shop) -> None:
    with pytest.raises(sdk.InvalidRequestError) as refused:
        shop.subscribe(shop.customer(None).id)
    assert refused.value.code == "resource_missing"


def test_it_is_free_during_a_trial_and_then_asks(shop: Shop) -> None:
    ana = shop.customer()
    subscription = shop.subscribe(ana.id, trial_period_days=14)
    [invoice] = shop.invoices(subscription)
    assert (subscription.status, invoice.status, invoice.amount_due) == ("trialing", "paid", 0)
    shop.world.advance(days=12)
    assert "customer.subscription.trial_will_end" in shop.told()
    shop.world.advance(days=3)
    newest, _ = shop.invoices(subscription)
    assert (newest.status, newest.amount_paid) == ("paid", 500)
    assert shop.again(subscription).status == "active"


@pytest.mark.parametrize(("behavior", "status"), [("cancel", "canceled"), ("pause", "paused")])
def test_it_ends_a_trial_without_a_card_as_asked(shop: Shop, behavior: str, status: str) -> None:
    settings = {"end_behavior": {"missing_payment_method": behavior}}
    subscription = shop.subscribe(
        shop.customer(None).id, trial_period_days=7, trial_settings=settings
    )
    assert subscription.pending_setup_intent
    shop.world.advance(days=8)
    assert shop.again(subscription).status == status


def test_it_resumes_what_a_trial_paused(shop: Shop) -> None:
    ana = shop.customer(None)
    settings = {"end_behavior": {"missing_payment_method": "pause"}}
    subscription = shop.subscribe(ana.id, trial_period_days=7, trial_settings=settings)
    shop.world.advance(days=8)
    shop.card(ana.id)
    shop.stripe.v1.subscriptions.resume(subscription.id)
    assert shop.again(subscription).status == "active"


def test_it_takes_off_what_a_promotion_code_says_once(shop: Shop) -> None:
    v1 = shop.stripe.v1
    coupon = v1.coupons.create(params={"percent_off": 40, "duration": "once"})
    made = v1.promotion_codes.create(
        params={"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "SPRING"}
    )
    [found] = v1.promotion_codes.list(params={"code": "spring", "active": True}).data
    assert found.id == made.id
    subscription = shop.member(discounts=[{"promotion_code": made.id}])
    shop.world.advance(days=33)
    newest, first = shop.invoices(subscription)
    assert (first.subtotal, first.total, newest.total) == (500, 300, 500)
    assert v1.promotion_codes.retrieve(made.id).times_redeemed == 1


def test_it_takes_off_a_repeating_coupon_as_long_as_it_runs(shop: Shop) -> None:
    coupon = shop.stripe.v1.coupons.create(
        params={
            "amount_off": 200,
            "currency": "eur",
            "duration": "repeating",
            "duration_in_months": 2,
        }
    )
    subscription = shop.member(discounts=[{"coupon": coupon.id}])
    shop.world.advance(days=95)
    assert [each.total for each in shop.invoices(subscription)][::-1] == [300, 300, 500, 500]


def test_it_refuses_a_code_that_is_over(shop: Shop) -> None:
    v1 = shop.stripe.v1
    coupon = v1.coupons.create(params={"percent_off": 40, "duration": "once"})
    code = v1.promotion_codes.create(
        params={"promotion": {"type": "coupon", "coupon": coupon.id}, "max_redemptions": 1}
    )
    shop.member(discounts=[{"promotion_code": code.id}])
    assert not v1.promotion_codes.retrieve(code.id).active
    with pytest.raises(sdk.InvalidRequestError) as refused:
        shop.member(discounts=[{"promotion_code": code.id}])
    assert refused.value.param == "discounts[0][promotion_code]"


def test_it_trusts_a_slow_method_until_it_fails(shop: Shop) -> None:
    good = shop.subscribe(shop.customer("AT611904300234573201").id)
    bad = shop.subscribe(shop.customer("AT861904300235473202").id)
    intent = good.latest_invoice.payments.data[0].payment.payment_intent
    assert (good.status, bad.status, intent.status) == ("active", "active", "processing")
    assert shop.invoices(good)[0].status == "open"
    shop.world.advance(days=6)
    assert (shop.again(good).status, shop.again(bad).status) == ("active", "past_due")
    assert shop.invoices(good)[0].status == "paid"
    assert "charge.failed" in shop.told()


def test_it_ends_where_the_first_invoice_is_voided(shop: Shop) -> None:
    ana = shop.customer()
    subscription = shop.subscribe(ana.id, payment_behavior="default_incomplete")
    shop.stripe.v1.invoices.void_invoice(subscription.latest_invoice.id)
    assert shop.again(subscription).status == "incomplete_expired"
