"""The mail about a log-in in a browser that was not known, and the link in it that ends all sessions."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.publication.models import OutgoingMail
from standfirst.readers.links import LogOutLink
from standfirst.readers.models import Reader
from standfirst.readers.telling import worth_telling
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, last_mail

FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def in_at(reader, **headers):
    browser = Hand(headers=headers)
    browser.ask(reader.email)
    browser.enter(code_for(reader.email))
    assert browser.reader_id == reader.pk
    return browser


def told():
    return OutgoingMail.objects.filter(kind="logged_in").count()


def link_in(mail):
    return re.search(r"/log-out/link/[^/\s]+/", mail.text)[0]


@pytest.fixture
def mail(ana):
    """Of a second browser."""
    in_at(ana)
    in_at(ana, **{"user-agent": FIREFOX})
    return last_mail(ana.email)


@pytest.mark.parametrize(
    ("first", "known", "staff", "told"),
    [
        (True, False, False, False),
        (False, True, False, False),
        (False, False, False, True),
        (True, False, True, True),
        (False, True, True, True),
    ],
)
def test_it_decides_what_is_worth_a_mail(first, known, staff, told):
    assert worth_telling(first=first, known=known, staff=staff) is told


def test_a_sign_up_is_told_of_by_nothing(browser, db):
    browser.ask("new@example.org", "/sign-up/")
    browser.enter(code_for("new@example.org"), "/sign-up/code/")
    assert browser.reader_id
    assert not told()


def test_a_known_browser_is_told_of_by_nothing(ana):
    browser = in_at(ana)
    browser.post("/log-out/")
    browser.ask(ana.email)
    browser.enter(code_for(ana.email))
    assert not told()


def test_a_new_browser_is_told_of_in_words(ana, mail):
    assert mail.kind == "logged_in"
    assert mail.subject.startswith("You logged in at ")
    assert mail.subject.endswith("Firefox on Android")
    assert "by a code from a mail" in mail.text
    assert "change the password of your mailbox" in mail.text
    assert link_in(mail) in mail.html


def test_staff_are_told_of_each(eli):
    in_at(eli)
    assert told() == 1
    assert "because you work for" in last_mail(eli.email).text


def test_its_link_does_nothing_until_its_button_is_pressed(ana, mail):
    stranger, path = Hand(), link_in(mail)
    page = stranger.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<button") == 1
    assert ana.email not in page.content.decode()
    assert LogOutLink.objects.get().used_at is None


def test_it_ends_all_sessions_without_a_log_in_once(ana, dee, mail):
    others = [in_at(ana, **{"user-agent": FIREFOX}), in_at(dee)]
    stranger, path = Hand(), link_in(mail)

    pressed = stranger.post(path)

    assert "Logged out everywhere" in pressed.content.decode()
    assert [it.get("/account/").status_code for it in others] == [302, 200]
    again = in_at(ana)
    for used in [stranger.post(path), stranger.get(path)]:
        assert used.status_code == 410
        assert "It has been used" in used.content.decode()
    assert again.get("/account/").status_code == 200


def test_it_wants_the_pages_own_form(mail):
    assert Hand(enforce_csrf_checks=True).post(link_in(mail)).status_code == 403
    assert LogOutLink.objects.get().used_at is None


def test_pressed_by_its_reader_it_logs_them_out_too(ana, mail):
    browser = in_at(ana)
    browser.post(link_in(mail))
    assert browser.get("/log-out/everywhere/").status_code == 200


def test_it_expires_after_30_days_and_says_so(mail, browser):
    left = LogOutLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)
    LogOutLink.objects.update(expires_at=timezone.now())
    late = browser.post(link_in(mail))
    assert late.status_code == 410
    assert "It has expired" in late.content.decode()


def test_it_says_when_it_knows_no_such_link(browser, db):
    assert browser.post("/log-out/link/nonsense/").status_code == 404
    assert "We don't know it" in browser.get("/log-out/link/nonsense/").content.decode()


def test_whoever_got_in_cannot_put_the_link_out_of_work(ana, mail):
    """By ending all others, for example: the link stays good."""
    thief = in_at(ana)
    thief.post("/account/devices/", {"end": "others"})
    assert thief.get("/account/").status_code == 200
    Hand().post(link_in(mail))
    assert thief.get("/account/").status_code == 302


def test_a_closed_account_has_no_session_to_tell_of(ana):
    in_at(ana)
    Reader.objects.update(is_active=False)
    browser = Hand()
    browser.ask(ana.email)
    browser.enter(code_for(ana.email))
    assert not told()
