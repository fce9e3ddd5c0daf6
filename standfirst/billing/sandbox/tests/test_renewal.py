"""Engine: renewals, retries, the ladder's end."""

import pytest

from standfirst.billing.sandbox.books import Rules
from standfirst.billing.sandbox.tests.shop import Shop

FAILS = "4000000000000341"


def test_it_renews_at_the_end_of_the_period_and_charges_an_hour_later(shop: Shop) -> None:
    subscription = shop.member()
    assert subscription.status == "active"
    end = subscription["items"].data[0].current_period_end
    shop.world.advance(seconds=end - shop.world.stamp + 1800)
    newest, first = shop.invoices(subscription)
    assert (newest.status, newest.created, first.status) == ("draft", end, "paid")
    shop.world.advance(hours=1)
    newest = shop.invoices(subscription)[0]
    assert (newest.status, newest.billing_reason) == ("paid", "subscription_cycle")
    assert newest.status_transitions.paid_at == end + 3600
    line = newest.lines.data[0]
    assert line.period.start == end
    assert line.pricing.price_details.price == shop.month


def test_it_retries_and_then_cancels(shop: Shop) -> None:
    subscription = shop.member(FAILS)
    shop.world.advance(days=32)
    newest = shop.invoices(subscription)[0]
    assert (newest.status, newest.attempt_count) == ("open", 1)
    assert newest.next_payment_attempt
    assert shop.again(subscription).status == "past_due"
    shop.world.advance(days=8)
    assert shop.invoices(subscription)[0].attempt_count == 3
    shop.world.advance(days=7)
    newest, ended = shop.invoices(subscription)[0], shop.again(subscription)
    assert (newest.status, newest.attempt_count, newest.next_payment_attempt) == ("open", 4, None)
    assert (ended.status, ended.cancellation_details.reason) == ("canceled", "payment_failed")
    assert shop.told("customer.subscription.deleted")


@pytest.mark.parametrize("then", ["unpaid", "past_due"])
def test_it_does_what_the_account_says_after_the_last_retry(shop: Shop, then: str) -> None:
    shop.world.configure(rules=Rules(then=then))
    subscription = shop.member(FAILS)
    shop.world.advance(days=50)
    assert shop.again(subscription).status == then
    shop.world.replace_card_behaviour(subscription.customer, "4242424242424242")
    shop.stripe.v1.invoices.pay(shop.invoices(subscription)[0].id)
    assert shop.again(subscription).status == "active"


def test_it_does_not_charge_a_lost_card_again(shop: Shop) -> None:
    subscription = shop.member("4000000000009987")
    shop.world.advance(days=48)
    assert shop.invoices(subscription)[0].attempt_count == 4
    assert shop.told("charge.failed") == ["charge.failed"]
    assert shop.again(subscription).status == "canceled"


def test_it_goes_on_with_a_card_that_the_bank_has_renewed(shop: Shop) -> None:
    now = shop.world.now
    ana = shop.customer(exp=(now.month, now.year))
    subscription = shop.subscribe(ana.id)
    shop.world.renew_card(ana.id, (now.month, now.year + 4))
    shop.world.advance(days=33)
    assert shop.again(subscription).status == "active"
    assert "payment_method.automatically_updated" in shop.told()


def test_it_bears_that_a_customer_is_deleted_while_a_payment_is_on_its_way(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer("AT611904300234573201").id)
    shop.stripe.v1.customers.delete(subscription.customer)
    shop.world.advance(days=6)
    assert shop.invoices(subscription)[0].status == "paid"
