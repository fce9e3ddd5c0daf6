"""Where the processor does not answer, each page says so, and nothing is a 500."""

import socket
from typing import Any

import pytest

from standfirst.billing import gateway
from standfirst.billing.tests.members import charged, enter, fail, join, sell
from standfirst.readers.models import Reader

# What asks Stripe, and with what.
ASKED = [
    ("get", "/card/", {}),
    ("get", "/card/approve/", {}),
    ("post", "/card/approve/", {}),
    ("get", "/card/saved/?setup_intent=seti_1", {}),
    ("post", "/membership/leave/", {"way": "now"}),
]


@pytest.fixture
def ben(db: None, sandbox: Any) -> Reader:
    sell()
    reader = join(sandbox, "ben")
    fail(sandbox, reader)
    return reader


@pytest.fixture
def down(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where Stripe is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(gateway, "TRIES", 0)
    settings.STRIPE_API = f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(("method", "path", "given"), ASKED)
def test_it_says_so(ben: Reader, down: None, method: str, path: str, given: dict[str, str]) -> None:
    page = getattr(enter(ben), method)(path, given)
    assert page.status_code == 503
    assert "couldn&#x27;t reach our payment processor" in page.text
    assert "nothing is charged twice" in page.text


def test_it_says_so_to_the_card_form(ben: Reader, down: None) -> None:
    answer = enter(ben).post("/card/begin/", HTTP_ACCEPT="application/json")
    assert answer.status_code == 503
    assert "couldn't reach" in answer.json()["errors"][""][0]


def test_it_charges_nothing(sandbox: Any, ben: Reader) -> None:
    assert charged(ben) == [500]
