"""Somebody joining, as a browser does it: the form, the card saved at the sandbox, and the way back."""

from typing import Any

from django.test import Client
from django.urls import reverse

from standfirst.billing.models import Join
from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for

PLACE = "/world/a-story/#s-2"
FINE = "4242424242424242"


def make_price(trial_days: int = 0) -> Price:
    plan, _ = Plan.objects.get_or_create(slug="basic", defaults={"name": "Basic"})
    return plan.set_price(Money(500, "EUR"), Interval.MONTH, trial_days)


def log_in(client: Client, address: str = "dee@example.org") -> Reader:
    reader = Reader.objects.create_reader(address)
    client.force_login(reader)
    return reader


def post(client: Client, price: Price, **sent: str) -> Any:
    whole = {"email": "cy@example.org", "shown": str(price.amount), "next": PLACE} | sent
    return client.post(reverse("join_begin", args=[price.pk]), whole)


def begin(client: Client, price: Price, **sent: str) -> str:
    """The setup intent that the browser was told of."""
    answer = post(client, price, **sent)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["client_secret"]).split("_secret_")[0]


def back(client: Client, intent: str = "") -> Any:
    """Where that leads a reader; for somebody signed out, to the page of the code."""
    page = client.get(reverse("join_back"), {"setup_intent": intent} if intent else {})
    if page.headers.get("Location") == reverse("join_claim"):
        return client.get(reverse("join_claim"))
    return page


def join(client: Client, sandbox: Any, price: Price, number: str = FINE, **sent: str) -> Any:
    intent = begin(client, price, **sent)
    sandbox.save_card(intent, number)
    return back(client, intent)


def enter_code(client: Client, address: str = "cy@example.org") -> Any:
    return client.post(reverse("join_claim"), {"code": code_for(address)})


def arrive(client: Client, address: str = "cy@example.org") -> Any:
    """The code is entered, and the browser goes where it is sent."""
    return client.get(enter_code(client, address).headers["Location"])


def the_join() -> Join:
    return Join.objects.select_related("customer", "reader").get()
