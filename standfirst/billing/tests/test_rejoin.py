"""Rejoining: one step with the card that is saved, unless it was that card that failed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from standfirst.billing.customers import customer_of
from standfirst.billing.gateway import asking
from standfirst.billing.personal import personal_data
from standfirst.billing.receipts import receipts_of
from standfirst.billing.tests import joins
from standfirst.billing.tests.members import (
    ALWAYS_ASKS,
    FAILS,
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


def test_it_names_the_card_the_amount_and_the_period(kit: Reader) -> None:
    page = enter(kit).get(URL).text
    assert "Card on file: Visa 4242." in page
    assert "Pay €5 for a month from today" in page
    assert "data-card" not in page


def test_it_takes_one_step(kit: Reader) -> None:
    answer = enter(kit).post(URL, {"next": PLACE})
    assert answer.headers["Location"] == BACK
    assert paying(kit).state is State.ACTIVE
    assert charged(kit) == [500, 500]


def test_it_sells_nothing_twice(kit: Reader) -> None:
    client = enter(kit)
    for _again in range(3):
        assert client.post(URL, {"next": PLACE}).headers["Location"] == BACK
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
    page = client.post(URL, {"next": PLACE}).text
    assert "€5 was not paid." in page
    assert "data-card" in page
    assert client.get(give_card(sandbox, client, MASTERCARD, page=URL)).headers["Location"] == BACK
    assert charged(kit) == [500, 500]


def test_it_leads_to_the_bank_where_that_wants_a_word(sandbox: Any, kit: Reader) -> None:
    sandbox.replace_card_behaviour(customer(kit).stripe_id, ALWAYS_ASKS)
    client = enter(kit)
    answer = client.post(URL, {"next": PLACE})
    assert answer.headers["Location"].startswith("/card/approve/?next=")
    assert "data-approve" in client.get(answer.headers["Location"]).text


def test_it_takes_the_price_of_today(kit: Reader) -> None:
    Plan.objects.get(slug="basic").set_price(Money(600, "EUR"), "month")
    client = enter(kit)
    assert "Pay €6 for a month from today" in client.get(URL).text
    client.post(URL)
    assert charged(kit) == [500, 600]


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
