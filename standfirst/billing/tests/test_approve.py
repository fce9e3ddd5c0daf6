"""A payment that the bank wants its holder's word for, off-session ones too."""

from typing import Any

import pytest
from django.test import Client

from standfirst.billing import approving
from standfirst.billing.tests.members import (
    ALWAYS_ASKS,
    PLACE,
    charged,
    enter,
    fail,
    join,
    look,
    paying,
    sell,
)
from standfirst.membership.snapshot import FailureKind, State
from standfirst.readers.models import Reader


@pytest.fixture
def ivy(db: None, sandbox: Any) -> Reader:
    """Her bank wants to be asked about the renewal."""
    sell()
    reader = join(sandbox, "ivy")
    fail(sandbox, reader, ALWAYS_ASKS)
    failure = paying(reader).membership.failure
    assert failure
    assert failure.kind is FailureKind.NEEDS_APPROVAL
    return reader


def open_intent(page: str) -> str:
    return page.partition('data-secret="')[2].partition("_secret_")[0]


def bank_page(client: Client, address: str = "/card/approve/") -> str:
    page = client.get(address, {"next": PLACE}).text
    if "data-approve" not in page:
        page = client.post(address, {"next": PLACE}).text
    return page


def test_it_shows_the_banks_page_and_leads_back(sandbox: Any, ivy: Reader) -> None:
    client = enter(ivy)
    page = bank_page(client)
    assert "Your bank needs your approval for €5" in page
    sandbox.approve(open_intent(page))
    answer = client.get("/card/approve/", {"next": PLACE, "asked": "1"})
    assert answer.headers["Location"] == "/world/accord-reached-at-the-strait/?told=paid#s-1"
    assert paying(ivy).state is State.ACTIVE
    assert charged(ivy) == [500, 500]


def test_it_says_so_while_the_bank_has_no_answer(ivy: Reader) -> None:
    client = enter(ivy)
    bank_page(client)
    page = client.get("/card/approve/", {"next": PLACE, "asked": "1"})
    assert "Your bank has not had your approval yet" in page.text


def test_it_can_be_tried_again_after_a_no(sandbox: Any, ivy: Reader) -> None:
    client = enter(ivy)
    sandbox.decline(open_intent(bank_page(client)))
    page = client.get("/card/approve/", {"next": PLACE, "asked": "1"})
    assert "Review and approve €5" in page.text
    assert "/card/?next=" in page.text
    assert charged(ivy) == [500]


def test_it_works_by_the_mailed_link_and_logs_nobody_in(
    sandbox: Any, ivy: Reader, client: Client, settings: Any
) -> None:
    address = approving.link_for(paying(ivy).membership).removeprefix(settings.ADDRESS)
    page = bank_page(client, address)
    sandbox.approve(open_intent(page))
    page = client.get(address, {"asked": "1"}).text
    assert "The payment went through" in page
    assert "_auth_user_id" not in client.session
    assert client.get(address).status_code == 410


def test_it_leads_back_where_nothing_waits(sandbox: Any, ivy: Reader) -> None:
    client = enter(ivy)
    sandbox.approve(open_intent(bank_page(client)))
    look(ivy)
    assert client.get("/card/approve/", {"next": PLACE}).status_code == 302
    assert charged(ivy) == [500, 500]
