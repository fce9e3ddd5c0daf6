"""Rejoining: one step with the card that is saved, unless it was that card that failed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from standfirst.billing.customers import customer_of
from standfirst.billing.gateway import asking
from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.personal import personal_data
from standfirst.billing.receipts import receipts_of
from standfirst.billing.tests import joins
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
    look,
    paying,
    price,
    sell,
    shown,
)
from standfirst.membership.models import Plan, Price
from standfirst.membership.snapshot import Money, State
from standfirst.readers.models import Reader

URL = "/membership/rejoin/"
BACK = "/world/accord-reached-at-the-strait/?told=paid#s-1"


@pytest.fixture
def kit(db: None, sandbox: Any) -> Reader:
    """Left, and her time is over."""
    sell()
    reader = join(sandbox, "kit")
    enter(reader).post("/membership/leave/", {"way": "end"})
    age(sandbox, reader, 40)
    assert paying(reader).state is State.ENDED
    return reader


def as_shown(client: Client) -> dict[str, str]:
    return {"next": PLACE, "shown": shown(client, URL)}


def test_it_names_the_card_the_amount_and_the_period(kit: Reader) -> None:
    page = enter(kit).get(URL).text
    assert "Card on file: Visa 4242." in page
    assert "Pay €5 for a month from today" in page
    assert "data-card" not in page


def test_it_takes_one_step(kit: Reader) -> None:
    client = enter(kit)
    answer = client.post(URL, as_shown(client))
    assert answer.headers["Location"] == BACK
    assert paying(kit).state is State.ACTIVE
    assert charged(kit) == [500, 500]


def test_it_sells_nothing_twice(kit: Reader) -> None:
    client = enter(kit)
    form = as_shown(client)
    for _again in range(3):
        assert client.post(URL, form).headers["Location"] == BACK
    assert charged(kit) == [500, 500]


def test_it_asks_for_another_card_where_that_one_failed(sandbox: Any, db: None) -> None:
    sell()
    ben = join(sandbox, "ben")
    fail(sandbox, ben, NO_MONEY, days=90)
    assert paying(ben).state is State.ENDED
    client = enter(ben)
    page = client.get(URL).text
    assert "Card on file" not in page
    assert "data-card" in page
    assert client.post(URL).headers["Location"] == URL
    assert charged(ben) == [500]
    answer = client.get(give_card(sandbox, client, MASTERCARD, page=URL))
    assert answer.headers["Location"] == BACK
    assert charged(ben) == [500, 500]


def test_it_asks_for_another_card_after_a_no(sandbox: Any, kit: Reader) -> None:
    sandbox.replace_card_behaviour(customer(kit).stripe_id, FAILS)
    client = enter(kit)
    page = client.post(URL, as_shown(client), follow=True).text
    assert "€5 was not paid." in page
    assert "data-card" in page
    assert client.get(give_card(sandbox, client, MASTERCARD, page=URL)).headers["Location"] == BACK
    assert charged(kit) == [500, 500]


def test_it_leads_to_the_bank_where_that_wants_a_word(sandbox: Any, kit: Reader) -> None:
    sandbox.replace_card_behaviour(customer(kit).stripe_id, ALWAYS_ASKS)
    client = enter(kit)
    answer = client.post(URL, as_shown(client))
    assert answer.headers["Location"].startswith("/card/approve/?next=")
    assert "data-approve" in client.get(answer.headers["Location"]).text


def test_it_takes_the_price_of_today(kit: Reader) -> None:
    Plan.objects.get(slug="basic").set_price(Money(600, "EUR"), "month")
    client = enter(kit)
    assert "Pay €6 for a month from today" in client.get(URL).text
    client.post(URL, as_shown(client))
    assert charged(kit) == [500, 600]


@pytest.mark.parametrize("form", [True, False])
def test_it_charges_no_price_that_came_after_the_page(kit: Reader, form: bool) -> None:
    client = enter(kit)
    posted = as_shown(client) if form else {}
    Plan.objects.get(slug="basic").set_price(Money(5000, "EUR"), "month")
    page = client.post(URL, posted, follow=True).text
    assert "The amount has changed. Nothing was charged." in page
    assert "Pay €50 for a month from today" in page
    assert charged(kit) == [500]


def test_it_charges_no_such_price_to_another_card(sandbox: Any, kit: Reader) -> None:
    client = enter(kit)
    sandbox.replace_card_behaviour(customer(kit).stripe_id, FAILS)
    client.post(URL, as_shown(client))
    address = give_card(sandbox, client, MASTERCARD, page=URL)
    Plan.objects.get(slug="basic").set_price(Money(5000, "EUR"), "month")
    assert "The amount has changed." in client.get(address, follow=True).text
    assert charged(kit) == [500]


def test_it_collects_no_first_payment_at_a_price_of_before(sandbox: Any, kit: Reader) -> None:
    """The first card was refused at €5; the page names €4 by now."""
    client = enter(kit)
    sandbox.replace_card_behaviour(customer(kit).stripe_id, FAILS)
    client.post(URL, as_shown(client))
    Plan.objects.get(slug="basic").set_price(Money(400, "EUR"), "month")
    assert "Pay €4 for a month from today" in client.get(URL).text
    assert client.get(give_card(sandbox, client, MASTERCARD, page=URL)).headers["Location"] == BACK
    assert charged(kit) == [500, 400]
    assert paying(kit).membership.amount == 400
    asked = Invoice.objects.filter(customer__reader=kit, state=InvoiceState.OPEN)
    assert not asked.exists()


def test_it_tries_a_card_once_however_often_a_tab_is_restored(sandbox: Any, kit: Reader) -> None:
    client = enter(kit)
    address = give_card(sandbox, client, FAILS, page=URL)
    client.get(address)
    age(sandbox, kit, 20)
    sandbox.replace_card_behaviour(customer(kit).stripe_id, GOOD)
    assert client.get(address).headers["Location"].startswith(f"{URL}?next=")
    assert charged(kit) == [500]
    assert paying(kit).state is State.ENDED


def test_it_says_that_a_plan_is_not_sold_any_more(kit: Reader) -> None:
    Price.objects.get(plan__slug="basic", interval="month").take_off_sale()
    page = enter(kit).get(URL).text
    assert "Basic is not sold any more" in page
    assert 'href="/join/"' in page


def test_it_leads_who_has_a_membership_to_what_that_wants(db: None, sandbox: Any) -> None:
    sell()
    ana = join(sandbox)
    assert enter(ana).get(URL).headers["Location"].startswith("/account/")
    fail(sandbox, ana)
    assert enter(ana).get(URL).headers["Location"] == "/card/"


@pytest.mark.parametrize("url", [URL, f"{URL}saved/?setup_intent=seti_1", "/card/"])
def test_it_leads_who_is_deleted_at_stripe_to_join(kit: Reader, url: str) -> None:
    customer(kit).note_closed(datetime.now(UTC))
    page = enter(kit).get(url, {"next": PLACE} if url == URL else None)
    assert page.status_code == 200
    assert 'href="/join/' in page.text


def test_it_sends_the_card_form_to_join_then(kit: Reader) -> None:
    customer(kit).note_closed(datetime.now(UTC))
    answer = enter(kit).post(f"{URL}begin/", HTTP_ACCEPT="application/json")
    assert answer.json() == {"go": "/join/"}


def test_it_takes_no_card_given_for_mending(sandbox: Any, kit: Reader) -> None:
    client = enter(kit)
    address = give_card(sandbox, client, MASTERCARD).replace("/card/", URL)
    assert client.get(address).status_code == 400
    assert charged(kit) == [500]


def test_whom_stripe_has_deleted_joins_as_somebody_new(sandbox: Any, kit: Reader) -> None:
    """Her receipts stay hers; the card that Stripe forgot is not asked for."""
    old, client, at = customer(kit), enter(kit), price()
    with asking() as stripe:
        stripe.v1.customers.delete(old.stripe_id)
    look(kit)
    assert customer_of(kit) is None
    assert client.get("/membership/rejoin/").status_code == 200
    page = joins.join(client, sandbox, at)
    assert "told=paid" in page.headers["Location"]
    assert customer(kit) != old
    assert paying(kit).state is State.ACTIVE
    assert len(receipts_of(kit, datetime.now(UTC))) == 2
    kept = personal_data(kit)
    assert len(kept["receipts"]) == len(kept["at_the_payment_processor"]) == 2


def test_whom_stripe_has_deleted_is_asked_for_while_something_runs_here(
    sandbox: Any, kit: Reader
) -> None:
    it = customer(kit)
    it.subscriptions.create(stripe_id="sub_lost", status="active", made_at=it.made_at)
    with asking() as stripe:
        stripe.v1.customers.delete(it.stripe_id)
    look(kit)
    assert customer(kit).closed_at is None
