"""The link in a mail: it mends one membership and does only that."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from standfirst.billing import approving, mending, tokens
from standfirst.billing.tests.members import (
    FAILS,
    MASTERCARD,
    NO_MONEY,
    charged,
    enter,
    fail,
    give_card,
    join,
    paying,
    sell,
)
from standfirst.membership.snapshot import State
from standfirst.readers.models import Reader


@pytest.fixture
def ben(db: None, sandbox: Any) -> Reader:
    sell()
    reader = join(sandbox, "ben")
    fail(sandbox, reader, NO_MONEY)
    return reader


def link(reader: Reader, settings: Any) -> str:
    address = mending.link_for(paying(reader).membership)
    assert address.startswith(settings.ADDRESS)
    return address.removeprefix(settings.ADDRESS)


def test_it_shows_no_card_and_no_name(ben: Reader, settings: Any, client: Client) -> None:
    page = client.get(link(ben, settings))
    assert "Pay €5 and read on" in page.text
    for fact in ("9995", "Visa", "ben@", "enough money", "Basic"):
        assert fact not in page.text


def test_it_mends_without_logging_anybody_in(
    sandbox: Any, ben: Reader, settings: Any, client: Client
) -> None:
    address = link(ben, settings)
    page = client.get(give_card(sandbox, client, MASTERCARD, page=address))
    assert "The payment went through" in page.text
    assert paying(ben).state is State.ACTIVE
    assert charged(ben) == [500, 500]
    assert "_auth_user_id" not in client.session


def test_it_is_over_once_that_is_mended(
    sandbox: Any, ben: Reader, settings: Any, client: Client
) -> None:
    address = link(ben, settings)
    client.get(give_card(sandbox, client, MASTERCARD, page=address))
    page = client.get(address)
    assert page.status_code == 410
    assert "This link does nothing any more" in page.text


def test_it_stays_good_after_a_card_that_was_refused(
    sandbox: Any, ben: Reader, settings: Any, client: Client
) -> None:
    address = link(ben, settings)
    page = client.get(give_card(sandbox, client, FAILS, page=address), follow=True)
    assert "€5 was not paid." in page.text
    assert client.get(address).status_code == 200


def test_it_expires(
    ben: Reader, settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(ben, settings)
    monkeypatch.setattr(tokens, "GOOD_FOR", timedelta(seconds=-1))
    assert client.get(address).status_code == 410


def test_it_is_for_one_purpose(ben: Reader, settings: Any, client: Client) -> None:
    token = link(ben, settings).rstrip("/").rpartition("/")[2]
    assert client.get(f"/card/approve/{token}/").status_code == 410
    other = approving.link_for(paying(ben).membership).removeprefix(settings.ADDRESS)
    assert client.get(other.replace("approve/", "")).status_code == 410


def test_it_takes_no_token_that_is_none(db: None, sandbox: Any, client: Client) -> None:
    for address in ("/card/no-such-token/", "/card/no-such-token/saved/?setup_intent=seti_1"):
        assert client.get(address).status_code == 410
    assert client.post("/card/no-such-token/begin/").status_code == 410


def test_it_revives_nothing_that_its_reader_ended(
    sandbox: Any, ben: Reader, settings: Any, client: Client
) -> None:
    address = link(ben, settings)
    enter(ben).post("/membership/leave/", {"way": "now"})
    page = client.get(address)
    assert "This membership has ended" in page.text
    assert "data-card" not in page.text
    assert charged(ben) == [500]
