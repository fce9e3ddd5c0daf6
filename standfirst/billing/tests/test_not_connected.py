import pytest
from django.test import Client
from django.urls import reverse

from standfirst.membership.models import Interval, Plan, Price

NAMES = ["join", "card", "confirm_payment", "resume", "rejoin", "change_plan", "leave"]


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_payments_are_not_connected(db: None, client: Client, name: str) -> None:
    page = client.get(reverse(name), {"next": "/world/a-story/#s-1"})
    assert page.status_code == 200
    assert "Payments are not connected yet" in page.text
    assert 'href="/world/a-story/#s-1"' in page.text
    assert "<form" not in page.text


def test_it_shows_what_will_be_sold(db: None, client: Client) -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    Price.objects.create(plan=plan, amount=500, currency="EUR", interval=Interval.MONTH)
    Price.objects.create(
        plan=plan, amount=400, currency="EUR", interval=Interval.MONTH, on_sale=False
    )
    page = client.get(reverse("join"))
    assert "Basic" in page.text
    assert "€4" not in page.text
    assert "€5 a month" in page.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_it_leads_back_to_no_other_site(db: None, client: Client, elsewhere: str) -> None:
    assert "evil" not in client.get(reverse("card"), {"next": elsewhere}).text


def test_it_takes_no_form(db: None, client: Client) -> None:
    assert client.post(reverse("join")).status_code == 405
