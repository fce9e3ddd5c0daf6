"""Promotion codes, looked up at Stripe: the new amount is shown, and then it is charged."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.billing.gateway import asking
from standfirst.billing.models import Invoice
from standfirst.billing.tests.joins import PLACE, join, log_in, make_price, post
from standfirst.membership.models import Price


@pytest.fixture
def price(db: None, sandbox: Any) -> Price:
    return make_price()


def make_code(code: str, **coupon: Any) -> None:
    with asking() as stripe:
        made = stripe.v1.coupons.create(params={"duration": "once", **coupon})  # type: ignore[typeddict-item]
        stripe.v1.promotion_codes.create(
            params={"code": code, "promotion": {"type": "coupon", "coupon": made["id"]}}
        )


def try_code(client: Client, price: Price, code: str) -> str:
    page = client.post(reverse("join_pay", args=[price.pk]), {"code": code, "next": PLACE})
    assert page.status_code == 200
    return page.text


def paid() -> list[int]:
    return list(Invoice.objects.values_list("amount", flat=True))


def test_it_shows_the_new_amount_and_charges_it(sandbox: Any, price: Price, client: Client) -> None:
    make_code("HALF", percent_off=50)
    log_in(client)
    page = try_code(client, price, "half")
    assert "Pay €2.50 now, then €5 a month" in page
    assert "Code HALF: the first payment is €2.50, then €5 a month." in page
    assert 'name="shown" value="250"' in page
    refused = post(client, price, code="HALF")
    assert refused.json()["errors"]["shown"], "the amount that was shown was another"
    join(client, sandbox, price, code="HALF", shown="250")
    assert paid() == [250]


def test_it_takes_a_fixed_amount_off(sandbox: Any, price: Price, client: Client) -> None:
    make_code("TWOOFF", amount_off=200, currency="eur")
    log_in(client)
    assert "Pay €3 now" in try_code(client, price, "TWOOFF")
    join(client, sandbox, price, code="TWOOFF", shown="300")
    assert paid() == [300]


@pytest.mark.parametrize("code", ["NOTHING", "🦆", "a b c", "'; --"])
def test_it_refuses_a_code_that_is_none(
    sandbox: Any, price: Price, client: Client, code: str
) -> None:
    page = try_code(client, price, code)
    assert "This code isn&#x27;t valid" in page
    assert "Pay €5 now" in page
    answer = post(client, price, code=code)
    assert answer.status_code == 422
    assert "This code isn't valid" in answer.json()["errors"]["code"][0]


def test_it_refuses_a_code_of_another_currency(sandbox: Any, price: Price, client: Client) -> None:
    make_code("DOLLARS", amount_off=200, currency="usd")
    assert "This code is not for this price." in try_code(client, price, "DOLLARS")


def test_it_refuses_a_first_payments_code_where_the_first_days_are_free(
    sandbox: Any, price: Price, client: Client
) -> None:
    make_code("HALF", percent_off=50)
    free = make_price(14)
    assert "yours comes after the free days" in try_code(client, free, "HALF")


def test_it_takes_no_code_that_is_used_up(sandbox: Any, price: Price, client: Client) -> None:
    make_code("ONCE", percent_off=50, max_redemptions=1)
    log_in(client)
    join(client, sandbox, price, code="ONCE", shown="250")
    other = Client()
    assert "This code isn&#x27;t valid" in try_code(other, price, "ONCE")
