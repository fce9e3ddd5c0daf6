"""Joining through the sandbox: from the form to the membership."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from standfirst.billing import charging
from standfirst.billing.gateway import Refused
from standfirst.billing.models import Customer, Invoice, Join, JoinState, Subscription
from standfirst.billing.tests.joins import (
    arrive,
    back,
    begin,
    join,
    log_in,
    make_price,
    post,
    the_join,
)
from standfirst.membership.models import Membership, Price
from standfirst.membership.snapshot import State
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

TOLD = "/world/a-story/?told=paid#s-2"


@pytest.fixture
def price(db: None, sandbox: Any) -> Price:
    return make_price()


def paid() -> list[int]:
    return list(Invoice.objects.filter(state="paid").values_list("amount", flat=True))


def test_it_lets_a_reader_in_at_the_same_paragraph(
    sandbox: Any, price: Price, client: Client
) -> None:
    reader = log_in(client)
    page = join(client, sandbox, price)
    assert page.headers["Location"] == TOLD
    membership = Membership.objects.get()
    assert (membership.reader, membership.state) == (reader, State.ACTIVE)
    assert (membership.card_last4, membership.amount) == ("4242", 500)
    assert the_join().state == JoinState.CLAIMED
    assert paid() == [500]
    assert Customer.objects.get().fingerprint


def test_it_lets_somebody_signed_out_join_in_one_go(
    sandbox: Any, price: Price, client: Client
) -> None:
    code_page = join(client, sandbox, price).text
    assert Membership.objects.count() == 0
    assert (
        "Paid, €5. Enter the code we sent to cy@example.org to open your membership." in code_page
    )
    assert reverse("join_address") in code_page
    assert arrive(client).headers["Location"] == TOLD
    membership = Membership.objects.get()
    assert membership.reader == Reader.objects.get(email="cy@example.org")
    assert membership.state == State.ACTIVE
    assert paid() == [500]


def test_it_charges_once_however_often_the_browser_comes_back(
    sandbox: Any, price: Price, client: Client
) -> None:
    log_in(client)
    intent = begin(client, price)
    sandbox.save_card(intent)
    for _ in range(3):
        assert back(client, intent).headers["Location"] == TOLD
    assert back(client).headers["Location"] == TOLD
    assert paid() == [500]
    assert Subscription.objects.count() == 1


def test_it_charges_once_for_two_tabs(sandbox: Any, price: Price, client: Client) -> None:
    """The second tab's card counts, and the first one says so."""
    log_in(client)
    year = price.plan.set_price(type(price.money)(5000, "EUR"), "year")
    first = begin(client, price)
    second = begin(client, year, shown="5000")
    sandbox.save_card(first)
    sandbox.save_card(second)
    page = back(client, first)
    assert "You opened another page to join meanwhile" in page.text
    assert "Nothing was charged." in page.text
    assert paid() == []
    assert back(client, second).headers["Location"] == TOLD
    assert back(client, first).status_code == 200
    assert paid() == [5000]


def test_it_charges_once_for_two_tabs_of_one_price(
    sandbox: Any, price: Price, client: Client
) -> None:
    log_in(client)
    intent = begin(client, price)
    assert begin(client, price) == intent
    sandbox.save_card(intent)
    assert post(client, price).json() == {"go": reverse("join_back")}
    assert back(client).headers["Location"] == TOLD
    assert "go" in post(client, price).json()
    assert paid() == [500]


def test_it_goes_on_after_a_lost_answer_without_charging_again(
    sandbox: Any, price: Price, client: Client
) -> None:
    """The subscription was made, and nothing of it was written down here."""
    log_in(client)
    join(client, sandbox, price)
    before = the_join()
    Join.objects.update(state=JoinState.PAYING, subscription="", claimed_at=None)
    assert back(client, before.setup_intent).headers["Location"] == TOLD
    assert the_join().subscription == before.subscription
    assert paid() == [500]


def test_it_fails_no_payment_that_another_request_is_making(
    sandbox: Any, price: Price, client: Client, monkeypatch: Any
) -> None:
    """The page is loaded again while Stripe works on the first request."""
    pages = []
    create = charging._create

    def busy(*_: Any) -> str:
        raise Refused("Another request has the key.", "idempotency_key_in_use")

    def reloading(*args: Any) -> str:
        monkeypatch.setattr(charging, "_create", busy)
        pages.append(back(client))
        return create(*args)

    intent = begin(client, price)
    sandbox.save_card(intent)
    monkeypatch.setattr(charging, "_create", reloading)
    assert "Paid, €5." in back(client, intent).text
    assert pages[0].status_code == 503
    assert "Nothing was charged" not in pages[0].text
    assert (the_join().state, paid()) == (JoinState.PAID, [500])


