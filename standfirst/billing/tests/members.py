"""Readers who joined through the sandbox, as its world would have them: paying, failing, aged."""

import re
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from standfirst.billing import sync
from standfirst.billing.beginning import begin_anew
from standfirst.billing.customers import customer_of, keep_card, make_customer
from standfirst.billing.gateway import asking
from standfirst.billing.models import Customer
from standfirst.billing.paying import Paying, paying_of
from standfirst.membership.models import Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.readers.models import Reader

GOOD = "4242424242424242"
MASTERCARD = "5555555555554444"
ALWAYS_ASKS = "4000002760003184"
FAILS = "4000000000000341"  # it can be saved, and not charged
NO_MONEY = "4000000000009995"
PLACE = "/world/accord-reached-at-the-strait/#s-1"


def sell() -> None:
    """Basic at €5 a month or €50 a year, Plus at €9 a month; grace is 14 days."""
    for position, (slug, prices) in enumerate(
        {"basic": [(500, "month"), (5000, "year")], "plus": [(900, "month")]}.items()
    ):
        plan, _ = Plan.objects.get_or_create(
            slug=slug, defaults={"name": slug.title(), "position": position}
        )
        for amount, interval in prices:
            plan.set_price(Money(amount, "EUR"), interval)


def price(slug: str = "basic", interval: str = "month") -> Price:
    found: Price = (
        Price.objects.on_sale().select_related("plan").get(plan__slug=slug, interval=interval)
    )
    return found


def join(sandbox: Any, name: str = "ana", *, at: Price | None = None, card: str = GOOD) -> Reader:
    """Somebody who pays since a moment ago."""
    now = datetime.now(UTC)
    reader = Reader.objects.create_reader(f"{name}@example.com")
    customer = make_customer(reader=reader, address=reader.email, key=f"test-{name}", now=now)
    method = save(sandbox, customer, card)
    keep_card(customer, method)
    begin_anew(customer, at or price(), method, now)
    sync.sync(customer, now)
    return reader


def save(sandbox: Any, customer: Customer, card: str) -> str:
    """The payment method of a card that the customer gave."""
    with asking() as stripe:
        intent = stripe.v1.setup_intents.create(
            params={"customer": customer.stripe_id, "usage": "off_session"}
        )
    sandbox.save_card(intent.id, card)
    with asking() as stripe:
        return str(stripe.v1.setup_intents.retrieve(intent.id).payment_method)


def age(sandbox: Any, reader: Reader, days: float) -> None:
    """So many days pass, with all that falls due in them, and the truth is fetched."""
    sandbox.world.age(customer(reader).stripe_id, days)
    look(reader)


def look(reader: Reader) -> None:
    sync.sync(customer(reader), datetime.now(UTC))


def fail(sandbox: Any, reader: Reader, number: str = FAILS, *, days: float = 31) -> None:
    """The card on file is refused from now on, and that many days pass."""
    sandbox.replace_card_behaviour(customer(reader).stripe_id, number)
    age(sandbox, reader, days)


def customer(reader: Reader) -> Customer:
    found = customer_of(reader)
    assert found
    return found


def paying(reader: Reader) -> Paying:
    found = paying_of(reader)
    assert found
    return found


def enter(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def give_card(sandbox: Any, client: Client, number: str, *, page: str = "/card/") -> str:
    """What the form does, up to where the browser goes: the address with the setup intent."""
    form = {"shown": shown(client, page)}
    begun = client.post(f"{page}begin/", form, HTTP_ACCEPT="application/json").json()
    intent = begun["client_secret"].partition("_secret_")[0]
    sandbox.save_card(intent, number)
    return f"{page}saved/?next={PLACE.replace('#', '%23')}&setup_intent={intent}"


def shown(client: Client, page: str) -> str:
    """What the page's form says of itself when it is sent; empty where there is none."""
    found = re.search(r'name="shown"\s+value="([^"]*)"', client.get(page).text)
    return found[1] if found else ""


def charged(reader: Reader) -> list[int]:
    """What went off the reader's card, oldest first, in minor units."""
    with asking() as stripe:
        found = stripe.v1.payment_intents.list(
            params={"customer": customer(reader).stripe_id, "limit": 100}
        )
    paid = [it for it in found.data if it.status == "succeeded"]
    return [it.amount_received for it in sorted(paid, key=lambda it: it.created)]
