"""What Stripe says, and what a membership is by it: one row a rule."""

from dataclasses import replace
from datetime import datetime

import pytest

from standfirst.billing.reduce import reduce
from standfirst.billing.tests.stripes import (
    PRICES,
    declined,
    dispute,
    intent,
    invoice,
    line,
    method,
    period,
    proration,
    refund,
    seconds,
    subscription,
    truth,
)
from standfirst.billing.truth import Truth
from standfirst.membership.snapshot import (
    Card,
    EndCause,
    Failure,
    FailureKind,
    Snapshot,
    State,
)
from standfirst.membership.tests.cast import FIVE, NINE, NOW, ana, on

PAID = ana(fetched_at=NOW)
JULY = invoice(
    "1",
    created=seconds(on(3, 7)),
    lines={"data": [line(period=period(on(3, 7), on(3)))]},
)
EARLIER = replace(PAID, paid_until=on(3))
AUGUST_OPEN = invoice("2", "open", next_payment_attempt=seconds(on(10)), attempt_count=2)
FAILED = Failure(FailureKind.DECLINED, FIVE, on(3), on(10), attempts=2, since=on(3))


def late(status: str = "past_due", *intents, **changes) -> Truth:
    """July was paid; August was not."""
    return truth(
        subscription(status=status, **changes),
        (AUGUST_OPEN, JULY),
        (*(intents or (declined(),)), intent()),
    )


def told(truth: Truth, fetched_at: datetime = NOW) -> Snapshot:
    (it,) = reduce(truth, PRICES, fetched_at)
    return it.snapshot


def canceled(reason: str | None, at: datetime = NOW) -> dict:
    return {
        "status": "canceled",
        "ended_at": seconds(at),
        "canceled_at": seconds(at),
        "cancellation_details": {"reason": reason},
    }


def over(cause: EndCause, at: datetime = NOW, **changes) -> Snapshot:
    return replace(PAID, state=State.ENDED, ended_at=at, end_cause=cause, **changes)


TRIAL = {"status": "trialing", "trial_end": seconds(on(17))}
FREE = invoice("1", amount_paid=0, amount_due=0, lines={"data": [line(amount=0)]})
PAUSE = {"behavior": "void", "resumes_at": seconds(on(3, 10))}
VOID = invoice("2", "void")
DRAFT = invoice("2", "draft")
PLUS = {"items": subscription("price_plus")["items"]}
UPGRADED = invoice(
    "2",
    created=seconds(on(5)),
    lines={"data": [proration("price_basic", -450), proration("price_plus", 810)]},
)

