from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from standfirst.readers.models import LogInLink
from standfirst.readers.tests.hand import Hand


@pytest.fixture
def path(ana, settings):
    out = StringIO()
    call_command("login_link", "Ana@example.org", stdout=out)
    printed = out.getvalue().strip()
    assert printed.startswith(f"{settings.ADDRESS}/log-in/link/")
    return printed.removeprefix(settings.ADDRESS)


def test_it_logs_in_at_the_press_of_its_button(browser, ana, path):
    page = browser.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<button") == 1
    assert "ana" not in page.content.decode().lower().replace("standfirst", "")
    assert browser.reader_id is None

    pressed = browser.post(path)

    assert pressed["Location"] == "/"
    assert browser.reader_id == ana.pk
    assert pressed.cookies["session"]["max-age"] == 400 * 24 * 3600


def test_it_leads_where_it_says_and_never_to_another_site(browser, other_browser, ana, path):
    assert browser.post(f"{path}?next=/admin/")["Location"] == "/admin/"
    out = StringIO()
    call_command("login_link", "Ana@example.org", stdout=out)
    again = f"/log-in/link/{out.getvalue().strip().rpartition('/link/')[2]}"
    assert other_browser.post(f"{again}?next=https://evil.example/")["Location"] == "/"


def test_it_wants_the_pages_own_form(ana, path):
    browser = Hand(enforce_csrf_checks=True)
    assert browser.post(path).status_code == 403
    assert LogInLink.objects.get().used_at is None


def test_it_logs_in_once(browser, other_browser, path):
    browser.post(path)
    for again in [other_browser.post(path), other_browser.get(path)]:
        assert again.status_code == 410
        assert "It has been used" in again.content.decode()
        assert 'href="/log-in/"' in again.content.decode()
    assert other_browser.reader_id is None


def test_it_expires_after_24_hours(browser, path):
    LogInLink.objects.update(expires_at=timezone.now())
    for late in [browser.get(path), browser.post(path)]:
        assert late.status_code == 410
        assert "It has expired" in late.content.decode()
    assert browser.reader_id is None


def test_it_lasts_24_hours(ana, path):
    left = LogInLink.objects.get().expires_at - timezone.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_it_is_kept_as_a_hash(path):
    token = path.split("/")[-2]
    assert len(token) == 43  # 256 bits
    assert token not in str(LogInLink.objects.values().get())


def test_it_says_when_it_knows_no_such_link(browser, db):
    unknown = browser.get("/log-in/link/nonsense/")
    assert unknown.status_code == 404
    assert "We don't know it" in unknown.content.decode()
    assert browser.post("/log-in/link/nonsense/").status_code == 404


def test_a_closed_account_stays_closed(browser, ana, path):
    ana.is_active = False
    ana.save()
    assert browser.post(path)["Location"] == "/log-in/closed/"
    assert browser.reader_id is None


def test_the_command_names_an_address_it_does_not_know(db):
    with pytest.raises(CommandError, match="EMAIL: no reader here .*create_reader cyr@example.org"):
        call_command("login_link", "cyr@example.org")
