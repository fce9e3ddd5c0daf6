"""What ends by rule: paid twice, paid back, disputed, deleted; and what an end does at Stripe."""

from datetime import timedelta

import pytest

from standfirst.billing import closing, ending, personal
from standfirst.billing.ending import end_due
from standfirst.billing.gateway import Unreachable, asking
from standfirst.billing.models import Customer, Invoice, Subscription
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sync import sync
from standfirst.billing.tests import payers
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import EndCause, State
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(sandbox: Sandbox) -> None:
    payers.open_shop()


@pytest.fixture
def ana() -> Reader:
    return payers.reader()


def at_stripe(it: Customer) -> list[str]:
    with asking() as stripe:
        listed = stripe.v1.subscriptions.list(
            params={"customer": it.stripe_id, "status": "all", "limit": 100}
        )
    return [each.status for each in listed.data]


def charge_of(sandbox: Sandbox, it: Customer) -> str:
    return str(sandbox.world.store.of(it.stripe_id, "charge")[-1]["id"])


def test_the_second_of_two_ends_with_all_the_money_back(sandbox: Sandbox, ana: Reader) -> None:
    first, second = payers.join(sandbox, ana), payers.join(sandbox, ana, payers.OTHER)
    end_due(sandbox.world.now)
    assert at_stripe(first) == ["active"]
    assert at_stripe(second) == ["canceled"]
    receipt = second.invoices.get()
    assert (receipt.state, receipt.refunded) == ("refunded", 500)
    row = second.subscriptions.get()
    assert row.closed_at == sandbox.world.now
    assert row.membership is None
    assert payers.reads(sandbox, ana)
    end_due(sandbox.world.now + timedelta(hours=1))
    assert len(sandbox.world.store.all("refund")) == 1


def test_a_second_one_is_none_once_the_first_has_ended(sandbox: Sandbox, ana: Reader) -> None:
    """At Stripe it had ended already, with the money back, and nobody had heard."""
    first, second = payers.join(sandbox, ana), payers.join(sandbox, ana, payers.OTHER)
    with asking() as stripe:
        stripe.v1.subscriptions.cancel(first.subscriptions.get().stripe_id)
        stripe.v1.refunds.create(params={"payment_intent": first.invoices.get().payment})
    end_due(sandbox.world.now)
    assert at_stripe(second) == ["active"]
    assert not Subscription.objects.filter(doubled=True).exists()
    assert payers.membership(ana).subscription.customer == second
    assert second.invoices.get().refunded == 0


def test_a_second_one_goes_back_while_the_first_still_pays(sandbox: Sandbox, ana: Reader) -> None:
    """She left the first meanwhile, and reads on to the end of what it paid for."""
    first, second = payers.join(sandbox, ana), payers.join(sandbox, ana, payers.OTHER)
    with asking() as stripe:
        stripe.v1.subscriptions.cancel(first.subscriptions.get().stripe_id)
    end_due(sandbox.world.now)
    assert at_stripe(second) == ["canceled"]
    assert second.invoices.get().state == "refunded"
    assert payers.reads(sandbox, ana)


def test_one_that_gave_way_unpaid_is_cancelled(sandbox: Sandbox, ana: Reader) -> None:
    first = payers.join(sandbox, ana, payers.ASKS)
    payers.join(sandbox, ana)
    end_due(sandbox.world.now)
    assert at_stripe(first)[0] in {"canceled", "incomplete_expired"}
    assert not sandbox.world.store.all("refund")
    assert first.subscriptions.get().closed_at


def test_a_second_one_in_dispute_is_ended_and_left_to_the_bank(
    sandbox: Sandbox, ana: Reader
) -> None:
    payers.join(sandbox, ana)
    second = payers.join(sandbox, ana, payers.OTHER)
    sandbox.world.dispute(charge_of(sandbox, second))
    end_due(sandbox.world.now)
    assert at_stripe(second) == ["canceled"]
    assert not sandbox.world.store.all("refund")
    assert payers.reads(sandbox, ana)


