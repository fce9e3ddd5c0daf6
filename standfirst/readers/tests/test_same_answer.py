"""Whether an address has an account shows nowhere but in its own mailbox."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.readers.models import LogInCode
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import last_mail

KNOWN, UNKNOWN = "ana@example.org", "cyr@example.org"


def statements(captured):
    """The statements without their values."""
    values = re.compile(r"'(?:[^']|'')*'|\bs\d+_x\d+\b|\b\d+\b", re.DOTALL)
    return [values.sub("?", it["sql"]) for it in captured.captured_queries]


def plain(response, address):
    """What came back, without what differs between any two browsers."""
    body = response.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    body = re.sub(r"\d\d:\d\d(:\d\d)?", "HOUR", body)
    ours = {"Content-Length", "ETag", "Expires"}
    headers = {k: v for k, v in response.items() if k not in ours}
    cookies = {k: (v["max-age"], v["path"]) for k, v in response.cookies.items()}
    return response.status_code, headers, cookies, body


def whole_way(address, page):
    """Ask, look, enter a wrong code, send again, run out of tries: each step's answer and statements."""
    browser = Hand(REMOTE_ADDR="192.0.2.7")
    code_page = f"{page}code/"
    steps = [
        lambda: browser.ask(address, page, "/world/kursk/"),
        lambda: browser.get(code_page),
        lambda: browser.enter("0000-0000", code_page),
        lambda: browser.again(),
        *[lambda: browser.enter("0000-0000", code_page)] * 5,
    ]
    answers = []
    for step in steps:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = step()
        answers.append((plain(response, address), statements(captured)))
    return answers


@pytest.mark.parametrize("page", ["/log-in/", "/sign-up/"])
def test_it_answers_a_known_and_an_unknown_address_alike(ana, page):
    whole_way("warm-up@example.org", page)
    LogInCode.objects.all().delete()

    known, unknown = whole_way(KNOWN, page), whole_way(UNKNOWN, page)

    for (answer, work), (other_answer, other_work) in zip(known, unknown, strict=True):
        assert answer == other_answer
        assert work == other_work


def test_the_mail_to_an_unknown_address_says_so_and_holds_no_code(browser, db):
    browser.ask(UNKNOWN, place="/world/kursk/#s1")
    mail = last_mail(UNKNOWN)
    assert mail.kind == "unknown_address"
    assert "There is no account for this address" in mail.text
    assert "/sign-up/?next=/world/kursk/%23s1" in mail.text
    assert "/sign-up/?next=/world/kursk/%23s1" in mail.html
    assert not re.search(r"\d{4}-?\d{4}", mail.subject + mail.text)
    assert "ignore this mail" in mail.text


def test_no_code_logs_in_an_unknown_address(browser, db):
    """Nothing that can be typed has an empty digest."""
    browser.ask(UNKNOWN)
    assert LogInCode.objects.get().digest == ""
    assert "You have 4 more tries." in browser.enter("0000-0000").content.decode()
