"""What no bell has told of is found, mended and said."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from standfirst.billing import reconcile, sync
from standfirst.billing.gateway import Refused, asking
from standfirst.billing.models import Customer
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sync import sync_due
from standfirst.billing.tests import payers
from standfirst.membership.models import MembershipEvent
from standfirst.membership.snapshot import State
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(sandbox: Sandbox) -> None:
    payers.open_shop()


@pytest.fixture
def ana(sandbox: Sandbox) -> Reader:
    """She left, and no event told of it."""
    who = payers.reader()
    it = payers.join(sandbox, who)
    with asking() as stripe:
        stripe.v1.subscriptions.cancel(it.subscriptions.get().stripe_id)
    return who


def said(**options: bool) -> str:
    out = StringIO()
    call_command("reconcile", stdout=out, **options)
    return out.getvalue()


def test_it_mends_and_says_what(ana: Reader) -> None:
    words = said()
    assert "active on basic" in words
    assert "→ ended (by_reader) on basic" in words
    assert "1 changed." in words
    assert payers.membership(ana).state == State.ENDED
    assert said() == "Nothing to mend.\n"


def test_a_dry_run_says_the_same_and_changes_nothing(ana: Reader) -> None:
    before, mails = MembershipEvent.objects.count(), OutgoingMail.objects.count()
    words = said(dry_run=True)
    assert "→ ended (by_reader) on basic" in words
    assert "1 would change." in words
    assert payers.membership(ana).state == State.ACTIVE
    assert (MembershipEvent.objects.count(), OutgoingMail.objects.count()) == (before, mails)
    it = Customer.objects.get()
    assert (it.lease, it.leased_until) == ("", None)
    assert said(dry_run=True) == words


def test_it_says_that_stripe_is_away(ana: Reader, sandbox: Sandbox) -> None:
    sandbox.world.configure(faults=Faults(fail="500"))
    with pytest.raises(CommandError, match="Stripe could not be asked"):
        said()
    assert payers.membership(ana).state == State.ACTIVE


def test_it_says_that_there_is_no_key(settings, ana: Reader) -> None:
    settings.STRIPE_KEY = ""
    with pytest.raises(CommandError, match="STANDFIRST_STRIPE_KEY"):
        said()


def test_the_worker_looks_at_everyone_once_a_day(
    ana: Reader, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    reconcile.reconcile_some(sandbox.world.now + timedelta(hours=23))
    assert payers.membership(ana).state == State.ACTIVE
    reconcile.reconcile_some(sandbox.world.now + timedelta(hours=25))
    assert payers.membership(ana).state == State.ENDED
    assert "Without a bell" in caplog.text


def test_who_left_long_ago_is_left_alone(ana: Reader, sandbox: Sandbox) -> None:
    said()
    later = sandbox.world.now + timedelta(days=140)
    stale = Customer.objects.to_reconcile(
        later, later - reconcile.EVERY, later - reconcile.STILL_DISPUTED
    )
    assert not stale.exists()


def test_who_is_open_on_trust_alone_is_asked_for(sandbox: Sandbox) -> None:
    """The row that says when to ask is gone, as in an old backup."""
    who = payers.reader()
    payers.join(sandbox, who)
    Customer.objects.update(sync_at=None)
    sandbox.world.advance(days=32)
    assert sync_due(sandbox.world.now) == 0
    reconcile.ring_awaiting(sandbox.world.now)
    assert sync_due(sandbox.world.now) == 1
    assert not payers.standing(sandbox, who).rights[0].awaiting
    reconcile.ring_awaiting(sandbox.world.now)
    assert sync_due(sandbox.world.now) == 0


@pytest.mark.parametrize("why", [Refused("No such customer", "resource_missing"), KeyError("id")])
def test_one_that_fails_does_not_keep_the_others(
    ana: Reader, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    """Though she has waited longest, each time."""
    it = payers.customer(sandbox, payers.reader("Bob"))
    payers.subscribe(it)
    told = sync.fetch

    def fetch(customer: str, *args: Any, **options: Any) -> Any:
        if customer == it.stripe_id:
            raise why
        return told(customer, *args, **options)

    monkeypatch.setattr(sync, "fetch", fetch)
    monkeypatch.setattr(reconcile, "FEW", 1)
    Customer.objects.filter(pk=it.pk).update(applied_at=sandbox.world.now - timedelta(days=9))
    it.subscriptions.create(stripe_id="sub_1", status="active", made_at=sandbox.world.now)
    later = sandbox.world.now + timedelta(hours=25)
    reconcile.reconcile_some(later)
    assert payers.membership(ana).state == State.ACTIVE
    reconcile.reconcile_some(later + timedelta(seconds=1))
    assert payers.membership(ana).state == State.ENDED
