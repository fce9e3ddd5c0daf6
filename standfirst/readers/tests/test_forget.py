from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.publication import worker
from standfirst.readers.models import LogInCode, LogInLink
from standfirst.readers.tests.mailbox import add_address, log_in

NOW = timezone.now()


def forget(now):
    (job,) = (it for it in worker.jobs() if it.name == "forget")
    assert job.every == timedelta(hours=1)
    job.run(now)


def session(**lifetime):
    made = SessionStore()
    made.set_expiry(NOW + timedelta(**lifetime))
    made.create()
    return made.session_key


def test_it_forgets_expired_sessions(db):
    session(hours=-1)
    kept = session(hours=1)
    forget(NOW)
    assert [it.session_key for it in Session.objects.all()] == [kept]


@pytest.mark.parametrize("proved", [False, True])
def test_it_forgets_after_an_hour_which_address_waits_where_somebody_is_logged_in(
    browser, ana, dee, proved
):
    log_in(browser, dee.email)
    if proved:
        add_address(browser, ana.email)
    else:
        browser.post("/account/addresses/", {"email": ana.email})
    now = timezone.now()
    forget(now + timedelta(minutes=55))
    assert ana.email in str(dict(browser.session))
    forget(now + timedelta(minutes=61))
    assert ana.email not in str(dict(browser.session))
    assert browser.get("/account/").status_code == 200


def test_it_forgets_codes_after_a_day(db):
    LogInCode.keep("12345678", NOW - timedelta(hours=25))
    kept = LogInCode.keep("12345678", NOW - timedelta(hours=23))
    forget(NOW)
    assert LogInCode.objects.get() == kept


@pytest.mark.parametrize("used", [True, False])
def test_it_forgets_links_a_day_after_they_expired(ana, used):
    LogInLink.token_for(ana, NOW - timedelta(hours=49))
    LogInLink.token_for(ana, NOW - timedelta(hours=47))
    if used:
        LogInLink.objects.update(used_at=NOW - timedelta(hours=40))
    kept = LogInLink.objects.latest("expires_at")
    forget(NOW)
    assert LogInLink.objects.get() == kept
