"""An optional password: set under Account, asked for on one page, and worth less than a code."""

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.readers.models import Reader
from standfirst.readers.tests.hand import Hand
from standfirst.readers.tests.mailbox import code_for, last_mail
from standfirst.readers.tests.test_same_answer import plain, statements

GOOD = "seven quiet tides"
PLACE = "/world/kursk/#s1"


def log_in_by_code(browser, reader):
    browser.ask(reader.email)
    browser.enter(code_for(reader.email))
    return browser


def put(browser, **fields):
    return browser.post("/account/keys/password/", fields)


def try_password(browser, address, password=GOOD, **fields):
    return browser.post("/log-in/password/", {"email": address, "password": password, **fields})


@pytest.fixture
def ana_in(browser, ana):
    return log_in_by_code(browser, ana)


@pytest.fixture
def with_password(ana):
    ana.set_password(GOOD)
    ana.save()
    return ana


# Set, changed, removed


def test_it_is_set_changed_and_removed_and_each_is_told(ana_in, ana):
    assert "You have none" in ana_in.get("/account/keys/").content.decode()
    assert put(ana_in, password=GOOD)["Location"] == "/account/keys/"
    assert "A password was set." in last_mail(ana.email).text
    assert "A password is set." in ana_in.get("/account/").content.decode()
    put(ana_in, password="another quiet tide")
    assert "The password was changed." in last_mail(ana.email).text
    put(ana_in, remove="on")
    assert "The password was removed." in last_mail(ana.email).text
    assert not Reader.objects.get(pk=ana.pk).has_usable_password()

    last = last_mail(ana.email).pk
    put(ana_in, remove="on")
    assert last_mail(ana.email).pk == last


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "Type the new password."),
        ("ninechars", "at least 10 characters"),
        ("password1234", "too common"),
        ("4815162342815", "entirely numeric"),
        ("ana@example.org", "too similar to the address"),
        ("x" * 201, "at most 200 characters"),
    ],
)
def test_a_weak_one_is_refused_with_the_reason(ana_in, ana, password, why):
    assert why in put(ana_in, password=password).content.decode()
    assert not Reader.objects.get(pk=ana.pk).has_usable_password()


def test_every_other_session_ends_and_this_one_stays(ana_in, ana, other_browser):
    log_in_by_code(other_browser, ana)
    put(ana_in, password=GOOD)
    assert ana_in.get("/account/").status_code == 200
    assert other_browser.get("/account/").status_code == 302


def test_setting_one_wants_a_proof_of_the_last_half_hour(ana_in, ana):
    session = ana_in.session
    session["proved_at"] -= 31 * 60
    session.save()
    assert put(ana_in, password=GOOD)["Location"].startswith("/log-in/confirm/")
    assert put(Hand(), password=GOOD)["Location"].startswith("/log-in/?next=")
    assert not Reader.objects.get(pk=ana.pk).has_usable_password()


def test_it_is_kept_by_a_slow_hash(ana_in, ana):
    put(ana_in, password=GOOD)
    assert Reader.objects.get(pk=ana.pk).password.startswith("scrypt$")


# Used


def test_it_logs_in_through_the_door_that_codes_do(browser, with_password):
    browser.ask("ana@example.org", place=PLACE)
    page = browser.get("/log-in/code/").content.decode()
    assert 'href="/log-in/password/?next=/world/kursk/%23s1"' in page
    page = browser.get("/log-in/password/").content.decode()
    assert 'value="ana@example.org"' in page
    before = browser.session.session_key

    done = try_password(browser, " ANA@example.org", next=PLACE)

    assert done["Location"] == PLACE
    assert browser.reader_id == with_password.pk
    assert browser.session.session_key != before
    assert browser.cookies["known"].value


def test_it_proves_nothing_where_more_is_at_stake(browser, with_password):
    try_password(browser, "ana@example.org")
    assert browser.get("/account/").status_code == 200
    assert browser.get("/account/keys/")["Location"].startswith("/log-in/confirm/")


def test_a_closed_account_stays_closed(browser, with_password):
    Reader.objects.update(is_active=False)
    assert try_password(browser, "ana@example.org")["Location"] == "/log-in/closed/"
    assert browser.reader_id is None


def test_one_that_was_removed_logs_nobody_in(browser, ana_in, ana, other_browser):
    put(ana_in, password=GOOD)
    put(ana_in, remove="on")
    assert try_password(other_browser, "ana@example.org").status_code == 200
    assert other_browser.reader_id is None


def test_it_answers_alike_where_there_is_no_account_no_password_or_a_wrong_one(with_password, dee):
    def answer(address):
        with CaptureQueriesContext(connection) as captured:
            response = try_password(Hand(), address, "seven wrong tides")
        return plain(response, address), statements(captured)

    answer("warm-up@example.org")
    wrong, none, unknown = (answer(f"{who}@example.org") for who in ("ana", "dee", "cyr"))
    assert wrong == none == unknown
    assert "There is no account with this address and this password." in wrong[0][3]


def test_each_of_them_costs_one_slow_hash(with_password, dee, monkeypatch):
    """So that the time tells nothing either."""
    worked = []
    encode = ScryptPasswordHasher.encode

    def count(self, *args, **kwargs):
        worked.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(ScryptPasswordHasher, "encode", count)
    for who in ("ana", "dee", "cyr"):
        worked.clear()
        try_password(Hand(), f"{who}@example.org", "seven wrong tides")
        assert len(worked) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"email": "ana@", "password": GOOD}, "Type a whole email address"),
        ({"email": "ana@example.org", "password": ""}, "Type your password."),
        ({"email": "ana@example.org", "password": "x" * 201}, "at most 200 characters"),
    ],
)
def test_it_says_which_field_is_wrong(browser, ana, fields, why):
    assert why in browser.post("/log-in/password/", fields).content.decode()


def test_nobody_guesses_it(with_password):
    attacker = Hand(REMOTE_ADDR="198.51.100.9")
    wrong = [try_password(attacker, "ana@example.org", f"guess {n}") for n in range(6)]
    assert [it.status_code for it in wrong] == [200] * 5 + [429]
    assert try_password(attacker, "ana@example.org").status_code == 429
    assert try_password(Hand(REMOTE_ADDR="192.0.2.1"), "ana@example.org").status_code == 302


def test_all_clients_together_guess_it_no_sooner(with_password, settings):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "try_password_for": "3/h/key",
        "ask_code": "9/m/ip",
    }
    anas = log_in_by_code(Hand(), with_password)
    anas.post("/log-out/")
    answers = [
        try_password(Hand(REMOTE_ADDR=f"192.0.2.{n}"), "ana@example.org", "x").status_code
        for n in range(1, 5)
    ]
    assert answers == [200] * 3 + [429]
    assert try_password(anas, "ana@example.org").status_code == 302  # a browser that was in
