from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.readers.sessions import Roll, decide_roll
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for

DAY = 24 * 3600
HOUR = 3600
QUIET = "/log-out/"  # a page that only looks at who is there


def log_in(browser, reader):
    browser.ask(reader.email)
    return browser.enter(code_for(reader.email))


def pass_seconds(browser, seconds):
    """The session was last renewed that much earlier."""
    session = browser.session
    session["rolled_at"] -= seconds
    session.save()


def kept_for(browser):
    """Seconds until the session's row ends."""
    row = Session.objects.get(session_key=browser.cookies["session"].value)
    return (row.expire_date - timezone.now()).total_seconds()


@pytest.mark.parametrize(
    ("age", "changed", "roll"),
    [
        (timedelta(0), False, Roll.KEEP),
        (timedelta(hours=23), False, Roll.KEEP),
        (timedelta(hours=24), False, Roll.RENEW),
        (timedelta(0), True, Roll.RENEW),
        (timedelta(days=400), False, Roll.END),
        (timedelta(days=400), True, Roll.END),
    ],
)
def test_it_decides_by_the_age_of_the_session(age, changed, roll):
    assert decide_roll(age, timedelta(days=400), timedelta(days=1), changed=changed) is roll


def test_readers_stay_in_for_400_days(browser, ana):
    entered = log_in(browser, ana)
    assert entered.cookies["session"]["max-age"] == 400 * DAY
    assert kept_for(browser) == pytest.approx(400 * DAY, abs=60)
    cookie = entered.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_staff_stay_in_for_12_hours(browser, eli):
    assert log_in(browser, eli).cookies["session"]["max-age"] == 12 * HOUR
    assert kept_for(browser) == pytest.approx(12 * HOUR, abs=60)


def test_waiting_for_a_code_keeps_no_session_for_400_days(browser, ana):
    browser.ask("ana@example.org")
    assert kept_for(browser) <= DAY


def test_logging_in_changes_the_sessions_key(browser, ana):
    browser.ask("ana@example.org")
    before = browser.cookies["session"].value
    browser.enter(code_for("ana@example.org"))
    assert browser.cookies["session"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(("who", "step"), [("ana", DAY), ("eli", 15 * 60)])
def test_a_visit_renews_the_session_once_in_a_while(request, browser, who, step):
    log_in(browser, request.getfixturevalue(who))
    pass_seconds(browser, step - 60)
    assert "session" not in browser.get(QUIET).cookies

    pass_seconds(browser, 120)
    renewed = browser.get(QUIET)

    assert "session" in renewed.cookies
    assert "session" not in browser.get(QUIET).cookies


def test_a_visit_between_writes_nothing(browser, ana):
    log_in(browser, ana)
    browser.get(QUIET)
    with CaptureQueriesContext(connection) as captured:
        browser.get(QUIET)
    assert not [it["sql"] for it in captured.captured_queries if not it["sql"].startswith("SELECT")]


def test_staff_away_for_12_hours_are_logged_out(browser, eli):
    log_in(browser, eli)
    pass_seconds(browser, 12 * HOUR)
    browser.get(QUIET)
    assert browser.reader_id is None


def test_a_reader_given_a_role_is_held_to_12_hours(browser, ana):
    log_in(browser, ana)
    ana.take_role("writer")

    renewed = browser.get(QUIET)
    assert renewed.cookies["session"]["max-age"] == 12 * HOUR
    pass_seconds(browser, 13 * HOUR)
    browser.get(QUIET)

    assert browser.reader_id is None


def test_a_role_left_gives_the_readers_length_back(browser, eli):
    log_in(browser, eli)
    eli.is_staff = False
    eli.save()
    assert browser.get(QUIET).cookies["session"]["max-age"] == 400 * DAY


def test_a_log_in_keeps_nothing_of_the_client(ana, settings):
    """No address of its network, no browser's name."""
    settings.PROXIES = 1
    browser = Hand(headers={"user-agent": "A browser", "x-forwarded-for": "203.0.113.5"})
    log_in(browser, ana)
    for model in apps.get_models():
        kept = str(list(model._base_manager.values()))
        assert "A browser" not in kept
        assert "203.0.113.5" not in kept
