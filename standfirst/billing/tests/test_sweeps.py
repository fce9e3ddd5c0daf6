"""What only the clock brings: found once each, at whatever interval it is looked for."""

from datetime import datetime, timedelta

import pytest

from standfirst.billing import letters, sweeps
from standfirst.billing.letters_due import Kind
from standfirst.billing.models import Customer, Invoice, InvoiceState, Letter, Subscription
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import Card, FailureKind, Money, Snapshot, State
from standfirst.membership.tests.cast import ana, ben, failed, on, sell
from standfirst.publication import worker
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db
YEAR = Money(5000, "EUR")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _plans() -> None:
    sell()


def begin(snapshot: Snapshot, now: datetime, *, paid: bool = True) -> Membership:
    number = Reader.objects.count()
    reader = Reader.objects.create_reader(f"reader-{number}@example.com")
    customer = Customer.objects.create(reader=reader, stripe_id=f"cus_{number}", made_at=now)
    membership = Membership.begin(reader, snapshot, now)
    Subscription.objects.create(
        customer=customer,
        membership=membership,
        stripe_id=f"sub_{number}",
        status="active",
        made_at=now,
    )
    if paid:
        Invoice.objects.create(
            customer=customer,
            subscription=f"sub_{number}",
            stripe_id=f"in_{number}",
            state=InvoiceState.PAID,
            amount=snapshot.money.amount,
            currency="EUR",
            at=now,
            paid_at=now,
        )
    letters.tell_change(membership, None, now)
    OutgoingMail.objects.all().delete()
    return membership


def mailed(*days: datetime) -> list[tuple[str, datetime]]:
    """What the sweeps mail, run on each of these days, twice."""
    for day in days:
        sweeps.sweep(day)
        sweeps.sweep(day + timedelta(hours=1))
    found = OutgoingMail.objects.order_by("created_at", "pk")
    return [(it.kind, it.created_at) for it in found]


def days(first: datetime, count: int) -> list[datetime]:
    return [first + number * DAY for number in range(count)]


def test_it_tells_of_a_lock_once_it_is_confirmed(db: None) -> None:
    """Grace ended on 17 August. Until a fetch since then says that nothing was paid, nothing is locked."""
    membership = begin(ben(), on(4))
    Letter.objects.all().update(at=on(4))
    assert mailed(on(16), on(17, hour=6)) == [("grace_ends", on(16))]
    membership.apply(ben(fetched_at=on(17, hour=7)), on(17, hour=7))
    assert mailed(on(17, hour=8), on(18), on(30))[1:] == [("membership_locked", on(17, hour=8))]
    assert "the days to read on are over" in OutgoingMail.objects.last().text


def test_it_locks_nobody_by_words_who_has_paid_for_more(db: None) -> None:
    begin(ben(paid_until=on(30), fetched_at=on(18)), on(18))
    assert mailed(on(19)) == []


def test_a_lock_where_the_bank_waits_leads_to_the_bank(db: None) -> None:
    wanted = ben(failure=failed(FailureKind.NEEDS_APPROVAL), fetched_at=on(18))
    begin(wanted, on(18))
    assert [kind for kind, _at in mailed(on(19))] == ["membership_locked"]
    assert "/card/approve/" in OutgoingMail.objects.get().text


def test_it_reminds_of_graces_end_once_and_not_right_after_the_failure(db: None) -> None:
    begin(ben(), on(13))
    assert mailed(*days(on(14), 3)) == [("grace_ends", on(17) - DAY)]


def test_it_tells_of_a_card_that_ends_before_the_renewal(db: None) -> None:
    ends = Card("visa", "4242", 8, 2026)
    begin(ana(card=ends), on(4))
    begin(ana(card=Card("visa", "1111", 9, 2026)), on(4))
    begin(ana(card=ends, ends_at_period_end=True), on(4))
    begin(ana(card=None), on(4))
    assert mailed(*days(on(10), 24)) == [("card_ends", on(13))]
    text = " ".join(OutgoingMail.objects.get().text.split())
    assert "Visa 4242, ends with August 2026" in text
    assert "Your bank may renew it by itself" in text
    assert "€5 on 3 September" in text


def test_another_card_that_ends_too_is_told_of(db: None) -> None:
    membership = begin(ana(card=Card("visa", "4242", 8, 2026)), on(4))
    mailed(on(14))
    membership.apply(ana(card=Card("visa", "1111", 7, 2026), fetched_at=on(15)), on(15))
    assert len(mailed(on(16), on(17))) == 2


def test_it_reminds_of_yearly_renewals_alone(db: None) -> None:
    begin(ana(money=YEAR), on(4))
    begin(ana(), on(4))
    begin(ana(money=YEAR, ends_at_period_end=True), on(4))
    assert mailed(*days(on(10), 24)) == [("renews_soon", on(20))]
    text = " ".join(OutgoingMail.objects.get().text.split())
    assert "renews for a year on 3 September. €50 is charged that day." in text
    assert "/membership/leave/" in text


def test_it_says_that_a_trial_ends(db: None) -> None:
    begin(ana(started_at=on(4)), on(4), paid=False)
    assert mailed(*days(on(25), 9)) == [("trial_ends", on(31))]
    assert "at €5 a month" in OutgoingMail.objects.get().text


def test_it_says_that_a_pause_ends(db: None) -> None:
    begin(ana(state=State.PAUSED, paused_until=on(1, 11)), on(4))
    assert mailed(*days(on(25, 10), 9)) == [("resumes_soon", on(29, 10))]


def test_it_goes_on_where_it_was_killed(
    monkeypatch: pytest.MonkeyPatch, django_db_blocker: object
) -> None:
    monkeypatch.setattr(sweeps, "BATCH", 2)
    for _each in range(5):
        begin(ana(money=YEAR), on(4))
    told = Membership.objects.order_by("pk")[2]
    letters.tell(Kind.RENEWS_SOON, told, on(25))
    assert len(mailed(on(25))) == 5


def test_the_worker_looks_for_it() -> None:
    assert "sweep_memberships" in {it.name for it in worker.jobs()}


def test_one_that_fails_does_not_keep_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, _good = begin(ben(), on(4)), begin(ben(), on(4))
    Letter.objects.all().update(at=on(4))
    tell = sweeps.tell

    def told(kind: Kind, it: Membership, now: datetime) -> None:
        if it == bad:
            raise KeyError("plan")
        tell(kind, it, now)

    monkeypatch.setattr(sweeps, "tell", told)
    sweeps.sweep(on(16))
    assert OutgoingMail.objects.get().kind == "grace_ends"
    assert f"{bad} could not be told" in caplog.text
