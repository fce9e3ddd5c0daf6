"""Another plan: the sum is shown before it is charged, and a refused card changes nothing."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from standfirst.billing import closing
from standfirst.billing.ending import end_due
from standfirst.billing.gateway import asking
from standfirst.billing.models import Invoice
from standfirst.billing.tests import members
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
    look,
    paying,
    price,
    sell,
)
from standfirst.membership.models import Plan
from standfirst.membership.rows import standing_of
from standfirst.membership.snapshot import EndCause, Money, State
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


@pytest.fixture
def pia(db: None, sandbox: Any) -> Reader:
    """She paid for a year of the dear plan, and went down to the cheap one: nothing was asked for."""
    sell()
    Plan.objects.get(slug="plus").set_price(Money(10000, "EUR"), "year")
    reader = join(sandbox, "pia", at=price("plus", "year"))
    age(sandbox, reader, 1)
    client = enter(reader)
    press(client, shown(client, "basic", "year"))
    assert paying(reader).membership.plan.slug == "basic"
    assert reads(reader)
    return reader


def reads(reader: Reader) -> bool:
    return bool(standing_of(reader, datetime.now(UTC)).rights)


def balance(reader: Reader) -> int:
    with asking() as stripe:
        return int(stripe.v1.customers.retrieve(customer(reader).stripe_id).balance)


def first(reader: Reader) -> Invoice:
    found: Invoice = customer(reader).invoices.get(amount__gt=0)
    return found


def test_a_cheaper_plan_goes_back_with_the_money_that_paid_for_it(pia: Reader) -> None:
    assert balance(pia) < 0
    enter(pia).post("/membership/leave/", {"way": "money_back"})
    it = paying(pia).membership
    assert (it.state, it.end_cause) == (State.ENDED, EndCause.REFUNDED)
    assert not reads(pia)
    assert balance(pia) == 0


def test_whoever_rejoins_after_the_money_went_back_pays(pia: Reader) -> None:
    client = enter(pia)
    client.post("/membership/leave/", {"way": "money_back"})
    client.post("/membership/rejoin/", {"shown": members.shown(client, "/membership/rejoin/")})
    assert charged(pia) == [10000, 5000]
    assert reads(pia)


def test_a_month_goes_back_as_a_year_does(db: None, sandbox: Any) -> None:
    sell()
    kit = join(sandbox, "kit", at=price("plus"))
    age(sandbox, kit, 1)
    client = enter(kit)
    press(client, shown(client, "basic"))
    client.post("/membership/leave/", {"way": "money_back"})
    assert not reads(kit)
    assert balance(kit) == 0


def test_staff_who_give_the_first_payment_back_end_the_cheaper_plan(pia: Reader) -> None:
    now = datetime.now(UTC)
    closing.refund(first(pia), now)
    assert paying(pia).membership.end_cause == EndCause.REFUNDED
    assert not reads(pia)
    end_due(now)
    assert balance(pia) == 0


def test_a_dispute_of_the_first_payment_ends_the_cheaper_plan(sandbox: Any, pia: Reader) -> None:
    sandbox.world.dispute(sandbox.world.store.of(customer(pia).stripe_id, "charge")[-1]["id"])
    look(pia)
    assert paying(pia).membership.end_cause == EndCause.DISPUTED
    assert not reads(pia)
    end_due(datetime.now(UTC))
    assert balance(pia) == 0


def test_a_year_out_of_the_balance_goes_back_with_what_filled_it(db: None, sandbox: Any) -> None:
    sell()
    Plan.objects.get(slug="plus").set_price(Money(20000, "EUR"), "year")
    lea = join(sandbox, "lea", at=price("plus", "year"))
    age(sandbox, lea, 1)
    client = enter(lea)
    press(client, shown(client, "basic", "year"))
    age(sandbox, lea, 370)
    assert charged(lea) == [20000]
    assert reads(lea)
    closing.refund(first(lea), datetime.now(UTC))
    assert paying(lea).membership.end_cause == EndCause.REFUNDED
    assert not reads(lea)


def test_other_credit_stays_when_the_money_goes_back(pia: Reader) -> None:
    """Staff gave it at Stripe, as a courtesy."""
    with asking() as stripe:
        stripe.v1.customers.update(customer(pia).stripe_id, params={"balance": balance(pia) - 300})
    enter(pia).post("/membership/leave/", {"way": "money_back"})
    assert balance(pia) == -300
