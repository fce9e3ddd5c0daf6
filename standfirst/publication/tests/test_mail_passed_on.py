"""What Django or Wagtail sends itself: queued in its request, sent by the worker, tried again as all mail is."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction
from django.utils import timezone

from standfirst import settings as as_configured
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail
from standfirst.publication.outgoing import State
from standfirst.publication.tests.mail_server import smtp_server, use_mail_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_backend(settings):
    """Django's test runner puts another in its place."""
    settings.EMAIL_BACKEND = as_configured.EMAIL_BACKEND


@pytest.fixture
def box(settings):
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://127.0.0.1:{port}/")
        yield box


def send_two():
    return send_mail(
        "“Kursk” was approved",
        "See https://news.example.org/a?b=1&c=2\nand <this>.\n\nThank you.",
        "root@elsewhere.example",
        ["ana@example.org", "ben@example.org"],
    )


def test_it_waits_for_the_worker_and_leaves_as_all_mail_does(box):
    assert send_two() == 1
    assert box.connections == 0
    assert OutgoingMail.objects.due(timezone.now()).count() == 2

    assert send_due(timezone.now()) == 2

    assert box.recipients == ["ana@example.org", "ben@example.org"]
    message = box.messages[0]
    assert message["Subject"] == "“Kursk” was approved"
    assert "elsewhere" not in message["From"]
    text, html = (part.get_content() for part in message.iter_parts())
    assert "and <this>." in text
    assert "and &lt;this&gt;." in html
    assert 'href="https://news.example.org/a?b=1&amp;c=2"' in html


def test_it_is_tried_again_when_the_server_says_later(box):
    send_two()
    box.refuse_recipient["ana@example.org"] = "450 4.2.1 mailbox busy"
    assert send_due(timezone.now()) == 1
    box.refuse_recipient.clear()
    assert send_due(timezone.now() + timedelta(minutes=2)) == 1
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.SENT}


def test_it_is_not_sent_when_what_it_tells_of_did_not_happen(box):
    with transaction.atomic():
        send_two()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_it_takes_the_text_of_a_mail_that_brings_html_too(box):
    mail = EmailMultiAlternatives("Hello", "In text.", None, ["ana@example.org"])
    mail.attach_alternative("<p>In HTML.</p>", "text/html")
    mail.send()
    assert "In text." in OutgoingMail.objects.get().html


def test_it_refuses_what_the_outbox_has_no_place_for():
    mail = EmailMessage("Hello", "See the file.", None, ["ana@example.org"])
    mail.attach("file.txt", "words", "text/plain")
    with pytest.raises(ValueError, match="Send a link"):
        mail.send()


def test_it_is_what_wagtail_opens_with_a_log_in_of_its_own():
    """Wagtail names a user and a password, as for a server."""
    with get_connection(username=None, password=None, fail_silently=None) as connection:
        assert connection.send_messages([]) == 0
