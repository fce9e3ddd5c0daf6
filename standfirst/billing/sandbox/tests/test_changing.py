"""Engine: plans that change, pauses, ends, money that goes back."""

import pytest
import stripe as sdk

from standfirst.billing.sandbox.tests.shop import Shop


def item_of(subscription: object) -> str:
    return subscription["items"].data[0].id


def test_it_asks_for_the_difference_at_once(shop: Shop) -> None:
    subscription = shop.member()
    start, end = (
        subscription["items"].data[0].current_period_start,
        subscription["items"].data[0].current_period_end,
    )
    shop.world.advance(seconds=(end - start) // 2)
    change = {
        "items": [{"id": item_of(subscription), "price": shop.dear}],
        "proration_behavior": "always_invoice",
    }
    seen = shop.stripe.v1.invoices.create_preview(
        params={"subscription": subscription.id, "subscription_details": change}
    )
    assert [line.amount for line in seen.lines.data] == [-250, 450]
    assert len(shop.invoices(subscription)) == 1
    shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    newest = shop.invoices(subscription)[0]
    assert (newest.status, newest.total, newest.billing_reason) == (
        "paid",
        seen.total,
        "subscription_update",
    )
    assert shop.again(subscription)["items"].data[0].price.id == shop.dear
    assert shop.again(subscription)["items"].data[0].current_period_end == end


def test_it_puts_the_difference_on_the_next_invoice(shop: Shop) -> None:
    subscription = shop.member()
    change = {"items": [{"id": item_of(subscription), "price": shop.dear}]}
    shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    shop.world.advance(days=32)
    assert [line.amount for line in shop.invoices(subscription)[0].lines.data] == [-500, 900, 900]


def test_it_begins_a_new_cycle_where_the_interval_changes(shop: Shop) -> None:
    subscription = shop.member()
    shop.world.advance(hours=1)
    change = {"items": [{"id": item_of(subscription), "price": shop.year}]}
    after = shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    newest = shop.invoices(subscription)[0]
    assert newest.status == "paid"
    assert 4500 <= newest.total < 4510
    assert after.billing_cycle_anchor == shop.world.stamp


def test_it_gives_back_on_the_balance_what_is_left_over(shop: Shop) -> None:
    subscription = shop.member()
    shop.stripe.v1.subscriptions.cancel(
        subscription.id, params={"prorate": True, "invoice_now": True}
    )
    customer = shop.stripe.v1.customers.retrieve(subscription.customer)
    newest = shop.invoices(subscription)[0]
    assert (newest.total, newest.amount_due, newest.status) == (-500, 0, "paid")
    assert customer.balance == -500
    again = shop.subscribe(customer.id)
    assert (again.status, again.latest_invoice.amount_due) == ("active", 0)
    assert shop.stripe.v1.customers.retrieve(customer.id).balance == 0


def test_it_changes_nothing_where_the_difference_is_not_paid(shop: Shop) -> None:
    subscription = shop.member("4000000000000341")
    with pytest.raises(sdk.CardError):
        shop.stripe.v1.subscriptions.update(
            subscription.id,
            params={
                "items": [{"id": item_of(subscription), "price": shop.dear}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "error_if_incomplete",
            },
        )
    after = shop.again(subscription)
    assert after["items"].data[0].price.id == shop.month
    assert len(shop.invoices(subscription)) == 1
    assert after.status == "active"


def test_it_begins_afresh_today(shop: Shop) -> None:
    """A locked reader comes back: the open invoice is voided, and a new period starts."""
    subscription = shop.member("4000000000000341")
    shop.world.advance(days=34)
    shop.world.replace_card_behaviour(subscription.customer, "4242424242424242")
    shop.stripe.v1.invoices.void_invoice(shop.invoices(subscription)[0].id)
    shop.stripe.v1.subscriptions.update(
        subscription.id, params={"billing_cycle_anchor": "now", "proration_behavior": "none"}
    )
    after, newest = shop.again(subscription), shop.invoices(subscription)[0]
    assert (after.status, newest.status, newest.total) == ("active", "paid", 500)
    assert after["items"].data[0].current_period_start == shop.world.stamp


def test_it_pauses_and_resumes_by_itself(shop: Shop) -> None:
    subscription = shop.member()
    until = shop.world.in_days(50)
    shop.stripe.v1.subscriptions.update(
        subscription.id, params={"pause_collection": {"behavior": "void", "resumes_at": until}}
    )
    shop.world.advance(days=32)
    assert [each.status for each in shop.invoices(subscription)] == ["void", "paid"]
    assert shop.again(subscription).status == "active"
    shop.world.advance(days=35)
    assert [each.status for each in shop.invoices(subscription)] == ["paid", "void", "paid"]
    assert shop.again(subscription).pause_collection is None


def test_it_ends_with_the_period(shop: Shop) -> None:
    subscription = shop.member()
    asked = shop.stripe.v1.subscriptions.update(
        subscription.id, params={"cancel_at_period_end": True}
    )
    assert asked.cancel_at == subscription["items"].data[0].current_period_end
    shop.world.advance(days=32)
    ended = shop.again(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", asked.cancel_at)
    assert len(shop.invoices(subscription)) == 1


def test_it_does_not_end_where_that_was_taken_back(shop: Shop) -> None:
    subscription = shop.member()
    update = shop.stripe.v1.subscriptions.update
    update(subscription.id, params={"cancel_at_period_end": True})
    assert update(subscription.id, params={"cancel_at_period_end": False}).cancel_at is None
    shop.world.advance(days=32)
    assert shop.again(subscription).status == "active"


def test_it_knows_no_subscription_that_has_ended(shop: Shop) -> None:
    subscription = shop.member()
    shop.stripe.v1.subscriptions.cancel(subscription.id)
    with pytest.raises(sdk.InvalidRequestError) as refused:
        shop.stripe.v1.subscriptions.cancel(subscription.id)
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_it_gives_days_as_a_trial(shop: Shop) -> None:
    subscription = shop.member()
    end = subscription["items"].data[0].current_period_end + 3 * 86400
    after = shop.stripe.v1.subscriptions.update(
        subscription.id, params={"trial_end": end, "proration_behavior": "none"}
    )
    assert (after.status, after["items"].data[0].current_period_end) == ("trialing", end)
    shop.world.advance(days=35)
    assert shop.again(subscription).status == "active"
    assert [each.total for each in shop.invoices(subscription)] == [500, 0, 500]


def test_it_refunds_a_part_and_then_the_rest_and_no_more(shop: Shop) -> None:
    subscription = shop.member()
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    refund = shop.stripe.v1.refunds.create
    refund(params={"payment_intent": intent.id, "amount": 200})
    charge = shop.stripe.v1.charges.retrieve(intent.latest_charge, params={"expand": ["refunds"]})
    assert (charge.amount_refunded, charge.refunded, len(charge.refunds.data)) == (200, False, 1)
    refund(params={"charge": charge.id})
    with pytest.raises(sdk.InvalidRequestError) as refused:
        refund(params={"charge": charge.id})
    assert refused.value.code == "charge_already_refunded"
    assert shop.told("charge.refunded") == ["charge.refunded"] * 2


@pytest.mark.parametrize(("won", "status"), [(True, "won"), (False, "lost")])
def test_it_has_disputes_that_end(shop: Shop, won: bool, status: str) -> None:
    subscription = shop.subscribe(shop.customer("4000000000000259").id)
    intent = subscription.latest_invoice.payments.data[0].payment.payment_intent
    [dispute] = shop.stripe.v1.disputes.list(params={"payment_intent": intent.id}).data
    assert (dispute.status, dispute.reason) == ("needs_response", "fraudulent")
    assert shop.stripe.v1.charges.retrieve(intent.latest_charge).disputed
    shop.world.close_dispute(dispute.id, won=won)
    assert shop.stripe.v1.disputes.retrieve(dispute.id).status == status
    assert "charge.dispute.closed" in shop.told()


def test_it_waits_with_the_change_until_the_difference_is_paid(shop: Shop) -> None:
    subscription = shop.member("4000002760003184")
    change = {
        "items": [{"id": item_of(subscription), "price": shop.dear}],
        "proration_behavior": "always_invoice",
        "payment_behavior": "pending_if_incomplete",
    }
    after = shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    assert (after.status, after["items"].data[0].price.id) == ("active", shop.month)
    assert after.pending_update.subscription_items[0].price.id == shop.dear
    intents = shop.stripe.v1.payment_intents.list(params={"customer": after.customer}).data
    shop.world.approve(intents[0].id)
    done = shop.again(subscription)
    assert (done.pending_update, done["items"].data[0].price.id) == (None, shop.dear)


def test_it_forgets_a_change_that_is_not_paid_in_time(shop: Shop) -> None:
    subscription = shop.member("4000000000000341")
    change = {
        "items": [{"id": item_of(subscription), "price": shop.dear}],
        "proration_behavior": "always_invoice",
        "payment_behavior": "pending_if_incomplete",
    }
    shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    shop.world.advance(days=1)
    after = shop.again(subscription)
    assert (after.pending_update, after["items"].data[0].price.id) == (None, shop.month)
    assert shop.invoices(subscription)[0].status == "void"


def test_it_charges_what_it_showed_where_the_date_is_the_same(shop: Shop) -> None:
    subscription = shop.member()
    shop.world.advance(days=10)
    change = {
        "items": [{"id": item_of(subscription), "price": shop.dear}],
        "proration_behavior": "always_invoice",
        "proration_date": shop.world.stamp,
    }
    seen = shop.stripe.v1.invoices.create_preview(
        params={"subscription": subscription.id, "subscription_details": change}
    )
    shop.world.advance(days=2)
    shop.stripe.v1.subscriptions.update(subscription.id, params=change)
    assert shop.invoices(subscription)[0].total == seen.total


def test_it_shows_what_joining_would_cost(shop: Shop) -> None:
    coupon = shop.stripe.v1.coupons.create(params={"percent_off": 50, "duration": "once"})
    seen = shop.stripe.v1.invoices.create_preview(
        params={
            "subscription_details": {"items": [{"price": shop.year}]},
            "discounts": [{"coupon": coupon.id}],
        }
    )
    assert (seen.total, seen.id[:12]) == (2500, "upcoming_in_")
    assert shop.stripe.v1.customers.list().data == []


def test_it_gives_up_what_falls_due_in_a_pause_where_asked(shop: Shop) -> None:
    subscription = shop.member()
    pause = {"pause_collection": {"behavior": "mark_uncollectible"}}
    shop.stripe.v1.subscriptions.update(subscription.id, params=pause)
    shop.world.advance(days=32)
    assert shop.invoices(subscription)[0].status == "uncollectible"