def test_a_second_one_whose_payment_the_bank_has_goes_back_once_it_came(
    sandbox: Sandbox, ana: Reader
) -> None:
    payers.join(sandbox, ana)
    second = payers.join(sandbox, ana, payers.BANK)
    end_due(sandbox.world.now)
    row = second.subscriptions.get()
    assert at_stripe(second) == ["canceled"]
    assert not row.closed_at
    sandbox.world.advance(days=6)
    sync(second, sandbox.world.now)
    end_due(sandbox.world.now)
    row.refresh_from_db()
    assert row.closed_at
    assert second.invoices.get().state == "refunded"


def test_a_refund_in_stripes_own_pages_ends_it(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    with asking() as stripe:
        stripe.v1.refunds.create(params={"payment_intent": it.invoices.get().payment})
    sync(it, sandbox.world.now)
    now = payers.membership(ana)
    assert (now.state, now.end_cause) == (State.ENDED, EndCause.REFUNDED)
    assert not payers.reads(sandbox, ana)
    assert at_stripe(it) == ["active"]
    end_due(sandbox.world.now)
    assert at_stripe(it) == ["canceled"]
    assert payers.membership(ana).end_cause == EndCause.REFUNDED
    sandbox.world.advance(days=40)
    sync(it, sandbox.world.now)
    assert Invoice.objects.count() == 1, "nothing is charged again"


def test_a_part_given_back_ends_nothing(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    receipt = it.invoices.get()
    closing.refund(receipt, sandbox.world.now, 200)
    assert (receipt.state, receipt.refunded) == ("partly", 200)
    assert payers.reads(sandbox, ana)
    closing.refund(receipt, sandbox.world.now, 200)
    assert receipt.refunded == 400
    closing.refund(receipt, sandbox.world.now)
    assert (receipt.state, receipt.refunded) == ("refunded", 500)
    assert not payers.reads(sandbox, ana)


def test_a_dispute_ends_it_and_nothing_is_charged_again(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    dispute = sandbox.world.dispute(charge_of(sandbox, it))
    sync(it, sandbox.world.now)
    assert payers.membership(ana).end_cause == EndCause.DISPUTED
    assert it.invoices.get().state == "disputed"
    sandbox.world.close_dispute(dispute["id"], won=True)
    sync(it, sandbox.world.now)
    assert payers.membership(ana).state == State.ACTIVE, "won: it counts as paid"
    assert payers.reads(sandbox, ana)


def test_a_dispute_won_beside_a_new_one_goes_back(sandbox: Sandbox, ana: Reader) -> None:
    """She had joined anew while the bank decided."""
    first = payers.join(sandbox, ana)
    dispute = sandbox.world.dispute(charge_of(sandbox, first))
    sync(first, sandbox.world.now)
    second = payers.join(sandbox, ana, payers.OTHER)
    sandbox.world.close_dispute(dispute["id"], won=True)
    sync(first, sandbox.world.now)
    assert first.subscriptions.get().doubled
    end_due(sandbox.world.now)
    assert at_stripe(first) == ["canceled"]
    assert at_stripe(second) == ["active"]
    assert payers.reads(sandbox, ana)


def test_a_dispute_won_after_the_end_opens_what_was_paid(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    dispute = sandbox.world.dispute(charge_of(sandbox, it))
    sync(it, sandbox.world.now)
    end_due(sandbox.world.now)
    assert at_stripe(it) == ["canceled"]
    assert not payers.reads(sandbox, ana)
    sandbox.world.close_dispute(dispute["id"], won=True)
    sync(it, sandbox.world.now)
    assert payers.reads(sandbox, ana)


def test_ending_now_asks_for_nothing_more(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.replace_card_behaviour(it.stripe_id, payers.FAILS)
    sandbox.world.advance(days=31, hours=2)
    sync(it, sandbox.world.now)
    row = it.subscriptions.get()
    asked = row.open_invoice
    closing.end_now(row, sandbox.world.now, refund=False)
    assert row.is_over
    assert Invoice.objects.get(stripe_id=asked).state == "void"
    assert payers.membership(ana).state == State.ENDED
    closing.end_now(row, sandbox.world.now, refund=False)


def test_ending_now_may_give_back_what_is_still_to_come(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.world.advance(days=40)
    sync(it, sandbox.world.now)
    closing.end_now(it.subscriptions.get(), sandbox.world.now, refund=True)
    assert list(it.invoices.order_by("at").values_list("state", flat=True)) == ["paid", "refunded"]


def test_an_end_whose_answer_was_lost_is_done_once(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    row = it.subscriptions.get()
    sandbox.world.configure(faults=Faults(fail="timeout", after=True, calls="^(POST|DELETE)"))
    with pytest.raises(Unreachable):
        closing.end_now(row, sandbox.world.now, refund=True)
    sandbox.world.configure(faults=Faults())
    closing.end_now(row, sandbox.world.now, refund=True)
    assert len(sandbox.world.store.all("refund")) == 1
    assert payers.membership(ana).end_cause == EndCause.REFUNDED


def test_a_deleted_account_pays_no_more_and_leaves_nothing(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    for room in (personal,):
        room.erase(ana, sandbox.world.now)
    for mine in Membership.objects.of(ana):
        mine.part_with_reader()
    it.refresh_from_db()
    assert (it.reader, it.fingerprint, it.close_at) == (None, "", sandbox.world.now)
    end_due(sandbox.world.now)
    it.refresh_from_db()
    assert at_stripe(it) == ["canceled"]
    assert it.closed_at
    assert it.fingerprint == ""
    kept = it.invoices.get()
    assert (kept.amount, kept.web_page, kept.pdf) == (500, "", "")
    now = Membership.objects.get()
    assert (now.state, now.reader, now.card) == (State.ENDED, None, None)
    assert sandbox.world.store.get(it.stripe_id)["deleted"]
    assert not Customer.objects.ring(it.stripe_id, sandbox.world.now), "nobody is asked for"


def test_stripe_away_ends_nothing_and_forgets_nothing(sandbox: Sandbox, ana: Reader) -> None:
    payers.join(sandbox, ana)
    personal.erase(ana, sandbox.world.now)
    sandbox.world.configure(faults=Faults(fail="500"))
    with pytest.raises(Unreachable):
        end_due(sandbox.world.now)
    sandbox.world.configure(faults=Faults())
    end_due(sandbox.world.now + timedelta(minutes=1))
    assert Customer.objects.get().closed_at


def test_two_accounts_that_join_keep_who_pays(sandbox: Sandbox, ana: Reader) -> None:
    other = payers.reader("Annie")
    payers.join(sandbox, other)
    personal.join(ana, other, sandbox.world.now)
    assert Customer.objects.get().reader == ana


def test_it_tells_its_reader_what_is_kept(sandbox: Sandbox, ana: Reader) -> None:
    payers.join(sandbox, ana)
    kept = personal.personal_data(ana)
    assert kept["receipts"][0]["amount_in_minor_units"] == 500
    assert kept["at_the_payment_processor"][0]["customer"].startswith("cus_")
    assert personal.personal_data(payers.reader("Dee")) == {
        "at_the_payment_processor": [],
        "receipts": [],
        "joins": [],
        "told_by_mail": [],
    }


def test_one_that_fails_does_not_keep_the_others(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = payers.join(sandbox, payers.reader("Bob"))
    good = payers.join(sandbox, payers.reader("Eve"))
    Customer.objects.update(close_at=sandbox.world.now)
    forget = ending._forget

    def forgotten(it: Customer) -> None:
        if it == bad:
            raise KeyError("id")
        forget(it)

    monkeypatch.setattr(ending, "_forget", forgotten)
    monkeypatch.setattr(ending, "FEW", 1)
    for _run in range(30):
        end_due(sandbox.world.now)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.closed_at
    assert not bad.closed_at
    assert "could not be ended" in caplog.text
