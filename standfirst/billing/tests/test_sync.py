"""From Stripe's truth to a standing: leases, bells, failures."""

from datetime import timedelta

import pytest

from standfirst.billing import sync as syncing
from standfirst.billing.gateway import Trouble, Unreachable, asking
from standfirst.billing.models import Customer, Invoice, Subscription
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sync import LEASE, ring, run, running_from, sync, sync_due, take
from standfirst.billing.tests import payers
from standfirst.membership.models import Membership, MembershipEvent
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.tests.cast import FIVE
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(sandbox: Sandbox) -> None:
    payers.open_shop()


@pytest.fixture
def ana() -> Reader:
    return payers.reader()


def due(sandbox: Sandbox) -> int:
    return sync_due(sandbox.world.now)


def rung(it: Customer, sandbox: Sandbox) -> Customer:
    assert ring(it.stripe_id, sandbox.world.now)
    it.refresh_from_db()
    return it


def test_a_payment_opens(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    now = payers.membership(ana)
    assert (now.state, now.plan.slug, now.facts().money) == (State.ACTIVE, "basic", FIVE)
    assert now.paid_until
    assert now.paid_until > sandbox.world.now + timedelta(days=27)
    assert now.card
    assert now.card.last4 == "4242"
    assert payers.reads(sandbox, ana)
    assert it.applied_rung == it.rung
    assert it.sync_at == now.paid_until, "it asks by itself when that is over"
    assert it.fingerprint
    receipt = Invoice.objects.get()
    assert (receipt.state, receipt.amount, receipt.period_end) == ("paid", 500, now.paid_until)
    assert receipt.number
    assert receipt.payment.startswith("pi_")


def test_the_same_again_changes_nothing(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    before = payers.membership(ana).facts()
    rung(it, sandbox)
    assert due(sandbox) == 1
    after = payers.membership(ana).facts()
    assert after.paid_until == before.paid_until
    assert after.confirmed_at > before.confirmed_at
    assert MembershipEvent.objects.count() == 1
    assert due(sandbox) == 0


def test_nobody_else_may_ask_at_the_same_time(sandbox: Sandbox, ana: Reader) -> None:
    it, now = payers.join(sandbox, ana), sandbox.world.now
    rung(it, sandbox)
    assert take(it.pk, now)
    assert take(it.pk, now) is None
    assert due(sandbox) == 0
    assert take(it.pk, now + LEASE), "whoever had it died"


def test_it_applies_nothing_once_another_has_taken_over(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    with asking() as stripe:
        subscription = it.subscriptions.get().stripe_id
        stripe.v1.subscriptions.update(subscription, params={"cancel_at_period_end": True})
    slow = take(it.pk, sandbox.world.now)
    assert slow
    fast = take(it.pk, sandbox.world.now + LEASE)
    assert fast
    with pytest.raises(Unreachable):
        run(slow, running_from(sandbox.world.now))
    assert not payers.membership(ana).ends_at_period_end
    run(fast, running_from(sandbox.world.now))
    assert payers.membership(ana).ends_at_period_end


def test_a_bell_during_the_fetch_is_heard(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    lease = take(it.pk, sandbox.world.now)
    assert lease
    rung(it, sandbox)
    run(lease, running_from(sandbox.world.now))
    it.refresh_from_db()
    assert it.applied_rung == it.rung - 1
    assert sync_due(sandbox.world.now + timedelta(seconds=1)) == 1


def test_what_was_fetched_later_counts_though_its_clock_is_behind(
    sandbox: Sandbox, ana: Reader
) -> None:
    """A page asks with the time at which it was called, and a worker may have asked since."""
    it, early = payers.join(sandbox, ana), sandbox.world.now
    sync(it, early + timedelta(seconds=30))
    with asking() as stripe:
        stripe.v1.subscriptions.cancel(it.subscriptions.get().stripe_id)
    sync(it, early)
    assert payers.membership(ana).state == State.ENDED


@pytest.mark.parametrize("fail", ["500", "timeout"])
def test_a_fetch_that_fails_changes_nothing_and_loses_no_bell(
    sandbox: Sandbox, ana: Reader, fail: str
) -> None:
    it = rung(payers.join(sandbox, ana), sandbox)
    before = payers.membership(ana).facts()
    sandbox.world.configure(faults=Faults(fail=fail, calls="GET /v1/payment_intents"))
    assert due(sandbox) == 0
    it.refresh_from_db()
    assert payers.membership(ana).facts() == before
    assert (it.lease, it.leased_until, it.failures) == ("", None, 1)
    assert it.rung > it.applied_rung
    assert it.sync_at
    assert it.sync_at > sandbox.world.now
    assert due(sandbox) == 0, "it waits"
    sandbox.world.configure(faults=Faults())
    sandbox.world.advance(seconds=10)
    assert due(sandbox) == 1
    it.refresh_from_db()
    assert (it.failures, it.rung) == (0, it.applied_rung)


def test_it_waits_longer_each_time(sandbox: Sandbox, ana: Reader) -> None:
    it = rung(payers.join(sandbox, ana), sandbox)
    sandbox.world.configure(faults=Faults(fail="500"))
    waits = []
    for _ in range(9):
        now = it.sync_at
        assert now
        sync_due(now)
        it.refresh_from_db()
        assert it.sync_at
        waits.append(timedelta(seconds=round((it.sync_at - now).total_seconds())))
    assert waits == sorted(waits)
    assert waits[0] < timedelta(seconds=9)
    assert timedelta(minutes=9) < waits[-1] < timedelta(minutes=11)


def test_a_page_hears_that_stripe_did_not_answer(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.world.configure(faults=Faults(fail="500"))
    with pytest.raises(Unreachable):
        sync(it, sandbox.world.now)
    assert payers.reads(sandbox, ana)


def test_a_page_waits_for_whoever_asks_already(
    sandbox: Sandbox, ana: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "PATIENCE", 0.1)
    it = payers.join(sandbox, ana)
    assert take(it.pk, sandbox.world.now)
    with pytest.raises(Trouble):
        sync(it, sandbox.world.now)


def test_a_declined_first_payment_begins_nothing(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana, payers.FAILS)
    assert it.subscriptions.get().status == "incomplete"
    assert not Membership.objects.exists()
    assert not payers.reads(sandbox, ana)
    sandbox.world.advance(days=2)
    sync(it, sandbox.world.now)
    assert it.subscriptions.get().status == "incomplete_expired"
    assert not Membership.objects.exists()


def test_a_first_payment_waits_for_the_bank(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana, payers.ASKS)
    now = payers.membership(ana)
    assert (now.state, now.paid_until) == (State.INCOMPLETE, None)
    assert not payers.reads(sandbox, ana)
    payment = Invoice.objects.get().payment
    sandbox.approve(payment)
    sync(it, sandbox.world.now)
    assert payers.membership(ana).state == State.ACTIVE
    assert payers.reads(sandbox, ana)


def test_a_first_payment_that_the_bank_was_told_no_for(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana, payers.ASKS)
    sandbox.decline(Invoice.objects.get().payment)
    sync(it, sandbox.world.now)
    now = payers.membership(ana)
    assert (now.state, now.failure_kind) == (State.INCOMPLETE, FailureKind.DECLINED)
    sandbox.world.advance(days=2)
    sync(it, sandbox.world.now)
    now = payers.membership(ana)
    assert (now.state, now.end_cause) == (State.ENDED, EndCause.UNPAID)


def test_a_slow_payment_is_read_on_while_it_is_on_its_way(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana, payers.BANK)
    assert payers.membership(ana).state == State.PENDING
    assert payers.reads(sandbox, ana)
    sandbox.world.advance(days=6)
    sync(it, sandbox.world.now)
    assert payers.membership(ana).state == State.ACTIVE


def test_a_renewal_fails_and_is_mended(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    first = payers.membership(ana).paid_until
    sandbox.replace_card_behaviour(it.stripe_id, payers.FAILS)
    sandbox.world.advance(days=31, hours=2)
    due(sandbox)
    now = payers.membership(ana)
    assert (now.state, now.failure_kind) == (State.PAST_DUE, FailureKind.DECLINED)
    assert (now.paid_until, now.failed_attempts) == (first, 1)
    assert now.grace_until
    assert now.next_attempt_at
    assert payers.standing(sandbox, ana).rights[0].grace
    row = Subscription.objects.get()
    assert row.open_invoice
    with asking() as stripe:
        stripe.v1.invoices.pay(
            row.open_invoice, params={"payment_method": payers.card(sandbox, it, payers.OTHER)}
        )
    sync(it, sandbox.world.now)
    now = payers.membership(ana)
    assert (now.state, now.failure) == (State.ACTIVE, None)
    assert now.paid_until
    assert now.paid_until > sandbox.world.now
    assert Subscription.objects.get().open_invoice == ""


def test_a_renewal_that_the_bank_asks_about(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.replace_card_behaviour(it.stripe_id, payers.ASKS)
    sandbox.world.advance(days=31, hours=2)
    due(sandbox)
    now = payers.membership(ana)
    assert (now.state, now.failure_kind) == (State.PAST_DUE, FailureKind.NEEDS_APPROVAL)


def test_it_asks_by_itself_when_what_was_paid_is_over(sandbox: Sandbox, ana: Reader) -> None:
    """Every event was lost: the standing is open on trust, and true on the next tick."""
    payers.join(sandbox, ana)
    sandbox.world.advance(days=32)
    assert payers.standing(sandbox, ana).rights[0].awaiting
    assert due(sandbox) == 1
    now = payers.membership(ana)
    assert now.paid_until
    assert now.paid_until > sandbox.world.now
    assert not payers.standing(sandbox, ana).rights[0].awaiting


def test_it_asks_by_itself_when_grace_is_over(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.replace_card_behaviour(it.stripe_id, payers.FAILS)
    sandbox.world.advance(days=31, hours=2)
    due(sandbox)
    sandbox.world.advance(days=13)
    assert payers.standing(sandbox, ana).rights[0].awaiting
    due(sandbox)
    assert payers.standing(sandbox, ana).held


def test_a_draft_keeps_open_and_is_asked_about_again(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    end = payers.membership(ana).paid_until
    assert end
    sandbox.world.advance(seconds=(end - sandbox.world.now).total_seconds() + 60)
    assert due(sandbox) == 1
    assert payers.membership(ana).state == State.ACTIVE
    assert payers.reads(sandbox, ana)
    it.refresh_from_db()
    assert it.sync_at
    assert it.sync_at < sandbox.world.now + timedelta(hours=1)


def test_nobody_is_a_member_by_another_shop(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.customer(sandbox, ana)
    with asking() as stripe:
        mug = stripe.v1.prices.create(
            params={
                "currency": "eur",
                "unit_amount": 900,
                "recurring": {"interval": "month"},
                "product_data": {"name": "Mug of the month"},
            }
        )
        stripe.v1.subscriptions.create(
            params={"customer": it.stripe_id, "items": [{"price": mug.id}]}
        )
    sync(it, sandbox.world.now)
    assert not Membership.objects.exists()
    assert not Subscription.objects.exists()
    assert not Invoice.objects.exists()


def test_who_is_nobody_yet_begins_when_claimed(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, None)
    assert it.subscriptions.get().membership is None
    assert Invoice.objects.get().state == "paid"
    it.reader = ana
    it.save()
    sync(it, sandbox.world.now)
    assert payers.reads(sandbox, ana)


def test_a_second_one_beside_it_is_doubled(sandbox: Sandbox, ana: Reader) -> None:
    first, second = payers.join(sandbox, ana), payers.join(sandbox, ana, payers.OTHER)
    assert Membership.objects.count() == 1
    assert second.subscriptions.get().doubled
    assert not first.subscriptions.get().doubled
    assert payers.membership(ana).subscription.customer == first


def test_one_that_was_paid_goes_before_one_that_never_was(sandbox: Sandbox, ana: Reader) -> None:
    first = payers.join(sandbox, ana, payers.ASKS)
    payers.join(sandbox, ana)
    assert payers.reads(sandbox, ana)
    assert first.subscriptions.get().doubled
    sync(first, sandbox.world.now)
    assert payers.reads(sandbox, ana)


def test_a_new_one_follows_one_that_ended(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    with asking() as stripe:
        stripe.v1.subscriptions.cancel(it.subscriptions.get().stripe_id)
    payers.subscribe(it)
    sync(it, sandbox.world.now)
    states = Membership.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.ENDED, State.ACTIVE]
    assert not Subscription.objects.filter(doubled=True).exists()
