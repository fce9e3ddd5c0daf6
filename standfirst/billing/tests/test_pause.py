"""A pause: nothing is charged, and what is paid is read to its end. And the way back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from standfirst.billing.pausing import months_on
from standfirst.billing.tests.members import (
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
    shown,
)
from standfirst.membership.rows import standing_of
from standfirst.membership.snapshot import State
from standfirst.readers.models import Reader

PAUSE, RESUME = "/membership/pause/", "/membership/resume/"


@pytest.fixture
def jo(db: None, sandbox: Any) -> Reader:
    sell()
    reader = join(sandbox, "jo")
    age(sandbox, reader, 20)
    return reader


def as_shown(client: Client) -> dict[str, str]:
    return {"next": PLACE, "shown": shown(client, RESUME)}


@pytest.mark.parametrize("months", [1, 2, 3])
def test_it_charges_nothing_for_so_long_and_then_again(
    sandbox: Any, jo: Reader, months: int
) -> None:
    answer = enter(jo).post(PAUSE, {"months": str(months), "next": PLACE})
    assert "?told=paused#s-1" in answer.headers["Location"]
    age(sandbox, jo, 12)
    assert paying(jo).state is State.PAUSED
    age(sandbox, jo, 30 * (months - 1))
    assert charged(jo) == [500]
    age(sandbox, jo, 64)
    assert charged(jo)[1:]
    assert paying(jo).state is State.ACTIVE


def test_it_says_what_is_charged_when(jo: Reader) -> None:
    page = enter(jo).get(PAUSE).text
    assert "1 month: then €5 on" in page
    assert "3 months: then €5 on" in page


def test_it_resumes_for_nothing_while_what_is_paid_runs(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post(PAUSE, {"months": "2"})
    assert "Nothing is charged today" in client.get(RESUME).text
    assert "told=resumed" in client.post(RESUME, as_shown(client)).headers["Location"]
    assert paying(jo).state is State.ACTIVE
    age(sandbox, jo, 12)
    assert charged(jo) == [500, 500]


def test_it_resumes_with_a_new_period_that_the_button_names(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post(PAUSE, {"months": "3"})
    age(sandbox, jo, 30)
    assert "Pay €5 for a month from today" in client.get(RESUME).text
    assert "told=resumed" in client.post(RESUME, as_shown(client)).headers["Location"]
    assert client.post(RESUME).status_code == 200
    assert charged(jo) == [500, 500]
    assert paying(jo).state is State.ACTIVE


def test_it_charges_nothing_where_the_page_said_so(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post(PAUSE, {"months": "3"})
    form = as_shown(client)
    age(sandbox, jo, 30)
    page = client.post(RESUME, form).text
    assert "The amount has changed. Nothing was charged." in page
    assert "Pay €5 for a month from today" in page
    assert charged(jo) == [500]
    assert paying(jo).state is State.PAUSED


def test_it_pauses_again_after_that(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    for _twice in range(2):
        client.post(PAUSE, {"months": "1"})
        assert paying(jo).state is State.PAUSED
        client.post(RESUME, as_shown(client))
        assert paying(jo).state is State.ACTIVE


def test_it_leads_to_another_card_where_resuming_is_refused(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post(PAUSE, {"months": "3"})
    age(sandbox, jo, 30)
    sandbox.replace_card_behaviour(customer(jo).stripe_id, FAILS)
    answer = client.post(RESUME, as_shown(client))
    assert answer.headers["Location"].startswith("/card/?next=")
    assert "Pay €5 and read on" in client.get(answer.headers["Location"]).text
    assert charged(jo) == [500]


def test_a_refused_card_opens_nothing_that_the_pause_had_locked(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post(PAUSE, {"months": "3"})
    age(sandbox, jo, 30)
    sandbox.replace_card_behaviour(customer(jo).stripe_id, FAILS)
    client.post(RESUME, as_shown(client))
    for _twice in range(2):
        assert paying(jo).state is State.PAST_DUE
        assert not standing_of(jo, datetime.now(UTC)).rights
        look(jo)


@pytest.mark.parametrize("months", ["", "0", "4", "x"])
def test_it_takes_one_two_or_three_months(jo: Reader, months: str) -> None:
    page = enter(jo).post(PAUSE, {"months": months})
    assert page.status_code == 400
    assert "Choose one, two or three months." in page.text
    assert paying(jo).state is State.ACTIVE


def test_it_pauses_no_year(db: None, sandbox: Any) -> None:
    sell()
    yan = join(sandbox, "yan", at=price("basic", "year"))
    assert "The year is paid until" in enter(yan).get(PAUSE).text
    assert enter(yan).post(PAUSE, {"months": "1"}).headers["Location"] == PAUSE


def test_it_pauses_nothing_that_ends_or_failed(sandbox: Any, jo: Reader) -> None:
    client = enter(jo)
    client.post("/membership/leave/", {"way": "end"})
    assert "There is nothing to pause" in client.get(PAUSE).text
    client.post("/membership/leave/", {"way": "stay"})
    fail(sandbox, jo, days=12)
    assert "A payment is open" in client.get(PAUSE).text


def test_it_says_that_it_is_not_paused(jo: Reader) -> None:
    assert "It is not paused." in enter(jo).get(RESUME).text
    assert enter(jo).post(RESUME).status_code == 200


@pytest.mark.parametrize(
    ("at", "months", "then"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
    ],
)
def test_it_counts_months_as_calendars_do(
    at: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    assert months_on(datetime(*at, tzinfo=UTC), months) == datetime(*then, tzinfo=UTC)
