"""Leaving, as easily as joined: two clicks, the day said, nothing more charged."""

from typing import Any

import pytest

from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.tests.members import (
    PLACE,
    age,
    charged,
    enter,
    fail,
    join,
    look,
    paying,
    sell,
    shown,
)
from standfirst.membership.format import format_day
from standfirst.membership.snapshot import EndCause, State
from standfirst.readers.models import Reader

URL = "/membership/leave/"


@pytest.fixture
def ana(db: None, sandbox: Any) -> Reader:
    """Joined twenty days ago."""
    sell()
    reader = join(sandbox)
    age(sandbox, reader, 20)
    return reader


def last_day(reader: Reader) -> str:
    it = paying(reader).membership
    assert it.paid_until
    return format_day(it.paid_until, it.confirmed_at)


def test_it_says_until_when_one_reads_on(ana: Reader) -> None:
    page = enter(ana).get(URL).text
    assert f"You can read until {last_day(ana)}, which is paid." in page
    assert f"Leave on {last_day(ana)}" in page
    assert "back" not in page.partition("<form")[2].partition("</form>")[0]


def test_it_ends_with_what_is_paid_and_charges_nothing_more(sandbox: Any, ana: Reader) -> None:
    answer = enter(ana).post(URL, {"way": "end", "next": PLACE})
    assert "?told=left#s-1" in answer.headers["Location"]
    it = paying(ana).membership
    assert it.ends_at_period_end
    assert it.state == State.ACTIVE
    age(sandbox, ana, 15)
    assert paying(ana).membership.end_cause == EndCause.BY_READER
    assert charged(ana) == [500]


def test_it_does_it_once_however_often_it_is_pressed(ana: Reader) -> None:
    client = enter(ana)
    for _again in range(2):
        assert client.post(URL, {"way": "end"}).status_code == 302
    assert paying(ana).membership.ends_at_period_end


def test_it_can_be_undone_until_then(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    client.post(URL, {"way": "end"})
    assert "Stay" in client.get(URL).text
    assert "told=stayed" in client.post(URL, {"way": "stay"}).headers["Location"]
    age(sandbox, ana, 15)
    assert paying(ana).state is State.ACTIVE
    assert charged(ana) == [500, 500]


def test_it_gives_the_money_back_within_the_days_of_the_law(db: None, sandbox: Any) -> None:
    sell()
    dan = join(sandbox, "dan")
    client = enter(dan)
    assert "Leave now, with €5 back" in client.get(URL).text
    answer = client.post(URL, {"way": "money_back"})
    assert "told=left" in answer.headers["Location"]
    it = paying(dan).membership
    assert (it.state, it.end_cause) == (State.ENDED, EndCause.REFUNDED)
    assert Invoice.objects.get(customer__reader=dan).state == InvoiceState.REFUNDED


def test_it_gives_it_back_once_and_not_after_rejoining(db: None, sandbox: Any) -> None:
    sell()
    dan = join(sandbox, "dan")
    client = enter(dan)
    client.post(URL, {"way": "money_back"})
    page = "/membership/rejoin/"
    client.post(page, {"shown": shown(client, page)})
    assert paying(dan).state is State.ACTIVE
    assert "back" not in client.get(URL).text.partition("<form")[2].partition("</form>")[0]
    assert client.post(URL, {"way": "money_back"}).headers["Location"] == URL
    assert paying(dan).state is State.ACTIVE


def test_it_gives_no_money_back_after_them(ana: Reader) -> None:
    answer = enter(ana).post(URL, {"way": "money_back"})
    assert answer.headers["Location"] == URL
    assert paying(ana).state is State.ACTIVE


def test_it_ends_at_once_where_a_payment_is_open_and_drops_it(sandbox: Any, ana: Reader) -> None:
    fail(sandbox, ana, days=12)
    client = enter(ana)
    assert "It ends at once" in client.get(URL).text
    client.post(URL, {"way": "now"})
    assert paying(ana).state is State.ENDED
    assert paying(ana).membership.end_cause == EndCause.BY_READER
    age(sandbox, ana, 30)
    assert not Invoice.objects.filter(customer__reader=ana, state=InvoiceState.OPEN).exists()
    assert charged(ana) == [500]


def test_it_ends_at_once_while_paused(sandbox: Any, ana: Reader) -> None:
    client = enter(ana)
    client.post("/membership/pause/", {"months": "2"})
    age(sandbox, ana, 20)
    assert paying(ana).state is State.PAUSED
    client.post(URL, {"way": "now"})
    assert paying(ana).state is State.ENDED


@pytest.mark.parametrize("way", ["", "tomorrow"])
def test_it_takes_no_other_way(ana: Reader, way: str) -> None:
    page = enter(ana).post(URL, {"way": way})
    assert page.status_code == 400
    assert "Choose one of these." in page.text


def test_it_keeps_mails_and_payments_apart(ana: Reader) -> None:
    page = enter(ana).get(URL).text
    assert "This ends what you pay. Mails are another matter:" in page


def test_it_says_that_there_is_nothing_to_leave(db: None, sandbox: Any) -> None:
    dee = Reader.objects.create_reader("dee@example.com")
    assert "There is no membership here" in enter(dee).get(URL).text


def test_it_hears_of_a_leaving_elsewhere(sandbox: Any, ana: Reader) -> None:
    """In another tab, or at Stripe's own page."""
    client = enter(ana)
    client.post(URL, {"way": "end"})
    look(ana)
    assert client.post(URL, {"way": "end"}).status_code == 302
