from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from standfirst.publication import worker
from standfirst.publication.mail import send
from standfirst.publication.mail.checks import check_mail_url
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail, PublicationSettings
from standfirst.publication.tests.mail_server import use_mail_url

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication():
    publication = PublicationSettings.load()
    publication.name = "Zürich, “Morgen”"
    publication.contact_name = "Eli Editor"
    publication.contact_email = "eli@example.org"
    publication.save()
    return publication


def send_test(to="ana@example.org", **fields):
    fields = {"context": {}, "kind": "test", "now": NOW, **fields}
    return send(to=to, template="publication/mail/test", **fields)


def test_it_queues_one_mail_with_everything_it_needs(publication, settings):
    settings.MAIL_FROM = "news@example.org"

    mail = send_test(expires_at=NOW + timedelta(minutes=10))

    mail.refresh_from_db()
    assert mail.to == "ana@example.org"
    assert mail.sender == '"Zürich, “Morgen”" <news@example.org>'
    assert mail.reply_to == "Eli Editor <eli@example.org>"
    assert mail.subject == "Mail from Zürich, “Morgen” arrives"
    assert "reaches you" in mail.text
    assert "reaches you" in mail.html
    assert (mail.kind, mail.created_at, mail.next_attempt_at) == ("test", NOW, NOW)
    assert mail.expires_at == NOW + timedelta(minutes=10)
    assert not django_mail.outbox


def test_it_asks_for_no_reply_where_nobody_reads_it():
    assert send_test().reply_to == ""


def test_it_obeys_the_connection_that_settings_name(publication):
    """pytest-django names Django's in-memory one."""
    send_test()

    assert send_due(NOW) == 1
    [message] = django_mail.outbox
    assert message.to == ["ana@example.org"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.alternatives[0].mimetype == "text/html"
    assert send_due(NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_it_sends_nothing_of_a_transaction_that_was_rolled_back():
    with transaction.atomic():
        send_test()
        transaction.set_rollback(True)

    assert send_due(NOW) == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_sends_what_a_transaction_committed():
    with transaction.atomic():
        send_test()

    assert send_due(NOW) == 1


@pytest.mark.parametrize(
    "to",
    [
        "ana@example.org\nBcc: cy@example.org",
        "ana@example.org\r\n\r\nHello",
        "ana@example.org, cy@example.org",
        "Ana <ana@example.org>",
        "ana",
        "",
    ],
)
def test_it_takes_one_bare_address(to):
    with pytest.raises(ValidationError):
        send_test(to=to)

    assert not OutgoingMail.objects.exists()


def test_it_lets_no_name_start_a_header(publication):
    publication.name = "News\r\nBcc: cy@example.org"
    publication.contact_name = 'Eli" <cy@example.org>,\n"'
    publication.save()

    send_test()
    send_due(NOW)

    message = django_mail.outbox[0].message()
    assert message["Bcc"] is None
    assert message["From"].startswith('"News Bcc: cy@example.org" <')
    assert message["Reply-To"].endswith(" <eli@example.org>")
    assert "\n" not in message["Reply-To"]
    assert django_mail.outbox[0].recipients() == ["ana@example.org"]


def test_it_sends_no_more_than_it_is_told_to():
    for _ in range(3):
        send_test()

    assert send_due(NOW, limit=2) == 2
    assert send_due(NOW, limit=2) == 1


def test_it_is_looked_for_often_enough_that_a_code_leaves_within_a_second():
    [job] = [job for job in worker.jobs() if job.name == "send_due_mail"]
    send_test()

    job.run(NOW)

    assert len(django_mail.outbox) == 1
    assert job.every.total_seconds() + worker.PAUSE < 1


def test_it_says_at_start_that_an_option_of_the_provider_is_missing(settings):
    use_mail_url(settings, "anymail+mailgun:?sender_domain=mg.example.org")

    [error] = check_mail_url()
    assert error.msg.startswith("MAIL_URL is not usable: ")
    assert "MAILGUN_API_KEY" in error.msg

    use_mail_url(settings, "anymail+mailgun:?sender_domain=mg.example.org&api_key=k")
    assert check_mail_url() == []


def test_it_tells_an_operator_that_mail_leaves(capsys):
    call_command("send_test_mail", "eli@example.org")

    assert capsys.readouterr().out == "Sent to eli@example.org.\n"
    assert django_mail.outbox[0].to == ["eli@example.org"]


def test_it_tells_an_operator_why_mail_does_not_leave(settings):
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(CommandError, match="Not sent: Connection refused"):
        call_command("send_test_mail", "eli@example.org")
