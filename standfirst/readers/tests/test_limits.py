import re

import pytest
from django.utils import timezone

from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import LogInLink
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for

pytestmark = pytest.mark.django_db
RATES = {
    "ask_code": "8/m/ip",
    "ask_code_for": "5/h/key",
    "ask_code_here": "3/10m/key",
    "ask_code_known": "2/h/key",
    "ask_again": "1/20s/key",
    "enter_code": "4/10m/ip",
}


@pytest.fixture(autouse=True)
def _few(settings):
    settings.ACCOUNT_RATE_LIMITS = RATES


def log_in(browser, address):
    browser.ask(address)
    browser.enter(code_for(address))
    browser.post("/log-out/")
    return browser


def test_it_refuses_the_next_code_and_says_when(ana, browser):
    for _ask in range(3):
        assert browser.ask("ana@example.org").status_code == 302

    refused = browser.ask("ana@example.org", place="/world/kursk/")

    assert refused.status_code == 429
    assert 590 < int(refused["Retry-After"]) <= 600
    said = refused.content.decode()
    assert re.search(r"in 10 minutes, at <time [^>]*>\d\d:\d\d</time>", said)
    assert 'href="/log-in/?next=/world/kursk/"' in said
    assert "no-store" in refused["Cache-Control"]
    assert OutgoingMail.objects.count() == 3


def test_one_client_cannot_use_up_what_another_may_ask_for(ana):
    attacker, anas = Hand(REMOTE_ADDR="198.51.100.9"), Hand(REMOTE_ADDR="192.0.2.1")
    for _ask in range(4):
        attacker.ask("ana@example.org")
    assert attacker.ask("ana@example.org").status_code == 429
    assert anas.ask("ana@example.org").status_code == 302


def test_all_clients_together_cannot_fill_a_mailbox(ana):
    answers = [
        Hand(REMOTE_ADDR=f"192.0.2.{n}").ask("ana@example.org").status_code for n in range(1, 8)
    ]
    assert answers == [302] * 5 + [429] * 2


def test_strangers_cannot_use_up_what_a_browser_that_was_in_may_ask_for(ana):
    anas = log_in(Hand(REMOTE_ADDR="192.0.2.1"), "ana@example.org")
    for n in range(2, 6):
        Hand(REMOTE_ADDR=f"192.0.2.{n}").ask("ana@example.org")
    assert Hand(REMOTE_ADDR="192.0.2.9").ask("ana@example.org").status_code == 429

    assert [anas.ask("ana@example.org").status_code for _ in range(3)] == [302, 302, 429]


def test_a_link_makes_a_browser_known_too(ana):
    anas = Hand(REMOTE_ADDR="192.0.2.1")
    anas.post(f"/log-in/link/{LogInLink.token_for(ana, timezone.now())}/")
    anas.post("/log-out/")
    for n in range(2, 7):
        Hand(REMOTE_ADDR=f"192.0.2.{n}").ask("ana@example.org")
    assert anas.ask("ana@example.org").status_code == 302


def test_having_been_in_helps_for_that_address_alone(ana, dee):
    """The cookie cannot be made up for another one, and is sent to the log-in pages only."""
    dees = log_in(Hand(REMOTE_ADDR="192.0.2.1"), "dee@example.org")
    cookie = dees.cookies["known"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/log-in/", True, "Lax")
    assert cookie["max-age"] == 400 * 24 * 3600
    assert "dee" not in cookie.value

    answers = [dees.ask("ana@example.org").status_code for _ in range(4)]

    assert answers == [302] * 3 + [429]


def test_one_client_cannot_ask_for_many_addresses():
    browser = Hand(REMOTE_ADDR="198.51.100.9")
    answers = [browser.ask(f"reader{n}@example.org").status_code for n in range(10)]
    assert answers == [302] * 8 + [429] * 2


def test_a_code_is_sent_again_after_a_while_only(ana, browser):
    browser.ask("ana@example.org", place="/world/")
    assert browser.again().status_code == 302

    refused = browser.again(next="/world/")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 20
    assert "within a minute" in refused.content.decode()
    assert 'href="/log-in/code/?next=/world/"' in refused.content.decode()


def test_it_limits_the_codes_entered_from_one_client(ana):
    """Each new code brings five new tries; a client's own limit ends that."""
    browser = Hand(REMOTE_ADDR="198.51.100.9")
    browser.ask("ana@example.org")
    answers = [browser.enter("0000-0000").status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
