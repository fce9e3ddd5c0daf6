"""Logging in by the approval of a device where one is logged in: who may answer, once, in time, and for whom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.readers.approvals import Approval
from standfirst.readers.devices import Device, How
from standfirst.readers.models import LogInCode
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, pass_minutes
from standfirst.readers.tests.test_same_answer import plain, statements

ASK, WAIT, STATE, ANSWER = (
    "/log-in/approval/ask/",
    "/log-in/approval/",
    "/log-in/approval/state/",
    "/account/approve/",
)
PLACE = "/world/kursk/#s1a2b3c4"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def in_at(reader):
    browser = Hand()
    browser.ask(reader.email)
    browser.enter(code_for(reader.email))
    return browser


def asks(address, place=""):
    browser = Hand(headers={"user-agent": FIREFOX})
    browser.ask(address, place=place)
    browser.post(ASK)
    return browser


def answer(device, answer, which=None):
    which = which or Approval.objects.latest("pk").pk
    return device.post(ANSWER, {"approval": which, "answer": answer}, follow=True).content.decode()


def state(browser):
    return browser.get(STATE).json()["state"]


@pytest.fixture
def device(ana):
    return in_at(ana)


@pytest.fixture
def asking(ana, device):
    return asks(ana.email, PLACE)


def test_it_logs_in_once_approved(ana, device, asking):
    signs = Approval.objects.get().shown
    assert state(asking) == "waiting"
    assert signs in asking.get(WAIT).content.decode()
    seen = device.get(ANSWER).content.decode()
    assert "Firefox on Android asks to log in" in seen
    assert signs in seen

    assert "Approved" in answer(device, "approve")
    assert state(asking) == "approved"
    assert asking.reader_id is None  # not before its own button
    entered = asking.post(WAIT)

    assert entered["Location"] == PLACE
    assert asking.reader_id == ana.pk
    assert Device.objects.get(how=How.DEVICE).words == "Firefox on Android"
    assert device.get("/account/").status_code == 200


def test_it_does_not_log_in_without_an_answer(asking):
    assert asking.post(WAIT)["Location"].startswith(WAIT)
    assert asking.reader_id is None


def test_refused_it_says_so_and_logs_nobody_in(device, asking):
    assert "Refused" in answer(device, "refuse")
    assert "It was refused" in asking.get(WAIT).content.decode()
    asking.post(WAIT)
    assert asking.reader_id is None
    assert "too late" in answer(device, "approve")
    asking.post(WAIT)
    assert asking.reader_id is None


def test_nobody_else_answers_it(dee, asking):
    """Nor is told of it."""
    stranger = in_at(dee)
    assert "Nothing asks to log in" in stranger.get(ANSWER).content.decode()
    which = Approval.objects.exclude(reader=dee).latest("pk").pk
    assert "too late" in answer(stranger, "approve", which)
    asking.post(WAIT)
    assert asking.reader_id is None


def test_nobody_logged_out_answers_it(browser, asking):
    assert browser.get(ANSWER)["Location"].startswith("/log-in/")
    which = Approval.objects.latest("pk").pk
    refused = browser.post(ANSWER, {"approval": which, "answer": "approve"})
    assert refused["Location"].startswith("/log-in/")
    assert state(asking) == "waiting"


def test_it_logs_in_the_browser_that_asked_alone(ana, device, asking, other_browser):
    answer(device, "approve")
    other_browser.post(WAIT)
    assert other_browser.reader_id is None
    later = asks(ana.email)
    later.post(WAIT)
    assert later.reader_id is None
    assert state(later) == "waiting"


def test_it_is_used_once(ana, device, asking):
    answer(device, "approve")
    approval, now = Approval.objects.get(), timezone.now()
    assert approval.use(now)
    assert not Approval.objects.get().use(now)
    assert asking.post(WAIT)["Location"].startswith(WAIT)
    assert asking.reader_id is None


def test_it_is_answered_once(ana, device, asking):
    """Two presses at once, each having read the same row."""
    one, other = Approval.objects.get(), Approval.objects.get()
    now = timezone.now()
    assert one.refuse(ana, now)
    assert not other.approve(ana, now)


@pytest.mark.parametrize("approved", [False, True])
def test_it_is_over_after_ten_minutes(device, asking, approved):
    if approved:
        answer(device, "approve")
    Approval.objects.update(asked_at=timezone.now() - timedelta(minutes=10))
    assert state(asking) == "over"
    assert "Nobody approved it in time" in asking.get(WAIT).content.decode()
    assert "Nothing asks to log in" in device.get(ANSWER).content.decode()
    asking.post(WAIT)
    assert asking.reader_id is None


def test_a_code_entered_meanwhile_ends_it(ana, device, asking):
    asking.enter(code_for(ana.email))
    assert asking.reader_id == ana.pk
    assert "Nothing asks to log in" in device.get(ANSWER).content.decode()
    assert asking.get(WAIT)["Location"] == "/"


def test_ending_all_sessions_ends_what_was_approved(ana, device, asking):
    """Else whoever got in would have approved a way back."""
    answer(device, "approve")
    device.post("/account/devices/", {"end": "all"})
    asking.post(WAIT)
    assert asking.reader_id is None


def test_a_new_code_asks_anew(ana, device, asking):
    asking.again()
    assert asking.get(WAIT)["Location"].startswith("/log-in/code/")
    answer(device, "approve")
    asking.post(WAIT)
    assert asking.reader_id is None


def test_it_can_be_asked_for_with_a_code_that_waits_alone(browser, ana):
    assert browser.post(ASK)["Location"] == "/log-in/code/"
    browser.ask(ana.email, "/sign-up/")
    assert browser.post(ASK)["Location"] == "/log-in/code/"
    browser.ask(ana.email)
    pass_minutes(11)
    assert browser.post(ASK)["Location"] == "/log-in/code/"
    assert not Approval.objects.exists()


def test_asked_twice_it_is_the_same(asking):
    before = Approval.objects.get().signs
    asking.post(ASK)
    assert Approval.objects.get().signs == before


def test_it_proves_nothing_beyond_the_log_in(device, asking):
    """The device that approved may have been left lying about: what matters still wants a code."""
    answer(device, "approve")
    asking.post(WAIT)
    assert asking.get("/log-in/confirm/?next=/account/").status_code == 200
    assert device.get("/log-in/confirm/?next=/account/")["Location"] == "/account/"


def test_a_closed_account_stays_closed(ana, device, asking):
    answer(device, "approve")
    ana.is_active = False
    ana.save()
    assert asking.post(WAIT)["Location"] == "/log-in/closed/"
    assert asking.reader_id is None


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"approval": "x", "answer": "approve"},
        {"approval": "1"},
        {"approval": "1", "answer": "x"},
    ],
)
def test_it_refuses_what_is_no_answer(device, said):
    assert device.post(ANSWER, said).status_code == 400


def test_it_wants_the_pages_own_forms(ana):
    browser = Hand(enforce_csrf_checks=True)
    browser.force_login(ana)
    assert browser.post(ANSWER, {"approval": "1", "answer": "approve"}).status_code == 403
    for path in [ASK, WAIT]:
        assert Hand(enforce_csrf_checks=True).post(path).status_code == 403


def whole_way(address):
    browser = Hand(REMOTE_ADDR="192.0.2.7")
    browser.ask(address)
    answers = []
    for step in [lambda: browser.post(ASK), lambda: browser.get(WAIT), lambda: browser.get(STATE)]:
        with CaptureQueriesContext(connection) as captured:
            response = step()
        said = plain(response, address)
        signs = re.compile(r"\b[B-Z346789]{3} [B-Z346789]{3}\b")
        # A reader's number or none: the statement is the same.
        asked = [it.replace("NULL", "?") for it in statements(captured)]
        answers.append(((*said[:3], signs.sub("SIGNS", said[3])), asked))
    return answers


def test_it_answers_a_known_and_an_unknown_address_alike(ana):
    whole_way("warm-up@example.org")
    LogInCode.objects.all().delete()
    assert whole_way(ana.email) == whole_way("nobody@example.org")
    assert Approval.objects.filter(reader=None).count() == 1


def test_it_says_so_where_all_sessions_were_ended_meanwhile(ana, device, asking):
    answer(device, "approve")
    Device.objects.end_all(ana)
    assert state(asking) == "over"
    assert asking.post(WAIT)["Location"].startswith(WAIT)
    assert asking.reader_id is None


@pytest.mark.parametrize("number", ["", "x", "-1", "1" * 5000, str(2**63)])
def test_it_takes_no_nonsense_for_a_number(device, number):
    assert device.post(ANSWER, {"approval": number, "answer": "approve"}).status_code == 400
    assert device.post("/account/devices/", {"end": number}).status_code == 400
