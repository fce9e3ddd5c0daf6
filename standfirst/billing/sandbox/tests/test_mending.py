"""Engine: an invoice that was not paid is paid after all, or asks."""

import pytest
import stripe as sdk

from standfirst.billing.sandbox.tests.shop import Shop


def test_it_pays_the_open_invoice_with_a_new_card(shop: Shop) -> None:
    subscription = shop.member("4000000000000341")
    shop.world.advance(days=32)
    [newest, _] = shop.invoices(subscription)
    with pytest.raises(sdk.CardError) as refused:
        shop.stripe.v1.invoices.pay(newest.id)
    assert refused.value.code == "card_declined"
    again = shop.invoices(subscription)[0]
    assert (again.attempt_count, again.next_payment_attempt) == (1, newest.next_payment_attempt)
    method = shop.card(subscription.customer, "5555555555554444")
    shop.stripe.v1.subscriptions.update(subscription.id, params={"default_payment_method": method})
    assert shop.stripe.v1.invoices.pay(newest.id).status == "paid"
    assert shop.again(subscription).status == "active"


def test_it_prefers_the_card_of_the_subscription(shop: Shop) -> None:
    subscription = shop.member()
    bad = shop.card(subscription.customer, "4000000000000341")
    shop.stripe.v1.subscriptions.update(subscription.id, params={"default_payment_method": bad})
    shop.card(subscription.customer)
    shop.world.advance(days=32)
    assert shop.again(subscription).status == "past_due"


def test_it_asks_for_approval_when_it_charges_by_itself(shop: Shop) -> None:
    subscription = shop.member("4000002760003184")
    shop.world.advance(days=32)
    invoice = shop.stripe.v1.invoices.list(
        params={
            "subscription": subscription.id,
            "limit": 1,
            "expand": ["data.payments.data.payment.payment_intent"],
        }
    ).data[0]
    intent = invoice.payments.data[0].payment.payment_intent
    assert (intent.status, shop.again(subscription).status) == ("requires_action", "past_due")
    with pytest.raises(sdk.CardError) as refused:
        shop.stripe.v1.invoices.pay(invoice.id)
    assert refused.value.code == "invoice_payment_intent_requires_action"
    assert refused.value.error.payment_intent["id"] == intent.id
    shop.world.approve(intent.id)
    assert shop.again(subscription).status == "active"


def test_it_sees_that_a_card_has_ended(shop: Shop) -> None:
    now = shop.world.now
    ana = shop.customer(exp=(now.month, now.year))
    subscription = shop.subscribe(ana.id, price=shop.month)
    shop.world.advance(days=33)
    intent = shop.stripe.v1.payment_intents.list(params={"customer": ana.id}).data[0]
    assert intent.last_payment_error.code == "expired_card"
    assert shop.again(subscription).status == "past_due"


def test_it_pays_nothing_twice(shop: Shop) -> None:
    subscription = shop.member()
    with pytest.raises(sdk.InvalidRequestError):
        shop.stripe.v1.invoices.pay(subscription.latest_invoice.id)
    charges = shop.stripe.v1.charges.list(params={"customer": subscription.customer}).data
    assert len(charges) == 1


def test_it_voids_an_open_invoice_and_its_payment(shop: Shop) -> None:
    subscription = shop.member("4000000000000341")
    shop.world.advance(days=32)
    voided = shop.stripe.v1.invoices.void_invoice(
        shop.invoices(subscription)[0].id,
        params={"expand": ["payments.data.payment.payment_intent"]},
    )
    assert voided.status == "void"
    assert voided.payments.data[0].payment.payment_intent.status == "canceled"
    assert shop.again(subscription).status == "active"  # as at Stripe, though nobody paid
    shop.world.advance(days=10)
    assert shop.invoices(subscription)[0].status == "void"


def test_it_forgets_a_card_that_is_detached(shop: Shop) -> None:
    ana = shop.customer()
    method = ana.invoice_settings.default_payment_method
    shop.stripe.v1.payment_methods.detach(method)
    ana = shop.stripe.v1.customers.retrieve(ana.id)
    assert ana.invoice_settings.default_payment_method is None
    with pytest.raises(sdk.InvalidRequestError):
        shop.stripe.v1.payment_methods.attach(method, params={"customer": ana.id})


def test_it_ends_all_of_a_customer_that_is_deleted(shop: Shop) -> None:
    subscription = shop.member()
    shop.stripe.v1.customers.delete(subscription.customer)
    assert shop.again(subscription).status == "canceled"
    assert shop.stripe.v1.customers.retrieve(subscription.customer).deleted
