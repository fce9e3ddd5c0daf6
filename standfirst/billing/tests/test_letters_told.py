"""What is mailed as time passes at the processor: one reader's months, from joining on, and each fact once."""

from datetime import timedelta

import pytest
from django.test import Client

from standfirst.billing import closing, letters, sweeps
from standfirst.billing.ending import end_due
from standfirst.billing.gateway import asking
from standfirst.billing.letters_due import Kind
from standfirst.billing.models import Customer, Invoice
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sync import sync
from standfirst.billing.tests import payers
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(sandbox: Sandbox) -> None:
    payers.open_shop()


@pytest.fixture
def ana() -> Reader:
    return payers.reader()


def news(sandbox: Sandbox, it: Customer) -> list[str]:
    """The kinds of what is mailed by asking and by the sweeps, each twice."""
    known = set(OutgoingMail.objects.values_list("pk", flat=True))
    for _twice in range(2):
        sync(it, sandbox.world.now)
        end_due(sandbox.world.now)
        sweeps.sweep(sandbox.world.now)
    new = OutgoingMail.objects.exclude(pk__in=known).order_by("pk")
    return list(new.values_list("kind", flat=True))


def text() -> str:
    mail = OutgoingMail.objects.order_by("-pk").first()
    assert mail
    return " ".join(mail.text.split())


def test_a_month_by_month_story(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    assert [mail.kind for mail in OutgoingMail.objects.all()] == [Kind.JOINED]
    number = Invoice.objects.get().number
    assert number
    assert number in text()
    sandbox.world.advance(days=32)
    assert news(sandbox, it) == []
    sandbox.replace_card_behaviour(it.stripe_id, payers.FAILS)
    sandbox.world.advance(days=31)
    assert news(sandbox, it) == [Kind.PAYMENT_FAILED]
    assert "didn't go through" in text()
    for days, kind in ((-2, Kind.GRACE_ENDS), (0, Kind.LOCKED)):
        until_grace_ends(sandbox, ana, days)
        assert news(sandbox, it) == [kind]
    assert "the days to read on are over" in text()
    sandbox.world.advance(days=2)
    assert news(sandbox, it) == [Kind.ENDED]
    assert "never went through" in text()


def until_grace_ends(sandbox: Sandbox, who: Reader, days: int) -> None:
    """To an hour past so many days from its end. A day later the last retry of the schedule fails."""
    grace = payers.membership(who).grace_until
    assert grace
    wait = grace + timedelta(days=days, hours=1) - sandbox.world.now
    sandbox.world.advance(hours=wait.total_seconds() // 3600)


def test_the_link_in_the_mail_opens_without_a_log_in(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.replace_card_behaviour(it.stripe_id, payers.FAILS)
    sandbox.world.advance(days=32)
    sync(it, sandbox.world.now)
    mail = OutgoingMail.objects.get(kind=Kind.PAYMENT_FAILED)
    link = mail.text.partition("Sort out payment:\n")[2].split()[0]
    page = Client().get(link.removeprefix("http://testserver"))
    assert page.status_code == 200
    assert "€5" in page.text
    assert "ana@example.com" not in page.text
    assert "4242" not in page.text


def test_leaving_staying_and_the_end_are_told_once_each(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    row = it.subscriptions.get()
    for leaves, kind in ((True, Kind.LEFT), (False, Kind.STAYS), (True, Kind.LEFT)):
        with asking() as stripe:
            stripe.v1.subscriptions.update(row.stripe_id, params={"cancel_at_period_end": leaves})
        sandbox.world.advance(hours=1)
        assert news(sandbox, it) == [kind]
    sandbox.world.advance(days=32)
    assert news(sandbox, it) == [Kind.ENDED]
    assert "as you asked" in text()


def test_a_withdrawal_is_one_mail_with_the_money(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    closing.end_now(it.subscriptions.get(), sandbox.world.now, refund=True)
    assert news(sandbox, it) == []
    kinds = [mail.kind for mail in OutgoingMail.objects.order_by("pk")]
    assert kinds == [Kind.JOINED, Kind.ENDED]
    assert "€5 goes back" in text()


def test_paying_twice_is_one_mail(sandbox: Sandbox, ana: Reader) -> None:
    payers.join(sandbox, ana)
    second = payers.join(sandbox, ana, payers.OTHER)
    assert news(sandbox, second) == [Kind.DOUBLED]


def test_a_trial_its_end_and_the_first_payment(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana, trial_period_days=14)
    assert [mail.kind for mail in OutgoingMail.objects.all()] == [Kind.TRIAL_BEGAN]
    sandbox.world.advance(days=12)
    assert news(sandbox, it) == [Kind.TRIAL_ENDS]
    sandbox.world.advance(days=3)
    assert news(sandbox, it) == [Kind.FIRST_PAYMENT]


def test_a_pause_is_told_when_it_begins_before_it_ends_and_then(
    sandbox: Sandbox, ana: Reader
) -> None:
    it = payers.join(sandbox, ana)
    ends = sandbox.world.now + timedelta(days=60)
    with asking() as stripe:
        stripe.v1.subscriptions.update(
            it.subscriptions.get().stripe_id,
            params={"pause_collection": {"behavior": "void", "resumes_at": int(ends.timestamp())}},
        )
    assert news(sandbox, it) == [Kind.PAUSED]
    sandbox.world.advance(days=58)
    assert news(sandbox, it) == [Kind.RESUMES_SOON]
    sandbox.world.advance(days=3)
    assert Kind.RESUMED in news(sandbox, it)


def test_a_bell_that_rings_twice_mails_once(sandbox: Sandbox, ana: Reader) -> None:
    it = payers.join(sandbox, ana)
    sandbox.ring(Client())
    sandbox.ring(Client())
    sync(it, sandbox.world.now)
    assert OutgoingMail.objects.count() == 1


def test_staff_may_send_the_way_to_pay_as_often_as_asked(sandbox: Sandbox, ana: Reader) -> None:
    payers.join(sandbox, ana)
    for hours in (1, 2):
        at = sandbox.world.now + timedelta(hours=hours)
        assert letters.tell(Kind.MEND_LINK, payers.membership(ana), at)
    assert "You asked us for the way" in text()
