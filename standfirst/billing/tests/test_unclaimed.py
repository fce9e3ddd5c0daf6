"""Joins that were paid and that nobody has claimed: reminded of, claimed from the mail, or refunded by rule."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.billing import charging, unclaimed
from standfirst.billing.gateway import Refused
from standfirst.billing.models import Customer, Invoice, Join, JoinState, Subscription
from standfirst.billing.tests.joins import arrive, back, begin, join, log_in, make_price, the_join
from standfirst.billing.unclaimed import look_after_joins
from standfirst.membership.models import Membership, Price
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader

TOLD = "/world/a-story/?told=paid#s-2"


@pytest.fixture
def price(db: None, sandbox: Any) -> Price:
    return make_price()


@pytest.fixture
def paid_join(sandbox: Any, price: Price, client: Client) -> Join:
    join(client, sandbox, price)
    return the_join()


def after(**times: float) -> datetime:
    return timezone.now() + timedelta(**times)


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind))


def link() -> str:
    """Of the mail, as its reader clicks it."""
    found = re.search(r"/join/claim/\S+", mails("join_unclaimed")[0].text)
    assert found
    return found[0]


def open_mailed(client: Client) -> Any:
    assert "Your membership waits for you" in client.get(link()).text
    return client.post(link())


def test_it_reminds_after_a_day_once(paid_join: Join) -> None:
    look_after_joins(after(hours=23))
    assert mails("join_unclaimed") == []
    for _ in range(2):
        look_after_joins(after(hours=25))
    (mail,) = mails("join_unclaimed")
    assert mail.to == "cy@example.org"
    assert "€5" in mail.text
    assert "If nobody opens it by" in mail.text
    assert list(Join.objects.unclaimed(after(hours=25))) == [paid_join]
    assert not Join.objects.unclaimed(after(hours=23)).exists()


def test_it_is_claimed_from_the_mail_in_any_browser(paid_join: Join) -> None:
    look_after_joins(after(hours=25))
    other = Client()
    assert open_mailed(other).headers["Location"] == reverse("join_claim")
    page = other.get(reverse("join_claim")).text
    assert "Paid, €5." in page
    assert reverse("join_address") not in page
    assert arrive(other).headers["Location"] == TOLD
    assert Membership.objects.get().reader == Reader.objects.get(email="cy@example.org")


def test_it_opens_from_the_mail_for_no_other_address(paid_join: Join, client: Client) -> None:
    look_after_joins(after(hours=25))
    eve = Client()
    log_in(eve, "eve@example.org")
    refused = eve.get(link())
    assert refused.status_code == 403
    assert "cy@example.org" not in refused.text
    client.post(reverse("join_address"), {"email": "cyrus@example.org"})
    assert Client().get(link()).status_code == 404


def test_it_opens_from_the_mail_for_who_is_logged_in_with_that_address(paid_join: Join) -> None:
    look_after_joins(after(hours=25))
    other = Client()
    log_in(other, "cy@example.org")
    assert other.get(link()).headers["Location"] == TOLD


def test_it_refunds_what_nobody_claims(paid_join: Join, client: Client, settings: Any) -> None:
    look_after_joins(after(days=settings.UNCLAIMED_DAYS - 0.1))
    assert the_join().state == JoinState.PAID
    for _ in range(2):
        look_after_joins(after(days=settings.UNCLAIMED_DAYS))
    assert the_join().state == JoinState.REFUNDED
    assert Invoice.objects.get().refunded == 500
    assert Subscription.objects.get().is_over
    (mail,) = mails("join_refunded")
    assert "send the €5 back to the card that paid" in mail.text
    assert "This membership was refunded" in client.get(reverse("join_claim")).text


def test_it_refunds_later_where_stripe_was_away(
    paid_join: Join, settings: Any, sandbox: Any
) -> None:
    there, settings.STRIPE_API = settings.STRIPE_API, "http://127.0.0.1:9"
    late = after(days=settings.UNCLAIMED_DAYS)
    look_after_joins(late)
    assert the_join().state == JoinState.REFUNDED
    assert Invoice.objects.get().refunded == 0
    settings.STRIPE_API = there
    look_after_joins(late)
    assert Invoice.objects.get().refunded == 500
    assert len(mails("join_refunded")) == 1


def test_it_settles_a_payment_whose_browser_has_gone(
    sandbox: Any, paid_join: Join, client: Client
) -> None:
    Join.objects.update(state=JoinState.PAYING, subscription="", paid_at=None)
    look_after_joins(after(minutes=5))
    assert the_join().state == JoinState.PAYING
    look_after_joins(after(minutes=11))
    assert (the_join().state, the_join().subscription) == (JoinState.PAID, paid_join.subscription)


def test_it_charges_nobody_behind_their_back(sandbox: Any, price: Price, client: Client) -> None:
    """Taken for payment, and killed before Stripe was asked."""
    intent = begin(client, price)
    sandbox.save_card(intent)
    Join.objects.update(state=JoinState.PAYING)
    look_after_joins(after(minutes=11))
    assert the_join().state == JoinState.FAILED
    assert not Invoice.objects.exists()


def test_it_gives_up_no_payment_begun_long_after_the_card_was_asked_for(
    sandbox: Any, price: Price, client: Client, monkeypatch: Any
) -> None:
    create = charging._create

    def slowly(*args: Any) -> str:
        look_after_joins(after(seconds=20))
        assert the_join().state == JoinState.PAYING
        return create(*args)

    intent = begin(client, price)
    sandbox.save_card(intent)
    Join.objects.update(begun_at=after(minutes=-30))
    monkeypatch.setattr(charging, "_create", slowly)
    assert back(client, intent).status_code == 200
    assert the_join().state == JoinState.PAID


def test_it_settles_the_others_where_one_is_refused_or_hangs(
    sandbox: Any, price: Price, client: Client, monkeypatch: Any
) -> None:
    """One at a time, so that the first would be in the way of the second."""
    monkeypatch.setattr(unclaimed, "AT_ONCE", 1)
    for number in ("4242424242424242", "5555555555554444"):
        join(Client(), sandbox, price, number)
    first, second = Join.objects.order_by("pk")
    Join.objects.update(state=JoinState.PAYING, subscription="", paid_at=None)
    find = charging.find

    def refusing(it: Join, customer: Customer) -> str:
        if it == first:
            raise Refused("No such customer.", "resource_missing")
        return find(it, customer)

    monkeypatch.setattr(unclaimed, "find", refusing)
    for minutes in (11, 12):
        look_after_joins(after(minutes=minutes))
    second.refresh_from_db()
    assert second.state == JoinState.PAID


def test_it_settles_what_was_given_up_and_paid_after_all(paid_join: Join) -> None:
    Join.objects.update(state=JoinState.FAILED, paid_at=None)
    look_after_joins(after(days=31))
    assert the_join().state == JoinState.PAID


def test_it_forgets_what_came_to_nothing(sandbox: Any, price: Price, client: Client) -> None:
    begin(client, price)
    look_after_joins(after(days=31))
    assert not Join.objects.exists()
