from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.readers.tests.mailbox import code_for


def request_of(browser):
    """A request of this browser, as a view gets it."""
    request = RequestFactory().get("/")
    key = browser.cookies["session"].value if "session" in browser.cookies else None
    request.COOKIES = {"session": key} if key else {}
    request.session = SessionStore(key)
    return request


@pytest.mark.parametrize(
    "kept",
    [
        "nonsense",
        {},
        {"code": 1, "purpose": "log_in", "address": "cyr@example.org"},
        {"code": 1, "purpose": "burgle", "address": "", "place": "", "asked_at": "2026-08-09"},
        {"code": 1, "purpose": "log_in", "address": "", "place": "", "asked_at": "yesterday"},
        {
            "code": 1,
            "purpose": "log_in",
            "address": "cyr@example.org",
            "place": "",
            "asked_at": "2026-08-09T07:00:00+00:00",
            "of_another_version": True,
        },
    ],
)
def test_it_forgets_what_another_version_kept(browser, db, kept):
    browser.ask("cyr@example.org")
    session = browser.session
    session["pending_code"] = kept
    session.save()

    assert pending_since(request_of(browser), timezone.now()) is None
    assert "No code is waiting" in browser.get("/log-in/code/").content.decode()
    assert "pending_code" not in browser.session


@pytest.mark.parametrize("page", ["/log-in/", "/sign-up/"])
def test_it_says_when_the_code_was_asked_for(browser, db, page):
    before = timezone.now()
    browser.ask("cyr@example.org", page)
    assert before <= pending_since(request_of(browser), timezone.now()) <= timezone.now()


def test_it_says_nothing_in_another_browser(browser, other_browser, db):
    browser.ask("cyr@example.org")
    assert pending_since(request_of(other_browser), timezone.now()) is None


def test_it_asks_nothing_of_a_browser_without_a_session(browser, db, django_assert_num_queries):
    request = request_of(browser)
    with django_assert_num_queries(0):
        assert pending_since(request, timezone.now()) is None
        assert reader_of(request) is None


def test_it_needs_one_query_at_most(browser, ana, django_assert_num_queries):
    browser.ask("ana@example.org")
    request = request_of(browser)
    with django_assert_num_queries(1):
        assert pending_since(request, timezone.now()) is not None


def test_it_is_over_after_ten_minutes(browser, ana):
    browser.ask("ana@example.org")
    almost = timezone.now() + timedelta(minutes=9.9)
    assert pending_since(request_of(browser), almost) is not None
    assert pending_since(request_of(browser), almost + timedelta(minutes=0.1)) is None


def test_it_is_over_after_five_tries(browser, ana):
    browser.ask("ana@example.org")
    for _try in range(5):
        browser.enter("0000-0000")
    assert pending_since(request_of(browser), timezone.now()) is None
    browser.again()
    assert pending_since(request_of(browser), timezone.now()) is not None


def test_it_is_over_once_logged_in(browser, ana):
    browser.ask("ana@example.org")
    browser.enter(code_for("ana@example.org"))
    assert pending_since(request_of(browser), timezone.now()) is None
