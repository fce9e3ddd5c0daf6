"""A paid join on its way to an account: the code, the right address, and nothing told before."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.billing.models import Invoice, JoinState, Subscription
from standfirst.billing.tests.joins import (
    arrive,
    begin,
    enter_code,
    join,
    log_in,
    make_price,
    the_join,
)
from standfirst.membership.models import Membership, Price
from standfirst.membership.snapshot import State
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

TOLD = "/world/a-story/?told=paid#s-2"
OTHER_CARD = "5555555555554444"


@pytest.fixture
def price(db: None, sandbox: Any) -> Price:
    return make_price()


def member(sandbox: Any, price: Price, address: str = "ana@example.org") -> Reader:
    client = Client()
    reader = log_in(client, address)
    join(client, sandbox, price)
    assert Membership.objects.get(reader=reader).state == State.ACTIVE
    return reader


def test_it_answers_the_same_whether_an_address_has_an_account_or_a_membership(
    sandbox: Any, price: Price, client: Client
) -> None:
    member(sandbox, price)
    pages = []
    for address in ("ana@example.org", "new@example.org"):
        browser = Client()
        page = join(browser, sandbox, price, OTHER_CARD, email=address).text
        page = re.sub(r"<time.*?</time>", "", page.replace(address, "…"))
        pages.append(page.partition("<form")[0])
        # The same card again would be known.
        Subscription.objects.filter(customer__reader=None).update(status="canceled")
    assert pages[0] == pages[1]


def test_it_refunds_a_second_membership_and_says_so(
    sandbox: Any, price: Price, client: Client
) -> None:
    ana = member(sandbox, price)
    join(client, sandbox, price, OTHER_CARD, email="ana@example.org")
    page = arrive(client, "ana@example.org").text
    assert "Your account has Basic, and it goes on as it was." in page
    assert "the €5 you just paid goes back to your card" in page
    assert Membership.objects.get(reader=ana).state == State.ACTIVE
    states = Invoice.objects.order_by("pk").values_list("state", "refunded")
    assert list(states) == [("paid", 0), ("refunded", 500)]
    assert Subscription.objects.running().count() == 1
    assert "it goes on as it was" in client.get(reverse("join_claim")).text


def test_it_sends_the_code_to_a_corrected_address(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(client, sandbox, price, email="cy@exmaple.org")
    page = client.get(reverse("join_address")).text
    assert 'value="cy@exmaple.org"' in page
    wrong = client.post(reverse("join_address"), {"email": "cy@"})
    assert "Type a whole email address" in wrong.text
    client.post(reverse("join_address"), {"email": "cy@example.org"})
    assert the_join().address == "cy@example.org"
    assert arrive(client).headers["Location"] == TOLD
    assert Membership.objects.get().reader == Reader.objects.get(email="cy@example.org")
    assert not Reader.objects.filter(email="cy@exmaple.org").exists()


def test_it_lets_no_other_browser_correct_the_address_or_claim(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(client, sandbox, price)
    other = Client()
    assert other.post(reverse("join_address"), {"email": "eve@example.org"}).status_code == 302
    assert other.get(reverse("join_claim")).status_code == 404
    log_in(other, "eve@example.org")
    assert other.get(reverse("join_claim")).status_code == 404
    assert the_join().address == "cy@example.org"
    assert the_join().state == JoinState.PAID


def test_it_corrects_no_address_once_it_is_claimed(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(client, sandbox, price)
    arrive(client)
    client.post(reverse("join_address"), {"email": "eve@example.org"})
    assert the_join().address == "cy@example.org"


def test_it_gives_the_join_to_who_logs_in_to_an_account_in_the_browser_that_paid(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(client, sandbox, price)
    reader = log_in(client, "dee@example.org")
    assert client.get(reverse("join_claim")).headers["Location"] == TOLD
    assert Membership.objects.get().reader == reader


def test_it_refuses_a_wrong_code(sandbox: Any, price: Price, client: Client) -> None:
    join(client, sandbox, price)
    page = client.post(reverse("join_claim"), {"code": "00000000"}).text
    assert "That is not the code in the mail" in page
    assert "Paid, €5." in page
    assert the_join().state == JoinState.PAID


def test_it_sends_another_code_to_the_same_page(sandbox: Any, price: Price, client: Client) -> None:
    join(client, sandbox, price)
    again = client.post(reverse("another_code"), {"next": reverse("join_claim")})
    assert again.headers["Location"].startswith(reverse("join_claim"))
    assert "We sent another mail" in client.get(again.headers["Location"]).text
    assert enter_code(client).headers["Location"] == reverse("join_claim")


def test_it_logs_a_half_way_join_in_and_charges_the_account(
    sandbox: Any, price: Price, client: Client
) -> None:
    """Begun signed out, and then: "Have an account? Log in"."""
    begin(client, price)
    reader = log_in(client, "dee@example.org")
    assert join(client, sandbox, price).headers["Location"] == TOLD
    assert the_join().customer.reader == reader
    assert Membership.objects.get().reader == reader


def test_it_mails_no_code_before_the_payment(sandbox: Any, price: Price, client: Client) -> None:
    begin(client, price)
    assert not OutgoingMail.objects.exists()
    assert datetime.now(UTC) >= the_join().begun_at
