"""Another plan: the sum is shown before it is charged, and a refused card changes nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from standfirst.billing.tests.members import (
    ALWAYS_ASKS,
    FAILS,
    PLACE,
    age,
    charged,
    customer,
    enter,
    fail,
    join,
    paying,
    price,
    sell,
)
from standfirst.membership.snapshot import State
from standfirst.readers.models import Reader

URL = "/membership/plan/"


@pytest.fixture
def ana(db: None, sandbox: Any) -> Reader:
    """Half of her month is over."""
    sell()
    reader = join(sandbox)
    age(sandbox, reader, 15)
    return reader


def shown(client: Client, slug: str, interval: str = "month") -> str:
    return client.get(URL, {"price": price(slug, interval).pk, "next": PLACE}).text


def press(client: Client, page: str) -> Any:
    signed = re.search(r'name="change" value="([^"]+)"', page)
    assert signed
    return client.post(f"{URL}?next={PLACE.replace('#', '%23')}", {"change": signed[1]})


def sum_on(page: str) -> int:
    named = re.search(r"and pay €(\d+)(?:\.(\d\d))? now", page)
    assert named
    return int(named[1] + (named[2] or "00"))


def test_it_shows_the_other_plans(ana: Reader) -> None:
    page = enter(ana).get(URL).text
    assert "Plus, €9 a month" in page
    assert "Basic, €50 a year" in page
    assert "Basic, €5 a month</h3>" not in page


def test_it_charges_the_sum_that_it_showed(ana: Reader) -> None:
    client = enter(ana)
    page = shown(client, "plus")
    today = sum_on(page)
    assert 150 < today < 250
    answer = press(client, page)
    assert "?told=changed#s-1" in answer.headers["Location"]
    assert charged(ana) == [500, today]
    assert paying(ana).membership.plan.slug == "plus"


def test_it_sells_nothing_twice(ana: Reader) -> None:
    client = enter(ana)
    page, other_tab = shown(client, "plus"), shown(client, "plus")
    press(client, page)
    press(client, page)
    press(client, other_tab)
    assert len(charged(ana)) == 2


def test_it_takes_the_new_price_from_then_on(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    press(client, shown(client, "plus"))
    age(sandbox, ana, 20)
    assert charged(ana)[-1] == 900


def test_it_charges_nothing_for_a_cheaper_plan_and_keeps_the_rest(sandbox: Any, db: None) -> None:
    sell()
    pia = join(sandbox, "pia", at=price("plus"))
    age(sandbox, pia, 15)
    client = enter(pia)
    page = shown(client, "basic")
    assert "Nothing is charged today. You have paid €" in page
    assert "Change to Basic, nothing to pay now" in page
    press(client, page)
    assert paying(pia).membership.plan.slug == "basic"
    assert charged(pia) == [900]
    age(sandbox, pia, 20)
    assert charged(pia)[-1] < 500


def test_it_goes_over_to_the_year(ana: Reader) -> None:
    client = enter(ana)
    page = shown(client, "basic", "year")
    today = sum_on(page)
    assert 4700 < today < 4800
    press(client, page)
    assert charged(ana) == [500, today]
    it = paying(ana).membership
    assert it.paid_until
    assert (it.paid_until - it.confirmed_at).days > 360


def test_it_offers_no_month_in_the_middle_of_a_year(db: None, sandbox: Any) -> None:
    sell()
    yan = join(sandbox, "yan", at=price("basic", "year"))
    page = enter(yan).get(URL)
    assert "There is no other plan" in page.text
    assert enter(yan).get(URL, {"price": price("plus").pk}).status_code == 400


def test_it_changes_nothing_where_the_card_is_refused(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    page = shown(client, "plus")
    sandbox.replace_card_behaviour(customer(ana).stripe_id, FAILS)
    answer = press(client, page)
    assert "Your plan is the same as before." in answer.text
    it = paying(ana)
    assert (it.membership.plan.slug, it.state) == ("basic", State.ACTIVE)
    assert charged(ana) == [500]


def test_it_changes_once_the_bank_has_approved(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    page = shown(client, "plus")
    sandbox.replace_card_behaviour(customer(ana).stripe_id, ALWAYS_ASKS)
    answer = press(client, page)
    assert answer.headers["Location"].startswith("/card/approve/")
    assert paying(ana).membership.plan.slug == "basic"
    approve = client.get(answer.headers["Location"]).text
    sandbox.approve(approve.partition('data-secret="')[2].partition("_secret_")[0])
    client.get("/card/approve/", {"asked": "1"})
    assert paying(ana).membership.plan.slug == "plus"


@pytest.mark.parametrize("signed", ["", "forged", "WzFd:1abc:zzz"])
def test_it_takes_no_sum_but_its_own(ana: Reader, signed: str) -> None:
    page = enter(ana).post(URL, {"change": signed})
    assert "The sum has changed meanwhile." in page.text
    assert charged(ana) == [500]


@pytest.mark.parametrize("named", ["0", "x", "99999"])
def test_it_sells_only_what_is_on_sale(ana: Reader, named: str) -> None:
    page = enter(ana).get(URL, {"price": named})
    assert page.status_code == 400
    assert "That plan is not on sale." in page.text


def test_it_first_wants_what_is_open(sandbox: Any, ana: Reader) -> None:
    page = shown(enter(ana), "plus")
    fail(sandbox, ana, days=20)
    client = enter(ana)
    assert "A payment is open." in client.get(URL).text
    assert "The sum has changed meanwhile." in press(client, page).text
