"""Through a real SMTP server on loopback."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from standfirst.publication.mail import send
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail, PublicationSettings
from standfirst.publication.outgoing import State
from standfirst.publication.tests.mail_server import (
    authenticate,
    free_port,
    smtp_server,
    use_mail_url,
)

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings):
    settings.MAIL_FROM = "news@example.org"
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://127.0.0.1:{port}/")
        yield box


def send_test(to="ana@example.org"):
    return send(to=to, template="publication/mail/test", context={}, kind="test", now=NOW)


def test_it_arrives_as_plain_text_beside_html(box):
    publication = PublicationSettings.load()
    publication.name = "Zürich, “Morgen”"
    publication.contact_name = "Eli Łódź"
    publication.contact_email = "eli@example.org"
    publication.save()
    send_test()

    assert send_due(NOW) == 1

    [message] = box.messages
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Mail from Zürich, “Morgen” reaches you." in text.get_content()
    assert "Mail from Zürich, “Morgen” reaches you." in html.get_content()
    assert message["From"].addresses[0].display_name == "Zürich, “Morgen”"
    assert message["From"].addresses[0].addr_spec == "news@example.org"
    assert message["Reply-To"].addresses[0].display_name == "Eli Łódź"
    assert message["Reply-To"].addresses[0].addr_spec == "eli@example.org"
    assert message["To"] == "ana@example.org"
    assert message["Subject"] == "Mail from Zürich, “Morgen” arrives"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert message["Message-ID"].endswith("@example.org>")


def test_it_keeps_every_line_within_the_limit(box):
    """RFC 5321, section 4.5.3.1.6: 1000 octets with CRLF. MJML writes far longer ones."""
    mail = send_test()
    assert max(map(len, mail.html.splitlines())) > 998

    send_due(NOW)

    [raw] = box.raw
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    head = raw.split(b"\r\n\r\n")[0]
    assert head.isascii()


def test_it_reaches_an_address_with_an_international_domain(box):
    send_test(to="ana@exämple.org")

    assert send_due(NOW) == 1
    assert box.recipients == ["ana@xn--exmple-cua.org"]


def test_it_sends_all_that_is_due_over_one_connection(box):
    for name in ("ana", "ben", "dee"):
        send_test(to=f"{name}@example.org")

    assert send_due(NOW) == 3
    assert box.connections == 1
    assert box.recipients == ["ana@example.org", "ben@example.org", "dee@example.org"]


def test_it_tries_again_later_when_the_server_says_later(box):
    mail = send_test()
    box.refuse_recipient["ana@example.org"] = "450 4.2.1 mailbox busy"

    assert send_due(NOW) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.QUEUED, "450 4.2.1 mailbox busy")
    assert NOW + MINUTE <= mail.next_attempt_at < NOW + 2 * MINUTE

    box.refuse_recipient.clear()
    assert send_due(NOW) == 0
    assert send_due(NOW + 2 * MINUTE) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.error, mail.text) == (State.SENT, "", "")


def test_it_fails_at_once_when_the_address_is_refused_for_good(box):
    mail = send_test()
    box.refuse_recipient["ana@example.org"] = "550 5.1.1 no such mailbox"

    send_due(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.FAILED, "550 5.1.1 no such mailbox")
    assert mail.text == ""


def test_it_lets_one_refused_address_hold_up_nobody_else(box):
    send_test()
    send_test(to="ben@example.org")
    box.refuse_recipient["ana@example.org"] = "550 5.1.1 no such mailbox"

    assert send_due(NOW) == 1
    assert box.recipients == ["ben@example.org"]
    assert box.connections == 1


def test_it_keeps_no_word_of_a_server_that_has_read_the_mail(box, caplog):
    mail = send_test()
    box.refuse_data["ana@example.org"] = "554 5.7.1 looks like spam: your code is BCDF-GHJK"

    send_due(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.FAILED, "554 5.7.1")
    assert "BCDF" not in caplog.text


def test_it_waits_for_a_server_that_is_not_there(settings, caplog):
    use_mail_url(settings, f"smtp://127.0.0.1:{free_port()}/")
    first, second = send_test(), send_test(to="ben@example.org")

    with caplog.at_level(logging.WARNING):
        assert send_due(NOW) == 0

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.error) == (State.QUEUED, "Connection refused")
    assert second.attempts == 0  # it would meet the same
    assert "Connection refused" in caplog.text
    assert "ana@example.org" not in caplog.text


def test_it_logs_in_with_the_password_of_the_address(settings):
    send_test()
    with smtp_server(authenticator=authenticate, auth_require_tls=False) as (box, port):
        use_mail_url(settings, f"smtp://eli:s3cret%20pass%40word@127.0.0.1:{port}/")
        assert send_due(NOW) == 1

    assert box.logins == ["eli"]


def test_it_waits_until_a_wrong_password_is_mended_and_never_keeps_it(settings, caplog):
    mail = send_test()
    with smtp_server(authenticator=authenticate, auth_require_tls=False) as (box, port):
        use_mail_url(settings, f"smtp://eli:hunter2@127.0.0.1:{port}/")
        send_due(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.QUEUED, "535 5.7.8")
    assert "hunter2" not in caplog.text


def test_it_refuses_a_server_that_offers_no_protection_where_it_was_asked_for(settings):
    mail = send_test()
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://eli:hunter2@127.0.0.1:{port}/?tls=on")
        send_due(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (
        State.QUEUED,
        "STARTTLS extension not supported by server.",
    )
    assert box.raw == []
    assert OutgoingMail.objects.due(NOW + 2 * MINUTE).get() == mail
