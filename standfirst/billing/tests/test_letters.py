"""What is mailed when a membership changes: the words, as they go out, and that nothing is told twice."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.conf import LazySettings
from django.utils import translation

from standfirst.billing import letters
from standfirst.billing.letters_due import Kind
from standfirst.billing.models import Customer, Invoice, InvoiceState, Letter, Subscription
from standfirst.membership.models import Grant, Membership
from standfirst.membership.snapshot import EndCause, FailureKind, Money, Snapshot, State
from standfirst.membership.tests.cast import NOW, ana, ben, failed, kit, on, sell
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db
THIRD = on(3)


@pytest.fixture(autouse=True)
def _plans() -> None:
    sell()


class Story:
    """One reader's membership as `billing.sync` moves it on: apply, then tell."""

    def __init__(self) -> None:
        self.reader = Reader.objects.create_reader("ana@example.com", name="Ana")
        self.customer = Customer.objects.create(
            reader=self.reader, stripe_id="cus_1", made_at=on(1)
        )
        self.row = Subscription.objects.create(
            customer=self.customer, stripe_id="sub_1", status="active", made_at=on(1)
        )
        self.membership: Membership | None = None

    def paid(self, number: str = "R-0001", amount: int = 500, at: datetime = THIRD) -> Invoice:
        return Invoice.objects.create(
            customer=self.customer,
            subscription="sub_1",
            stripe_id=f"in_{number}",
            number=number,
            state=InvoiceState.PAID,
            amount=amount,
            currency="EUR",
            at=at,
            paid_at=at,
        )

    def goes(self, snapshot: Snapshot, now: datetime = NOW) -> OutgoingMail | None:
        """What was mailed of it."""
        last = OutgoingMail.objects.order_by("-pk").first()
        before = self.membership.facts() if self.membership else None
        if self.membership is None:
            self.membership = Membership(reader=self.reader)
        if self.membership.apply(snapshot, now):
            self.row.membership = self.membership
            self.row.save()
            letters.tell_change(self.membership, before, now)
        new = OutgoingMail.objects.order_by("-pk").first()
        return None if new == last else new


@pytest.fixture
def story() -> Story:
    return Story()


def says(mail: OutgoingMail | None, *words: str) -> None:
    """The text and the HTML alike."""
    assert mail is not None
    text, html = (" ".join(it.split()) for it in (mail.text, mail.html))
    for it in words:
        assert it in text
        assert it.replace("'", "&#x27;") in html


def test_who_joins_is_told_what_was_paid_what_comes_and_how_to_leave(story: Story) -> None:
    story.paid()
    mail = story.goes(ana(started_at=on(3)), on(3, hour=2))
    says(
        mail,
        "Basic, €5 a month",
        "€5 on 3 August",
        "R-0001",
        "€5 on 3 September",
        "You can leave at any time",
        "Before 17 August you may also withdraw",
        "/membership/leave/",
    )
    assert mail
    assert (mail.to, mail.kind) == ("ana@example.com", "membership_began")


def test_it_names_no_withdrawal_where_there_is_none(story: Story, settings: LazySettings) -> None:
    settings.WITHDRAWAL_DAYS = 0
    story.paid()
    mail = story.goes(ana(started_at=on(3)), on(3, hour=2))
    assert mail
    assert "withdraw" not in mail.text


def test_a_trial_says_that_nothing_was_charged_and_when_it_is(story: Story) -> None:
    mail = story.goes(ana(started_at=on(3), paid_until=on(17)), on(3, hour=2))
    says(mail, "until 17 August", "Nothing has been charged", "the first €5 is charged")


def test_a_failure_is_told_once_in_general_words(story: Story) -> None:
    """A mail may be read by others: why the bank declined, and which card it was, stand in none."""
    story.paid()
    story.goes(ana(), on(3, hour=2))
    mail = story.goes(ben(fetched_at=on(4)), on(4))
    says(mail, "€5 on 3 August didn't go through", "You can read until 17 August", "on 8 August")
    assert mail
    assert "expired" not in mail.text
    assert "4242" not in mail.text
    again = ben(failure=failed(at=on(8), attempts=2, next_attempt=None), fetched_at=on(8, hour=1))
    assert story.goes(again, on(8, hour=2)) is None


