"""Devices: noted at log-in, seen once an hour, and ended so that the other browser is out with its next request."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.publication import worker
from standfirst.readers import device_data
from standfirst.readers.devices import Device, How
from standfirst.readers.links import LogInLink, LogOutLink
from standfirst.readers.models import Reader
from standfirst.readers.noting import how_logged_in, language_of
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for

QUIET = "/help/reading/"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def log_in(browser, reader, **fields):
    browser.ask(reader.email)
    return browser.enter(code_for(reader.email), **fields)


def in_at(reader, **headers):
    """A browser in which the reader has logged in."""
    browser = Hand(headers=headers)
    log_in(browser, reader)
    return browser


def signed_in(browser):
    return browser.get("/account/").status_code == 200


def device_in(browser):
    return Device.objects.get(session_key=browser.cookies["session"].value)


def test_a_log_in_notes_the_device_in_words(ana):
    browser = Hand(
        headers={
            "user-agent": FIREFOX,
            "accept-language": "en;q=0.5, de-AT",
            "x-real-ip": "203.0.113.5",
        }
    )
    log_in(browser, ana, time_zone="Europe/Vienna")

    device = Device.objects.of(ana).get()
    assert device.words == "Firefox on Android"
    assert (device.language, device.time_zone, device.how) == ("de-at", "Europe/Vienna", How.CODE)
    assert device.began_at == device.seen_at
    assert device.session_key == browser.cookies["session"].value


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "x" * 5000])
def test_it_keeps_no_time_zone_that_is_none(browser, ana, zone):
    log_in(browser, ana, time_zone=zone)
    assert Device.objects.get().time_zone == ""


def test_a_link_notes_its_device_too_and_puts_out_who_was_in(browser, ana, dee):
    log_in(browser, dee)
    browser.post(f"/log-in/link/{LogInLink.token_for(ana, timezone.now())}/")
    assert not Device.objects.of(dee).exists()
    assert Device.objects.of(ana).get().how == How.LINK


def test_it_is_seen_once_an_hour(browser, ana):
    log_in(browser, ana)
    first = device_in(browser).seen_at
    browser.get(QUIET)
    assert device_in(browser).seen_at == first

    session = browser.session
    session["device"] = {**session["device"], "seen_at": session["device"]["seen_at"] - 3601}
    session.save()
    browser.get(QUIET)

    assert device_in(browser).seen_at > first
    seen = device_in(browser).seen_at
    browser.get(QUIET)
    assert device_in(browser).seen_at == seen


def test_a_session_of_an_older_version_is_noted_at_its_next_visit(browser, ana):
    browser.force_login(ana)
    assert not Device.objects.exists()
    browser.get(QUIET)
    device = Device.objects.of(ana).get()
    assert (device.how, device.began_at) == ("", None)


def test_a_session_with_a_new_key_is_the_same_device(browser, ana):
    log_in(browser, ana)
    before = device_in(browser)
    old = browser.session
    moved = SessionStore()
    moved.update(dict(old.items()))
    moved.create()
    old.delete()
    browser.cookies["session"] = moved.session_key

    browser.get(QUIET)

    assert device_in(browser).pk == before.pk
    assert Device.objects.of(ana).count() == 1


def test_one_device_ended_is_out_with_its_next_request(browser, ana):
    log_in(browser, ana)
    other = in_at(ana)

    device_in(other).end()

    assert not signed_in(other)
    assert signed_in(browser)
    assert Device.objects.of(ana).get() == device_in(browser)


def test_all_others_ended_leave_one(browser, ana, dee):
    log_in(browser, ana)
    others = [in_at(ana), in_at(ana)]
    stranger = in_at(dee)

    Device.objects.end_all(ana, but=device_in(browser))

    assert [signed_in(it) for it in [browser, *others, stranger]] == [True, False, False, True]
    assert Device.objects.of(ana).get() == device_in(browser)


def test_all_ended_leaves_none_and_a_new_log_in_holds(browser, ana):
    log_in(browser, ana)
    Device.objects.end_all(ana)
    assert not signed_in(browser)
    log_in(browser, ana)
    assert signed_in(browser)


def test_it_ends_sessions_that_nobody_noted(browser, ana):
    """Of an older version, or begun by a request that ran while all were ended."""
    browser.force_login(ana)
    Device.objects.end_all(ana)
    assert not signed_in(browser)


def test_a_log_in_that_ran_meanwhile_is_out_too(browser, ana):
    loaded = Reader.objects.get(pk=ana.pk)
    Device.objects.end_all(ana)
    browser.force_login(loaded)
    assert not signed_in(browser)


def test_a_request_under_way_does_not_bring_an_ended_session_back(browser, ana):
    log_in(browser, ana)
    held = SessionStore(browser.cookies["session"].value)
    held["anything"] = True

    device_in(browser).end()
    with pytest.raises(UpdateError):
        held.save()

    assert not signed_in(browser)


def test_the_first_epoch_holds_sessions_from_before_there_were_epochs(ana):
    assert ana.session_epoch == 0
    plain = super(Reader, ana)._get_session_auth_hash()
    assert ana.get_session_auth_hash() == plain
    ana.begin_session_epoch()
    assert ana.session_epoch == 1
    assert ana.get_session_auth_hash() != plain


def test_a_logged_out_session_is_no_device_and_is_forgotten(browser, ana):
    log_in(browser, ana)
    browser.post("/log-out/")
    assert not Device.objects.of(ana).exists()

    (job,) = (it for it in worker.jobs() if it.name == "forget")
    job.run(timezone.now())
    assert not Device.objects.exists()


def test_a_session_that_ran_out_is_no_device(browser, ana):
    log_in(browser, ana)
    (job,) = (it for it in worker.jobs() if it.name == "forget")
    job.run(timezone.now() + timedelta(days=401))
    assert not Device.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("records", "how"),
    [
        ([], None),
        ([{"method": "code"}], How.CODE),
        ([{"method": "passkey"}], How.PASSKEY),
        ([{"method": "password"}, {"method": "link"}], How.LINK),
        ([{"method": "mfa"}], None),
    ],
)
def test_it_knows_how_somebody_logged_in(records, how):
    assert how_logged_in(records) is how


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de-at"),
        ("en;q=0.5, fr", "fr"),
        ("*", ""),
        ("", ""),
        ("nonsense;;q=", ""),
        ("a" * 3000, ""),
    ],
)
def test_it_knows_the_language_asked_for_first(accepted, language):
    assert language_of(accepted) == language


def test_a_log_in_without_a_browsers_name_is_noted_all_the_same(ana):
    log_in(Hand(), ana)
    assert Device.objects.get().words == "A browser"


def test_it_says_what_is_kept_of_devices_without_what_opens(browser, ana):
    log_in(browser, ana)
    said = device_data.personal_data(ana)
    assert [it["by"] for it in said["devices"]] == ["code"]
    assert browser.cookies["session"].value not in str(said)


def test_nothing_of_devices_is_left_of_an_account_that_is_erased_or_joined(browser, ana, dee):
    log_in(browser, ana)
    LogOutLink.token_for(ana, timezone.now())
    device_data.join(dee, ana, timezone.now())
    assert not signed_in(browser)
    assert not Device.objects.exists()
    assert not LogOutLink.objects.exists()
