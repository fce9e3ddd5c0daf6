"""Mending: another card, what is open paid with it, and back at the same paragraph."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from standfirst.billing import mending
from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.tests.members import (
    ALWAYS_ASKS,
    FAILS,
    GOOD,
    MASTERCARD,
    NO_MONEY,
    PLACE,
    age,
    charged,
    customer,
    enter,
    fail,
    give_card,
    join,
    paying,
    sell,
)
from standfirst.membership.models import Plan
from standfirst.membership.snapshot import EndCause, Money, State
from standfirst.readers.models import Reader

BACK = "/world/accord-reached-at-the-strait/?told=paid#s-1"


@pytest.fixture
def ben(db: None, sandbox: Any) -> Reader:
    """His renewal was refused for want of money a moment ago."""
    sell()
    reader = join(sandbox, "ben")
    fail(sandbox, reader, NO_MONEY)
    assert paying(reader).state is State.PAST_DUE
    return reader


def test_it_says_what_failed_when_with_which_card_and_why(ben: Reader) -> None:
    page = enter(ben).get("/card/", {"next": PLACE})
    assert "Your €5 payment on" in page.text
    assert "there isn&#x27;t enough money" in page.text
    assert "Card on file: Visa 4242" in page.text
    assert "Pay €5 and read on" in page.text
    assert "Then €5 a month, until you leave" in page.text


def test_it_pays_at_once_and_leads_back_to_the_paragraph(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    answer = client.get(give_card(sandbox, client, MASTERCARD))
    assert answer.headers["Location"] == BACK
    assert paying(ben).state is State.ACTIVE
    assert charged(ben) == [500, 500]


def test_it_keeps_the_card_for_the_next_payments(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    client.get(give_card(sandbox, client, MASTERCARD))
    age(sandbox, ben, 31)
    assert charged(ben) == [500, 500, 500]
    card = paying(ben).membership.card
    assert card
    assert card.brand == "mastercard"


def test_it_charges_once_however_often_it_comes_back(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    address = give_card(sandbox, client, MASTERCARD)
    for _again in range(3):
        assert client.get(address).status_code == 302
    assert charged(ben) == [500, 500]


def test_it_charges_once_from_two_tabs(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    one, other = give_card(sandbox, client, GOOD), give_card(sandbox, client, MASTERCARD)
    client.get(one)
    client.get(other)
    assert charged(ben) == [500, 500]


def test_it_says_why_the_new_card_was_refused(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    page = client.get(give_card(sandbox, client, FAILS), follow=True)
    assert page.status_code == 200
    assert "€5 was not paid." in page.text
    assert "Nothing was charged." in page.text
    assert "Pay €5 and read on" in page.text
    assert charged(ben) == [500]


def test_it_leads_to_the_bank_where_that_wants_a_word(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    begun = give_card(sandbox, client, ALWAYS_ASKS)
    sandbox.approve(begun.rpartition("=")[2])
    answer = client.get(begun)
    assert answer.headers["Location"].startswith("/card/approve/?next=")
    assert "data-approve" in client.get(answer.headers["Location"]).text


def test_it_takes_no_card_that_was_not_saved(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    begun = client.post("/card/begin/", HTTP_ACCEPT="application/json").json()
    intent = begun["client_secret"].partition("_secret_")[0]
    page = client.get("/card/saved/", {"setup_intent": intent})
    assert page.status_code == 400
    assert "That card was not saved." in page.text
    assert charged(ben) == [500]


@pytest.mark.parametrize("intent", ["", "seti_no_such", "../customers", "seti_\N{MICRO SIGN}"])
def test_it_takes_no_intent_that_is_none(sandbox: Any, ben: Reader, intent: str) -> None:
    assert enter(ben).get("/card/saved/", {"setup_intent": intent}).status_code == 400


def test_it_takes_no_card_of_somebody_else(sandbox: Any, ben: Reader) -> None:
    theirs = enter(join(sandbox, "ana"))
    address = give_card(sandbox, theirs, MASTERCARD)
    assert enter(ben).get(address).status_code == 400
    assert charged(ben) == [500]


def test_it_saves_a_card_where_nothing_is_owed(db: None, sandbox: Any) -> None:
    sell()
    ana = join(sandbox)
    client = enter(ana)
    page = client.get("/card/")
    assert "Nothing is owed" in page.text
    assert "Save this card" in page.text
    answer = client.get(give_card(sandbox, client, MASTERCARD))
    assert "told=card" in answer.headers["Location"]
    assert charged(ana) == [500]


def test_it_charges_nothing_that_the_button_did_not_say(
    db: None, sandbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was owed when the card was asked for; then the renewal failed."""
    monkeypatch.setattr(mending, "GOOD_FOR", timedelta(days=99))  # the sandbox ages all alike
    sell()
    ana = join(sandbox)
    client = enter(ana)
    address = give_card(sandbox, client, MASTERCARD)
    fail(sandbox, ana)
    page = client.get(address, follow=True).text
    assert "The amount has changed. Nothing was charged." in page
    assert "Pay €5 and read on" in page
    assert charged(ana) == [500]