def test_the_same_snapshot_twice_mails_nothing(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    assert story.goes(ana(), on(4)) is None
    assert story.goes(ana(fetched_at=on(4)), on(4)) is None
    assert OutgoingMail.objects.count() == Letter.objects.count() == 1


def test_the_same_failure_is_not_told_again_when_the_truth_flickers(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    assert story.goes(ben(fetched_at=on(4)), on(4))
    assert story.goes(ana(fetched_at=on(5), paid_until=on(3)), on(5)) is None
    assert story.goes(ben(fetched_at=on(6)), on(6)) is None


def test_the_banks_wish_has_its_own_letter(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    wanted = ben(failure=failed(FailureKind.NEEDS_APPROVAL), fetched_at=on(4))
    says(story.goes(wanted, on(4)), "wants your approval", "€5", "Review and approve")


def test_who_pays_again_has_a_receipt(story: Story) -> None:
    story.goes(ben(), on(4))
    story.paid("R-0002", at=on(6))
    says(story.goes(ana(fetched_at=on(6)), on(6)), "went through", "R-0002", "€5 on 3 September")


def test_a_yearly_renewal_has_a_receipt_and_a_monthly_none(story: Story) -> None:
    story.paid("R-1", at=on(3, 7))
    story.goes(ana(), on(3, hour=2))
    story.paid("R-2", at=on(3, 8))
    assert story.goes(ana(paid_until=on(3, 10), fetched_at=on(4)), on(4)) is None
    assert story.membership
    Membership.objects.filter(pk=story.membership.pk).update(amount=5000)
    story.membership.refresh_from_db()
    story.paid("R-3", 5000, on(5))
    year = ana(money=Money(5000, "EUR"), paid_until=on(3, 12), fetched_at=on(5))
    says(story.goes(year, on(5)), "is renewed", "€50 on 5 August", "R-3")


def test_who_leaves_is_told_until_when_and_the_way_back(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    mail = story.goes(ana(ends_at_period_end=True, fetched_at=on(4)), on(4))
    says(mail, "Nothing more is charged", "until 3 September", "Stay after all")
    says(story.goes(ana(fetched_at=on(5)), on(5)), "goes on", "€5 on 3 September")
    assert story.goes(ana(ends_at_period_end=True, fetched_at=on(6)), on(6))


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (EndCause.BY_READER, "as you asked"),
        (EndCause.UNPAID, "never went through"),
        (EndCause.REFUNDED, "€5 goes back the way it came"),
        (EndCause.DISPUTED, "was disputed with your bank"),
    ],
)
def test_an_end_says_why_and_how_to_come_back(story: Story, cause: EndCause, words: str) -> None:
    invoice = story.paid()
    story.goes(ana(), on(3, hour=2))
    if cause is EndCause.REFUNDED:
        Invoice.objects.filter(pk=invoice.pk).update(refunded=500, state=InvoiceState.REFUNDED)
    mail = story.goes(kit(cause, fetched_at=on(4)), on(4))
    says(mail, words, "Nothing more is charged", "/membership/rejoin/")


def test_a_refund_that_ended_the_membership_is_told_once(story: Story) -> None:
    invoice = story.paid()
    story.goes(ana(), on(3, hour=2))
    invoice.refunded, invoice.state = 500, InvoiceState.REFUNDED
    invoice.save()
    story.goes(kit(EndCause.REFUNDED, fetched_at=on(4)), on(4))
    count = OutgoingMail.objects.count()
    letters.tell_refunded(invoice, Money(500, "EUR"), on(4))
    assert OutgoingMail.objects.count() == count


def test_a_part_that_goes_back_is_told(story: Story) -> None:
    invoice = story.paid()
    story.goes(ana(), on(3, hour=2))
    invoice.refunded, invoice.state = 200, InvoiceState.PARTLY_REFUNDED
    invoice.save()
    for _twice in range(2):
        letters.tell_refunded(invoice, Money(200, "EUR"), on(4))
    mail = OutgoingMail.objects.get(kind=Kind.REFUNDED)
    says(mail, "Of your payment of €5 on 3 August, €2 goes back", "R-0001")


def test_a_pause_says_until_when_and_what_then(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    mail = story.goes(ana(state=State.PAUSED, paused_until=on(1, 11), fetched_at=on(4)), on(4))
    says(mail, "is paused, as you asked", "read until 3 September", "On 1 November", "€5")
    says(story.goes(ana(fetched_at=on(5)), on(5)), "The pause is over", "€5 on 3 September")


def test_another_plan_names_both_and_the_price(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    plus = ana(plan="plus", money=Money(900, "EUR"), fetched_at=on(4))
    says(story.goes(plus, on(4)), "is Plus now; before, it was Basic", "€9 a month")


def test_nobody_is_told_of_what_is_nobodys(story: Story) -> None:
    story.goes(ana(), on(3, hour=2))
    assert story.membership
    story.membership.part_with_reader()
    assert letters.tell(Kind.MEND_LINK, story.membership, on(4)) is False


def test_what_was_paid_twice_goes_back_and_is_told_once(story: Story) -> None:
    invoice = story.paid()
    story.row.doubled = True
    story.row.save()
    letters.tell_refunded(invoice, Money(500, "EUR"), on(4))
    for refunded in (0, 500):
        invoice.refunded = refunded
        invoice.save()
        letters.tell_doubled(story.customer, invoice, on(4))
    says(OutgoingMail.objects.get(), "paid €5 for a second one", "goes back the way it came")


def test_days_lost_by_our_fault_are_given_back_and_told(story: Story) -> None:
    """Trust ran out on 6 September; news of 8 September says that it was paid on the 3rd."""
    story.goes(ana(), on(4))
    story.goes(ana(paid_until=on(3, 10), fetched_at=on(8, 9, 12)), on(8, 9, 12))
    grant = Grant.objects.get()
    assert (grant.starts_at, grant.ends_at) == (on(3, 10), on(6, 10))
    says(OutgoingMail.objects.get(kind=Kind.DAYS_GIVEN), "For 3 days", "until 6 October")


def test_no_day_is_given_back_that_was_not_lost(story: Story) -> None:
    story.goes(ana(), on(4))
    story.goes(ana(paid_until=on(3, 10), fetched_at=on(5, 9)), on(5, 9))
    story.goes(
        ben(paid_until=on(3, 10), fetched_at=on(4, 10), failure=failed(at=on(3, 10))), on(4, 10)
    )
    story.goes(ana(paid_until=on(3, 12), fetched_at=on(30, 11)), on(30, 11))
    assert not Grant.objects.exists()


def test_the_letters_have_words_for_every_kind_a_membership_calls_for() -> None:
    assert set(letters.WORDS) == set(Kind) - {Kind.DAYS_GIVEN, Kind.DOUBLED, Kind.REFUNDED}


def test_it_speaks_the_publications_language(story: Story) -> None:
    with translation.override("de"):
        says(story.goes(replace(ana(), started_at=on(3)), on(4)), "3 September")
