"""Who pays in the tests: readers who join at the sandbox, through our own verbs and Stripe's SDK."""

from itertools import count
from typing import Any, cast

from standfirst.billing import catalogue, customers
from standfirst.billing.gateway import asking
from standfirst.billing.models import Customer
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sync import sync
from standfirst.membership.models import Membership, Price
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.membership.tests.cast import sell
from standfirst.readers.models import Reader

GOOD = "4242424242424242"
OTHER = "5555555555554444"
FAILS = "4000000000000341"  # is saved, and declined when it is charged
POOR = "4000000000009995"
ASKS = "4000002760003184"  # the bank asks each time
BANK = "AT611904300234573201"  # a debit that takes days
BANK_FAILS = "AT861904300235473202"

_numbers = count(1)


def open_shop() -> None:
    sell()
    catalogue.push_all()


def reader(name: str = "Ana") -> Reader:
    return Reader.objects.create_reader(f"{name.lower()}@example.com", name=name)


def price(plan: str = "basic", interval: str = "month") -> Price:
    return Price.objects.on_sale().get(plan__slug=plan, interval=interval)


def customer(sandbox: Sandbox, who: Reader | None, number: str = GOOD) -> Customer:
    """With a card on file."""
    address = who.email if who else "somebody@example.com"
    made = customers.make_customer(
        reader=who, address=address, key=f"test-{next(_numbers)}", now=sandbox.world.now
    )
    customers.keep_card(made, card(sandbox, made, number))
    return made


def card(
    sandbox: Sandbox, it: Customer, number: str = GOOD, exp: tuple[int, int] = (12, 2031)
) -> str:
    """A card, saved as the form does; the id of the payment method."""
    with asking() as stripe:
        intent = stripe.v1.setup_intents.create(
            params={"customer": it.stripe_id, "usage": "off_session"}
        )
    done = sandbox.save_card(intent.id, number, exp)
    if done["status"] == "requires_action":
        done = sandbox.approve(intent.id)
    assert done["status"] == "succeeded", done
    return str(done["payment_method"])


def subscribe(it: Customer, at: Price | None = None, **params: Any) -> str:
    terms = {
        "customer": it.stripe_id,
        "items": [{"price": catalogue.id_of(at or price())}],
        "payment_behavior": "allow_incomplete",
        **params,
    }
    with asking() as stripe:
        return str(stripe.v1.subscriptions.create(params=cast(Any, terms)).id)


def join(sandbox: Sandbox, who: Reader | None, number: str = GOOD, **params: Any) -> Customer:
    it = customer(sandbox, who, number)
    subscribe(it, **params)
    sync(it, sandbox.world.now)
    return it


def membership(who: Reader) -> Membership:
    return Membership.objects.of(who).order_by("-pk")[0]


def standing(sandbox: Sandbox, who: Reader) -> Standing:
    return standing_of(who, sandbox.world.now)


def reads(sandbox: Sandbox, who: Reader) -> bool:
    return bool(standing(sandbox, who).rights)
