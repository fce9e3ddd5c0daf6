"""Which mails are a reader's, and what is told of them."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from standfirst.publication.mail import send
from standfirst.readers.mails_sent import erase, personal_data, sent_to


def mail(to):
    return send(
        to=to,
        template="readers/mail/role",
        context={"role": "Editor", "address": to, "log_in": "https://example.org/log-in/"},
        kind="role",
    )


@pytest.fixture
def second(ana):
    return EmailAddress.objects.create(user=ana, email="ana@work.example.org", verified=True)


def test_it_finds_those_to_every_proven_address(ana, dee, second):
    mails = {mail(ana.email), mail("Ana@Work.example.org")}
    mail(dee.email)
    assert set(sent_to(ana)) == mails


def test_it_leaves_those_to_an_address_that_was_only_typed(ana, dee):
    EmailAddress.objects.filter(user=dee).update(verified=True)
    EmailAddress.objects.create(user=ana, email="eve@example.org", verified=False)
    kept = mail("eve@example.org")
    assert not sent_to(ana).exists()
    erase(ana, timezone.now())
    kept.refresh_from_db()


def test_it_tells_kind_time_and_state_and_no_words(ana):
    sent = mail(ana.email)
    sent.mark_sent(timezone.now())
    refused = mail(ana.email)
    refused.fail("550 5.1.1 <ana@example.org> unknown")
    one, other = personal_data(ana)["mails"]
    assert (one["kind"], one["state"], one["why_not"]) == ("role", "sent", "")
    assert other["why_not"] == "The mail server there says that there is no such address."
    waiting = mail(ana.email)
    assert waiting.text not in str(personal_data(ana))


def test_it_erases_what_waits_and_what_was_sent(ana, dee):
    mail(ana.email)
    mail(ana.email).mark_sent(timezone.now())
    kept = mail(dee.email)
    erase(ana, timezone.now())
    erase(ana, timezone.now())
    assert not sent_to(ana).exists()
    assert sent_to(dee).get() == kept