TABLE = {
    "it is paid": (truth(), PAID),
    "the subscription's own card comes first": (
        truth(subscription(default_payment_method=method("4444"))),
        replace(PAID, card=Card("visa", "4444", 12, 2031)),
    ),
    "a bank account is no card": (
        truth(subscription(default_payment_method={"id": "pm_1", "type": "sepa_debit"})),
        replace(PAID, card=None),
    ),
    "it leaves at the end of the period": (
        truth(subscription(cancel_at_period_end=True)),
        replace(PAID, ends_at_period_end=True),
    ),
    "it ends on a day": (
        truth(subscription(cancel_at=seconds(on(3, 9)))),
        replace(PAID, ends_at_period_end=True),
    ),
    "a trial": (truth(subscription(**TRIAL), (FREE,), ()), replace(PAID, paid_until=on(17))),
    "a trial without an invoice": (
        truth(subscription(**TRIAL), (), ()),
        replace(PAID, paid_until=on(17)),
    ),
    "the payment after a trial failed": (
        truth(
            subscription(status="past_due", trial_end=seconds(on(3))),
            (AUGUST_OPEN, FREE),
            (declined(),),
        ),
        replace(EARLIER, state=State.PAST_DUE, failure=FAILED),
    ),
    "a trial cancelled at once": (
        truth(subscription(**TRIAL | canceled("cancellation_requested")), (FREE,), ()),
        over(EndCause.BY_READER, paid_until=NOW),
    ),
    "paused": (
        truth(subscription(pause_collection=PAUSE)),
        replace(PAID, state=State.PAUSED, paused_until=on(3, 10)),
    ),
    "paused, and what was paid is over": (
        truth(subscription(pause_collection=PAUSE), (VOID, JULY), (intent(),)),
        replace(EARLIER, state=State.PAUSED, paused_until=on(3, 10)),
    ),
    "let off a payment, the next is asked for in September": (
        truth(subscription(), (VOID, JULY), (intent(),)),
        replace(EARLIER, state=State.PAUSED, paused_until=on(3, 9)),
    ),
    "the renewal is drawn up": (
        truth(subscription(), (DRAFT, JULY), (intent(),)),
        replace(EARLIER, state=State.ACTIVE),
    ),
    "the renewal is not asked for yet": (
        truth(
            subscription(), (AUGUST_OPEN, JULY), (intent("2", "requires_confirmation"), intent())
        ),
        EARLIER,
    ),
    "the bank has a first payment": (
        truth(subscription(), (invoice("2", "open"),), (intent("2", "processing"),)),
        replace(PAID, state=State.PENDING, paid_until=None),
    ),
    "the bank has a renewal": (
        late("past_due", intent("2", "processing")),
        replace(EARLIER, state=State.PENDING),
    ),
    "the bank has a renewal, and says active": (
        late("active", intent("2", "processing")),
        replace(EARLIER, state=State.PENDING),
    ),
    "a renewal failed": (late(), replace(EARLIER, state=State.PAST_DUE, failure=FAILED)),
    "all attempts failed": (
        late("unpaid"),
        replace(EARLIER, state=State.PAST_DUE, failure=FAILED),
    ),
    "asking was given up": (
        truth(
            subscription(),
            (invoice("2", "uncollectible", attempt_count=4), JULY),
            (declined(), intent()),
        ),
        replace(
            EARLIER,
            state=State.PAST_DUE,
            failure=Failure(FailureKind.DECLINED, FIVE, on(3), None, attempts=4, since=on(3)),
        ),
    ),
    "the card has expired, says the bank": (
        late("past_due", declined(decline_code="expired_card", code="expired_card")),
        replace(EARLIER, state=State.PAST_DUE, failure=replace(FAILED, kind=FailureKind.EXPIRED)),
    ),
    "the card had ended before": (
        late(
            "past_due",
            declined(decline_code="do_not_honor")
            | {
                "last_payment_error": {
                    "decline_code": "do_not_honor",
                    "code": "card_declined",
                    "payment_method": method(exp_month=7, exp_year=2026),
                }
            },
        ),
        replace(EARLIER, state=State.PAST_DUE, failure=replace(FAILED, kind=FailureKind.EXPIRED)),
    ),
    "a lost card is a card": (
        late("past_due", declined(decline_code="lost_card")),
        replace(EARLIER, state=State.PAST_DUE, failure=FAILED),
    ),
    "the bank wants a renewal approved": (
        late("past_due", declined(decline_code="", code="authentication_required")),
        replace(
            EARLIER,
            state=State.PAST_DUE,
            failure=replace(FAILED, kind=FailureKind.NEEDS_APPROVAL),
        ),
    ),
    "the bank's page waits for a renewal": (
        late("past_due", intent("2", "requires_action")),
        replace(
            EARLIER,
            state=State.PAST_DUE,
            failure=replace(FAILED, kind=FailureKind.NEEDS_APPROVAL),
        ),
    ),
    "a renewal failed while the year runs": (
        truth(subscription(status="past_due"), (AUGUST_OPEN, invoice()), (declined(), intent())),
        replace(PAID, state=State.PAST_DUE, failure=FAILED),
    ),
    "the bank wants a first payment approved": (
        truth(
            subscription(status="incomplete"),
            (invoice("2", "open"),),
            (intent("2", "requires_action"),),
        ),
        replace(PAID, state=State.INCOMPLETE, paid_until=None),
    ),
    "left by request": (
        truth(subscription(**canceled("cancellation_requested"))),
        over(EndCause.BY_READER),
    ),
    "ended without a word": (truth(subscription(**canceled(None))), over(EndCause.BY_READER)),
    "ended unpaid": (
        truth(
            subscription(**canceled("payment_failed")), (AUGUST_OPEN, JULY), (declined(), intent())
        ),
        over(EndCause.UNPAID, paid_until=on(3), failure=FAILED),
    ),
    "refunded while it runs": (
        truth(refunds=(refund(at=on(8)),)),
        over(EndCause.REFUNDED, on(8), paid_until=None),
    ),
    "refunded in two parts": (
        truth(refunds=(refund(amount=200, at=on(5)), refund(amount=300, at=on(8)))),
        over(EndCause.REFUNDED, on(8), paid_until=None),
    ),
    "refunded, and ended after": (
        truth(subscription(**canceled("cancellation_requested")), refunds=(refund(at=on(8)),)),
        over(EndCause.REFUNDED, on(8), paid_until=None),
    ),
    "a part was refunded": (truth(refunds=(refund(amount=499),)), PAID),
    "a refund that failed": (truth(refunds=(refund(status="failed"),)), PAID),
    "a period that is over was refunded": (
        truth(None, (invoice("2"), JULY), (intent("2"), intent()), refunds=(refund("1"),)),
        PAID,
    ),
    "paid twice, one given back": (
        truth(None, (invoice("2"), invoice()), (intent("2"), intent()), refunds=(refund("2"),)),
        PAID,
    ),
    "disputed": (
        truth(disputes=(dispute("needs_response", at=on(8)),)),
        over(EndCause.DISPUTED, on(8), paid_until=None),
    ),
    "disputed, and with the bank": (
        truth(disputes=(dispute("under_review", at=on(8)),)),
        over(EndCause.DISPUTED, on(8), paid_until=None),
    ),
    "a dispute that was lost": (
        truth(disputes=(dispute("lost", at=on(8)),)),
        over(EndCause.DISPUTED, on(8), paid_until=None),
    ),
    "a dispute that was won": (truth(disputes=(dispute("won"),)), PAID),
    "the bank asks, and takes nothing": (truth(disputes=(dispute("warning_under_review"),)), PAID),
    "a coupon counts as paid": (
        truth(
            None,
            (invoice(amount_paid=0, lines={"data": [line(discount_amounts=[{"amount": 500}])]}),),
            (),
        ),
        PAID,
    ),
    "less than the price counts for nothing": (
        truth(None, (invoice("2", lines={"data": [line(amount=1)]}), JULY)),
        replace(EARLIER, state=State.PAUSED, paused_until=on(3, 9)),
    ),
    "another currency counts for nothing": (
        truth(None, (invoice("2", lines={"data": [line(currency="huf")]}), JULY)),
        replace(EARLIER, state=State.PAUSED, paused_until=on(3, 9)),
    ),
    "a price of somebody else's counts for nothing": (
        truth(None, (invoice("2", lines={"data": [line("price_mug", 900)]}), JULY)),
        replace(EARLIER, state=State.PAUSED, paused_until=on(3, 9)),
    ),
    "a dearer plan, paid for": (
        truth(subscription(**PLUS), (UPGRADED, invoice()), (intent("2"), intent())),
        replace(PAID, plan="plus", money=NINE),
    ),
    "a dearer plan that nobody paid for opens nothing": (
        truth(
            subscription(status="past_due", **PLUS),
            (UPGRADED | {"status": "open", "amount_remaining": 360}, invoice()),
            (declined(), intent()),
        ),
        replace(
            PAID,
            state=State.PAST_DUE,
            money=NINE,
            failure=Failure(FailureKind.DECLINED, replace(FIVE, amount=360), on(3), since=on(3)),
        ),
    ),
}


