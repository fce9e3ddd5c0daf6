"""A card that already pays here is not charged for a second membership."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.billing.closing import end_now
from standfirst.billing.models import Invoice, Join, JoinState, Subscription
from standfirst.billing.tests.joins import arrive, back, begin, join, log_in, make_price, post
from standfirst.membership.models import Membership, Price
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

BANK = "AT611904300234573201"
OTHER_CARD = "5555555555554444"
SAID = "This card already pays for a membership here. Nothing was charged."


@pytest.fixture
def price(db: None, sandbox: Any) -> Price:
    return make_price()


@pytest.fixture
def ana(sandbox: Any, price: Price) -> None:
    client = Client()
    log_in(client, "ana@example.org")
    join(client, sandbox, price)


def told() -> list[str]:
    return list(OutgoingMail.objects.filter(kind="known_card").values_list("to", flat=True))


def test_it_charges_nothing_and_mails_the_account_that_pays(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:
    page = join(client, sandbox, price)
    assert SAID in page.text
    assert "ana@" not in page.text
    assert told() == ["ana@example.org"]
    words = OutgoingMail.objects.get(kind="known_card")
    assert "Nothing was charged" in words.text
    assert "cy@example.org" not in words.text + words.html
    assert list(Invoice.objects.values_list("amount", flat=True)) == [500]


def test_it_mails_once_however_often_the_page_is_loaded(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:
    join(client, sandbox, price)
    intent = Join.objects.get(state=JoinState.KNOWN_CARD).setup_intent
    assert SAID in client.get("/join/back/", {"setup_intent": intent}).text
    assert told() == ["ana@example.org"]


def test_it_takes_another_card_after_it(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:
    join(client, sandbox, price)
    assert "Paid, €5." in join(client, sandbox, price, OTHER_CARD).text
    assert arrive(client).status_code == 302
    assert Membership.objects.current().count() == 2


def test_it_knows_a_card_that_paid_for_what_nobody_has_claimed(
    sandbox: Any, price: Price, client: Client
) -> None:
    join(Client(), sandbox, price, email="rae@example.org")
    assert SAID in join(client, sandbox, price).text
    assert told() == []
    waiting = OutgoingMail.objects.get(kind="join_unclaimed")
    assert waiting.to == "rae@example.org"
    assert "mailed=" in waiting.text


def test_it_takes_the_card_of_a_membership_that_is_over(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:

    end_now(Subscription.objects.get(), timezone.now(), refund=True)
    assert "Paid, €5." in join(client, sandbox, price).text


def test_it_gives_free_days_to_a_card_once(sandbox: Any, price: Price, client: Client) -> None:
    price = make_price(14)
    first = Client()
    join(first, sandbox, price, email="ana@example.org", shown="0")
    arrive(first, "ana@example.org")
    end_now(Subscription.objects.get(), timezone.now(), refund=False)
    page = join(client, sandbox, price, shown="0")
    assert "The first days are free only once. Nothing was charged." in page.text
    assert "Pay €5 now, then €5 a month" in page.text
    assert "Pay €5 now" in client.get("/join/back/").text
    assert not Invoice.objects.filter(amount__gt=0).exists()
    assert post(client, price, shown="0").status_code == 422
    assert "Paid, €5." in join(client, sandbox, price).text
    assert Invoice.objects.get(amount__gt=0).amount == 500


def test_it_gives_free_days_to_no_reader_who_has_logged_in_since_and_had_them(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:
    end_now(Subscription.objects.get(), timezone.now(), refund=True)
    free = make_price(14)
    intent = begin(client, free, shown="0")
    sandbox.save_card(intent, OTHER_CARD)
    client.force_login(Reader.objects.get(email="ana@example.org"))
    assert "The first days are free only once." in back(client, intent).text


def test_it_charges_no_member_who_has_logged_in_since(
    sandbox: Any, price: Price, ana: None, client: Client
) -> None:
    intent = begin(client, price)
    sandbox.save_card(intent, OTHER_CARD)
    client.force_login(Reader.objects.get(email="ana@example.org"))
    assert "You are a member already" in back(client, intent).text
    assert Invoice.objects.count() == 1


def test_it_knows_a_bank_account_again(sandbox: Any, price: Price, client: Client) -> None:
    first = Client()
    log_in(first, "ana@example.org")
    join(first, sandbox, price, BANK)
    assert SAID in join(client, sandbox, price, BANK).text


def test_it_lets_a_reader_join_again_with_their_own_card(
    sandbox: Any, price: Price, client: Client
) -> None:

    reader = log_in(client, "ana@example.org")
    join(client, sandbox, price)
    end_now(Subscription.objects.get(), timezone.now(), refund=True)
    assert "?told=paid" in join(client, sandbox, price).headers["Location"]
    assert Membership.objects.of(reader).current().count() == 1
    assert reader.customers.count() == 1