@pytest.mark.parametrize("made", [True, False])
def test_it_is_paid_where_another_request_gave_it_up(
    sandbox: Any, price: Price, client: Client, monkeypatch: Any, made: bool
) -> None:
    look = charging.look

    def given_up(join: Join, now: datetime) -> Any:
        kept = join.subscription if made else ""
        Join.objects.update(state=JoinState.FAILED, subscription=kept)
        return look(join, now)

    intent = begin(client, price)
    sandbox.save_card(intent)
    monkeypatch.setattr(charging, "look", given_up)
    assert "Paid, €5." in back(client, intent).text
    assert the_join().state == JoinState.PAID


def test_it_charges_no_price_that_another_tab_chose_meanwhile(
    sandbox: Any, price: Price, client: Client, monkeypatch: Any
) -> None:
    log_in(client)
    year = price.plan.set_price(type(price.money)(5000, "EUR"), "year")
    intent = begin(client, price)
    sandbox.save_card(intent)

    def known_by(*_: Any) -> None:
        begin(client, year, shown="5000")

    monkeypatch.setattr(charging, "known_by", known_by)
    assert "You opened another page to join meanwhile" in back(client, intent).text
    assert (the_join().state, paid()) == (JoinState.BEGUN, [])


def test_it_charges_no_card_that_was_not_saved(sandbox: Any, price: Price, client: Client) -> None:
    begin(client, price)
    join = the_join()
    assert join.customer
    with pytest.raises(Refused):
        charging._create(join, join.customer, "error_if_incomplete", "a-key")


def test_it_says_that_a_card_was_refused_and_takes_another(
    sandbox: Any, price: Price, client: Client
) -> None:
    log_in(client)
    page = join(client, sandbox, price, "4000000000000341")
    assert "Your bank refused the payment." in page.text
    assert "Nothing was charged." in page.text
    assert "Pay €5 now" in page.text
    assert (paid(), Membership.objects.count()) == ([], 0)
    assert join(client, sandbox, price).headers["Location"] == TOLD
    assert paid() == [500]
    assert Membership.objects.get().state == State.ACTIVE


def test_it_has_the_bank_asked_and_goes_on(sandbox: Any, price: Price, client: Client) -> None:
    log_in(client)
    intent = begin(client, price)
    sandbox.save_card(intent, "4000002760003184")
    sandbox.approve(intent)
    page = back(client, intent)
    assert "Your bank needs your approval for €5" in page.text
    assert "data-approve" in page.text
    sandbox.approve(_payment(page))
    assert back(client).headers["Location"] == TOLD
    assert paid() == [500]
    assert Membership.objects.get().state == State.ACTIVE


def test_it_takes_another_card_where_the_bank_was_not_answered(
    sandbox: Any, price: Price, client: Client
) -> None:
    log_in(client)
    intent = begin(client, price)
    sandbox.save_card(intent, "4000002760003184")
    sandbox.approve(intent)
    assert "Use another card" in back(client, intent).text
    assert client.get(reverse("join_pay", args=[price.pk])).status_code == 302
    assert client.get(reverse("join_pay", args=[price.pk]), {"other": ""}).status_code == 200
    assert join(client, sandbox, price, other="1").headers["Location"] == TOLD
    assert paid() == [500]
    assert Membership.objects.current().count() == 1


def test_it_says_what_the_bank_said_when_asked(sandbox: Any, price: Price, client: Client) -> None:
    log_in(client)
    intent = begin(client, price)
    sandbox.save_card(intent, "4000002760003184")
    sandbox.approve(intent)
    sandbox.decline(_payment(back(client, intent)))
    page = back(client)
    assert "Nothing was charged." in page.text
    assert the_join().state == JoinState.FAILED
    assert paid() == []


def test_it_begins_free_and_charges_nothing(sandbox: Any, client: Client, db: None) -> None:
    price = make_price(14)
    log_in(client)
    assert join(client, sandbox, price, shown="0").headers["Location"] == TOLD
    assert [it for it in paid() if it] == []
    membership = Membership.objects.get()
    assert membership.state == State.ACTIVE
    assert membership.paid_until
    assert (membership.paid_until - datetime.now(UTC)).days in {13, 14}


def test_it_charges_only_what_its_own_form_asked_for(
    sandbox: Any, price: Price, client: Client
) -> None:
    """A setup intent of somebody else's, and one that was not confirmed, pay for nothing."""
    log_in(client)
    other = Client()
    stranger = begin(other, price)
    sandbox.save_card(stranger)
    intent = begin(client, price)
    assert back(client, stranger).status_code == 200
    assert "Your bank didn&#x27;t confirm the card." in back(client, intent).text
    assert paid() == []


def test_it_names_no_account_by_a_wallets_address(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(client, sandbox, price)
    assert the_join().address == "cy@example.org"
    to = set(OutgoingMail.objects.values_list("to", flat=True)) | {
        it for sent in mail.outbox for it in sent.to
    }
    assert to == {"cy@example.org"}


def _payment(page: Any) -> str:
    return str(page.context["approve"].secret).split("_secret_")[0]
