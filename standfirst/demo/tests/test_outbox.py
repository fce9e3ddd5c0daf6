from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from standfirst.demo.models import KeptMail
from standfirst.demo.outbox import KEPT, OutboxBackend
from standfirst.publication.mail import send
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import PublicationSettings

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True
    settings.MAIL_BACKEND = "standfirst.demo.outbox.OutboxBackend"


def keep(to="ana@example.org", **fields):
    fields = {"subject": "Your code", "text": "Hello\n\nBCDF-GHJK\n", **fields}
    return KeptMail.objects.create(
        to=to, sender="The Standing Order <news@example.org>", kept_at=NOW, **fields
    )


def page(client, name="outbox", *args):
    return client.get(reverse(name, args=args))


def test_it_keeps_what_would_have_left(in_demo):
    publication = PublicationSettings.load()
    publication.contact_email = "eli@example.org"
    publication.save()
    send(
        to="ana@example.org",
        template="publication/mail/test",
        context={},
        kind="test",
        expires_at=NOW + timedelta(minutes=10),
        now=NOW,
    )

    assert send_due(NOW) == 1

    mail = KeptMail.objects.get()
    assert mail.to == "ana@example.org"
    assert mail.reply_to == "eli@example.org"
    assert mail.subject == "Mail from Standfirst arrives"
    assert "reaches you" in mail.text
    assert mail.html.startswith("<!doctype html>")


def test_it_keeps_the_newest_alone(in_demo):
    first = keep()
    KeptMail.objects.bulk_create(KeptMail(to="a@example.org", kept_at=NOW) for _ in range(KEPT))

    OutboxBackend().send_messages([])

    assert KeptMail.objects.count() == KEPT
    assert not KeptMail.objects.filter(pk=first.pk).exists()


def test_it_lists_mail_newest_first_with_its_code(in_demo, client):
    keep(subject="First")
    keep(to="ben@example.org", subject="Second", text="No code in here.")

    html = page(client).content.decode()

    assert html.index("Second") < html.index("First")
    assert "To ben@example.org" in html
    assert html.count("BCDF-GHJK") == 1


def test_it_lists_the_mail_of_one_address(in_demo, client):
    keep(subject="For Ana")
    keep(to="ben@example.org", subject="For Ben")

    html = client.get(reverse("outbox"), {"to": "Ana@example.org"}).content.decode()

    assert "For Ana" in html
    assert "For Ben" not in html
    assert 'href="/outbox/?to=Ana%40example.org">Look again' in html


def test_it_says_where_mail_comes_from_when_there_is_none(in_demo, client):
    assert "No mail yet." in page(client).content.decode()


def test_it_shows_a_mail_as_text_and_in_a_frame_that_may_do_nothing(in_demo, client):
    mail = keep(text="See https://news.example.org/a?b=1 & <b>this</b>", html="<html><head></head>")

    response = page(client, "outbox_mail", mail.pk)

    html = response.content.decode()
    assert 'href="https://news.example.org/a?b=1"' in html
    assert "&amp; &lt;b&gt;this&lt;/b&gt;" in html
    assert f'src="/outbox/{mail.pk}/html/"' in html
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in html
    policy = response.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


def test_it_serves_the_html_under_a_policy_of_its_own(in_demo, client):
    mail = keep(html="<html><head><script>alert(1)</script></head><body>Hi</body></html>")

    response = page(client, "outbox_html", mail.pk)

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_blank">' in response.content.decode()


@pytest.mark.parametrize("name", ["outbox", "outbox_mail", "outbox_html"])
def test_it_is_neither_stored_nor_indexed(in_demo, client, name):
    response = page(client, name, *([keep().pk] if name != "outbox" else []))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", ["outbox", "outbox_mail", "outbox_html"])
def test_it_does_not_exist_outside_the_demo(settings, client, name):
    settings.DEMO = False

    response = page(client, name, *([keep().pk] if name != "outbox" else []))

    assert response.status_code == 404
    assert b"BCDF" not in response.content


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello\n\nBCDF-GHJK\n", "BCDF-GHJK"),
        ("482 915\n", "482 915"),
        ("123456", "123456"),
        ("Your code is BCDF-GHJK.\n", ""),
        ("HELLO THERE DEAR READER\n", ""),
        ("Hello\n—\nBye", ""),
    ],
)
def test_it_finds_the_code_that_stands_alone(text, code):
    assert KeptMail(text=text).code == code