@pytest.mark.parametrize("row", TABLE)
def test_it_says_what_a_membership_is(row: str) -> None:
    said, snapshot = TABLE[row]
    (it,) = reduce(said, PRICES, NOW)
    assert it.snapshot == snapshot
    assert it.begins


NOTHING = {
    "a first payment declined": truth(
        subscription(status="incomplete"), (invoice("2", "open"),), (declined(),)
    ),
    "a first payment nobody approved in time": truth(
        subscription(status="incomplete_expired"), (invoice("2", "void"),), (declined(),)
    ),
    "less than the price": truth(None, (invoice(lines={"data": [line(amount=1)]}),)),
    "nothing at all was asked for": truth(None, (VOID,), ()),
}


@pytest.mark.parametrize("row", NOTHING)
def test_nothing_begins_with_what_was_not_paid(row: str) -> None:
    (it,) = reduce(NOTHING[row], PRICES, NOW)
    assert not it.begins
    assert it.snapshot.paid_until is None


def test_a_first_payment_that_waited_hears_that_it_was_declined() -> None:
    it = told(NOTHING["a first payment declined"])
    assert (it.state, it.failure and it.failure.kind) == (State.INCOMPLETE, FailureKind.DECLINED)


def test_a_first_payment_that_waited_too_long_ends_unpaid() -> None:
    it = told(NOTHING["a first payment nobody approved in time"])
    assert (it.state, it.end_cause) == (State.ENDED, EndCause.UNPAID)


def test_one_without_our_prices_is_nobodys() -> None:
    mug = truth(subscription("price_mug"), (invoice(lines={"data": [line("price_mug")]}),))
    assert reduce(mug, PRICES, NOW) == []


def test_it_names_the_invoice_that_is_to_be_paid() -> None:
    (it,) = reduce(late(), PRICES, NOW)
    assert it.open_invoice == "in_2"
    (it,) = reduce(truth(), PRICES, NOW)
    assert it.open_invoice == ""


def test_it_tells_of_the_oldest_first() -> None:
    two = replace(
        truth(),
        subscriptions=(
            subscription(id="sub_new", created=seconds(on(4))),
            subscription(created=seconds(on(3))),
        ),
    )
    assert [it.subscription_id for it in reduce(two, PRICES, NOW)] == ["sub_ana", "sub_new"]


@pytest.mark.parametrize("row", TABLE)
def test_it_opens_no_longer_than_was_paid(row: str) -> None:
    """Whatever Stripe calls it: access ends with the last period that was paid for, or with a trial."""
    said, _ = TABLE[row]
    ends = [it["trial_end"] for it in said.subscriptions if it["trial_end"]]
    paid = [one for one in said.invoices if one["status"] == "paid"]
    ends += [each["period"]["end"] for one in paid for each in one["lines"]["data"]]
    until = told(said).paid_until
    assert until is None or seconds(until) <= max(ends)