def test_it_charges_no_price_that_came_after_the_page(sandbox: Any, ben: Reader) -> None:
    age(sandbox, ben, 60)
    client = enter(ben)
    address = give_card(sandbox, client, MASTERCARD)
    Plan.objects.get(slug="basic").set_price(Money(5000, "EUR"), "month")
    page = client.get(address, follow=True).text
    assert "The amount has changed. Nothing was charged." in page
    assert "Pay €50 for a month from today" in page
    assert charged(ben) == [500]


def test_it_tries_a_card_once_however_often_a_tab_is_restored(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    address = give_card(sandbox, client, FAILS)
    client.get(address)
    age(sandbox, ben, 45)
    assert paying(ben).state is State.ENDED
    sandbox.replace_card_behaviour(customer(ben).stripe_id, GOOD)
    assert client.get(address).headers["Location"].startswith("/card/?next=")
    assert charged(ben) == [500]
    assert paying(ben).state is State.ENDED


def test_it_takes_no_card_that_was_given_long_ago(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    address = give_card(sandbox, client, MASTERCARD)
    age(sandbox, ben, 0.1)
    assert client.get(address).headers["Location"].startswith("/card/?next=")
    assert charged(ben) == [500]


def test_it_says_a_refusal_to_nobody_else(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    said = client.get(give_card(sandbox, client, FAILS)).headers["Location"]
    assert "was not paid" in client.get(said).text
    assert "was not paid" not in enter(join(sandbox, "ana")).get(said).text


def test_it_begins_afresh_for_who_was_locked_long(sandbox: Any, ben: Reader, settings: Any) -> None:
    sandbox.world.rules = replace(sandbox.world.rules, then="past_due")
    settings.AFRESH_DAYS = 5
    Plan.objects.update(grace_days=1)
    age(sandbox, ben, 26)
    client = enter(ben)
    page = client.get("/card/")
    assert "Pay €5 for a month from today" in page.text
    assert client.get(give_card(sandbox, client, MASTERCARD)).headers["Location"] == BACK
    assert charged(ben) == [500, 500]
    it = paying(ben).membership
    assert it.paid_until
    assert it.confirmed_at
    assert (it.paid_until - it.confirmed_at).days >= 27
    open_ones = Invoice.objects.filter(customer__reader=ben, state=InvoiceState.OPEN)
    assert not open_ones.exists()


def test_it_begins_anew_where_stripe_gave_up(sandbox: Any, ben: Reader) -> None:
    age(sandbox, ben, 60)
    assert paying(ben).membership.end_cause == EndCause.UNPAID
    client = enter(ben)
    assert "Pay €5 for a month from today" in client.get("/card/").text
    assert client.get(give_card(sandbox, client, MASTERCARD)).headers["Location"] == BACK
    assert paying(ben).state is State.ACTIVE
    assert charged(ben) == [500, 500]


def test_it_names_the_new_price_where_that_changed(sandbox: Any, ben: Reader) -> None:
    age(sandbox, ben, 60)
    Plan.objects.get(slug="basic").set_price(Money(600, "EUR"), "month")
    client = enter(ben)
    page = client.get("/card/").text
    assert "Pay €6 for a month from today" in page
    assert "Basic costs €6 a month now; you paid €5." in page
    client.get(give_card(sandbox, client, MASTERCARD))
    assert charged(ben) == [500, 600]


def test_it_can_try_a_second_card_where_stripe_gave_up(sandbox: Any, ben: Reader) -> None:
    age(sandbox, ben, 60)
    client = enter(ben)
    assert "€5 was not paid." in client.get(give_card(sandbox, client, FAILS), follow=True).text
    assert client.get(give_card(sandbox, client, MASTERCARD)).headers["Location"] == BACK
    assert charged(ben) == [500, 500]


def test_it_revives_nothing_that_its_reader_ended(db: None, sandbox: Any) -> None:
    sell()
    ana = join(sandbox)
    client = enter(ana)
    client.post("/membership/leave/", {"way": "end"})
    age(sandbox, ana, 32)
    page = client.get("/card/")
    assert "This membership has ended" in page.text
    assert "/membership/rejoin/" in page.text
    answer = client.get(give_card(sandbox, client, MASTERCARD))
    assert "This membership has ended" in answer.text
    assert charged(ana) == [500]


def test_it_asks_who_is_signed_out_to_log_in(db: None, sandbox: Any, client: Any) -> None:
    assert client.get("/card/").headers["Location"] == "/log-in/?next=/card/"


def test_it_limits_how_many_cards_are_given(sandbox: Any, ben: Reader) -> None:
    client = enter(ben)
    answers = [client.post("/card/begin/", HTTP_ACCEPT="application/json") for _ in range(11)]
    assert [it.status_code for it in answers] == [200] * 10 + [429]
    assert answers[-1].json()["errors"]


def test_it_lets_stripes_script_in_and_no_other(ben: Reader, settings: Any) -> None:
    policy = enter(ben).get("/card/").headers["Content-Security-Policy"]
    assert settings.STRIPE_SCRIPT.rpartition("/")[0] in policy
