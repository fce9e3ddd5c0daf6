"""Receipts, the account page's part, and the line one is told on coming back."""

from typing import Any

import pytest

from standfirst.billing.tests.members import age, enter, fail, join, paying, sell
from standfirst.billing.told import Told, back_to
from standfirst.membership.format import format_day
from standfirst.publication.told import told_line
from standfirst.readers.models import Reader
from standfirst.stories.tests import lantern

STORY = "/world/accord-reached-at-the-strait/"


@pytest.fixture
def ana(db: None, sandbox: Any) -> Reader:
    lantern.publish()
    sell()
    return join(sandbox)


def next_day(reader: Reader) -> str:
    it = paying(reader).membership
    assert it.paid_until
    return format_day(it.paid_until, it.confirmed_at)


def test_it_lists_what_was_paid_and_what_will_be(sandbox: Any, ana: Reader) -> None:
    age(sandbox, ana, 31)
    page = enter(ana).get("/account/receipts/").text
    assert page.count("<td>€5") == 2
    assert f"Next payment: €5 on {next_day(ana)}." in page
    assert "open on its pages" in page


def test_it_says_what_is_not_paid(sandbox: Any, ana: Reader) -> None:
    fail(sandbox, ana)
    page = enter(ana).get("/account/receipts/").text
    assert "not paid yet" in page
    assert "Next payment" not in page


def test_it_shows_nobody_elses(sandbox: Any, ana: Reader) -> None:
    dee = Reader.objects.create_reader("dee@example.com")
    assert "Nothing has been paid here yet." in enter(dee).get("/account/receipts/").text


def test_it_is_for_who_is_signed_in(db: None, client: Any) -> None:
    assert client.get("/account/receipts/").status_code == 302


def test_the_account_names_the_plan_the_card_and_what_comes(ana: Reader) -> None:
    page = enter(ana).get("/account/").text
    assert "Basic, €5 a month" in page
    assert f"Next payment: €5 on {next_day(ana)}." in page
    assert "Card on file: Visa 4242, good to the end of December 2031" in page
    for url in ("card", "membership/plan", "membership/pause", "membership/leave"):
        assert f'href="/{url}/"' in page


def test_the_account_says_what_is_open(sandbox: Any, ana: Reader) -> None:
    fail(sandbox, ana)
    page = enter(ana).get("/account/").text
    assert "A payment of €5 is open." in page
    assert 'href="/membership/plan/"' not in page


def test_the_account_says_when_it_ends(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    client.post("/membership/leave/", {"way": "end"})
    page = client.get("/account/").text
    assert f"Ends on {next_day(ana)}, as you asked." in page
    assert ">Stay<" in page


def test_who_comes_back_is_told_what_was_paid(ana: Reader) -> None:
    answer = enter(ana).get(STORY, {"told": "paid"})
    assert f"Paid, €5. Next payment {next_day(ana)}." in answer.text
    assert "private" in answer.headers["Cache-Control"]


def test_it_says_paid_no_longer_than_it_is_news(sandbox: Any, ana: Reader) -> None:
    age(sandbox, ana, 1)
    assert "Paid," not in enter(ana).get(STORY, {"told": "paid"}).text


@pytest.mark.parametrize("word", ["no-such", "left", "paused", "pending", "<b>"])
def test_it_says_nothing_that_is_not_so(ana: Reader, word: str) -> None:
    assert 'class="told-you"' not in enter(ana).get(STORY, {"told": word}).text


def test_it_tells_nothing_to_who_is_signed_out(ana: Reader, client: Any) -> None:
    assert 'class="told-you"' not in client.get(STORY, {"told": "paid"}).text


def test_it_asks_nothing_of_the_database_where_no_line_is_wanted(
    ana: Reader, rf: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert told_line(rf.get(STORY)) == ""


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("/a/#s-1", "/a/?told=paid#s-1"),
        ("/a/?page=2#x", "/a/?page=2&told=paid#x"),
        ("/a/?told=left", "/a/?told=paid"),
        ("", "/?told=paid"),
    ],
)
def test_it_keeps_the_place(place: str, address: str) -> None:
    assert back_to(place, Told.PAID).headers["Location"] == address
