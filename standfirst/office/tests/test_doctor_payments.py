"""What the doctor finds of payments."""

from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from django.test import Client

from standfirst.billing import catalogue, looking
from standfirst.billing.gateway import asking
from standfirst.billing.models import Bell, SoldPrice
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.tests import payers
from standfirst.office.doctor import payments
from standfirst.office.doctor.finding import Finding, Level
from standfirst.settings import STRIPES_API

pytestmark = pytest.mark.django_db


def endpoint(**changes: Any) -> str:
    with asking() as stripe:
        terms = {"url": looking.bell_address(), "enabled_events": list(looking.WANTED), **changes}
        return stripe.v1.webhook_endpoints.create(params=cast(Any, terms)).id


def look(sandbox: Sandbox, now: datetime | None = None) -> dict[Level, str]:
    found: dict[Level, str] = {}
    for it in payments.look(now or sandbox.world.now):
        assert it.level is Level.OK or it.mend
        found[it.level] = f"{found.get(it.level, '')}{it.what}\n"
    return found


def wrong(sandbox: Sandbox, now: datetime | None = None) -> str:
    return look(sandbox, now).get(Level.NOT_READY, "")


def test_all_is_well_in_a_sandbox(sandbox: Sandbox, client: Client) -> None:
    payers.open_shop()
    endpoint()
    it = payers.join(sandbox, payers.reader())
    sandbox.ring(client)
    sandbox.world.age(it.stripe_id, 0.1)
    found = look(sandbox)
    assert Level.NOT_READY not in found
    assert "no money moves" in found[Level.WARNING]
    for words in ("Stripe answers", "Stripe rings at", "the secret fits", "every price on sale"):
        assert words in found[Level.OK]


def test_nothing_is_connected(sandbox: Sandbox, settings) -> None:
    settings.STRIPE_KEY = settings.STRIPE_PUBLISHABLE_KEY = ""
    assert list(look(sandbox)) == [Level.WARNING]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"STRIPE_KEY": ""}, "STANDFIRST_STRIPE_KEY is not set"),
        ({"STRIPE_PUBLISHABLE_KEY": ""}, "STANDFIRST_STRIPE_PUBLISHABLE_KEY is not set"),
        ({"STRIPE_KEY": "pk_test_sandbox"}, "not what they should be"),
        ({"STRIPE_PUBLISHABLE_KEY": "sk_test_1"}, "not what they should be"),
        ({"STRIPE_PUBLISHABLE_KEY": "pk_live_1"}, "One of the keys is live"),
        (
            {"STRIPE_KEY": "sk_live_1", "STRIPE_PUBLISHABLE_KEY": "pk_live_1"},
            "A live key goes to a sandbox",
        ),
        ({"STRIPE_WEBHOOK_SECRET": ""}, "STANDFIRST_STRIPE_WEBHOOK_SECRET is not set"),
    ],
)
def test_it_holds_the_keys_to_what_they_should_be(
    sandbox: Sandbox, settings, changes: dict[str, str], words: str
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    found = list(payments._keys())
    assert any(words in it.what for it in found)
    assert all(
        value not in it.what + it.mend for it in found for value in changes.values() if value
    )


@pytest.mark.parametrize(("mode", "level"), [("live", Level.OK), ("test", Level.WARNING)])
def test_it_says_whether_money_moves(settings, mode: str, level: Level) -> None:
    settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY = f"sk_{mode}_1", f"pk_{mode}_1"
    settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API = "whsec_1", STRIPES_API
    found: list[Finding] = list(payments._keys())
    assert [it.level for it in found] == [level]


def test_stripe_does_not_answer(sandbox: Sandbox) -> None:
    sandbox.world.configure(faults=Faults(fail="500"))
    assert "Stripe does not answer" in wrong(sandbox)


def test_clocks_are_apart(sandbox: Sandbox) -> None:
    assert "apart" in wrong(sandbox, sandbox.world.now - timedelta(minutes=9))


def test_stripe_knows_of_no_bell(sandbox: Sandbox) -> None:
    assert "Stripe knows no endpoint" in wrong(sandbox)


def test_the_bell_rings_for_too_little(sandbox: Sandbox) -> None:
    endpoint(enabled_events=["invoice.paid"])
    assert "does not ring for customer.updated" in look(sandbox)[Level.WARNING]


def test_the_bell_is_switched_off(sandbox: Sandbox) -> None:
    made = endpoint(enabled_events=["*"])
    with asking() as stripe:
        stripe.v1.webhook_endpoints.update(made, params={"disabled": True})
    assert "switched off" in wrong(sandbox)


def test_a_bell_was_not_heard(sandbox: Sandbox, client: Client) -> None:
    payers.open_shop()
    endpoint()
    payers.join(sandbox, payers.reader())
    sandbox.ring(client)
    Bell.objects.all().delete()
    assert "was not heard" in wrong(sandbox, sandbox.world.now + timedelta(minutes=6))


def test_prices_are_not_at_stripe(sandbox: Sandbox) -> None:
    payers.open_shop()
    price = payers.price()
    SoldPrice.objects.filter(price=price).update(stripe_id="price_of_another_account")
    assert "Basic, €5 a month" in wrong(sandbox)
    with asking() as stripe:
        other = stripe.v1.prices.create(
            params={
                "currency": "eur",
                "unit_amount": 700,
                "recurring": {"interval": "month"},
                "product_data": {"name": "Basic"},
            }
        ).id
    SoldPrice.objects.filter(price=price).update(stripe_id=other)
    assert "not for the same amount: Basic, €5 a month" in wrong(sandbox)
    SoldPrice.objects.all().delete()
    catalogue.push_all()
    assert "On sale here" not in wrong(sandbox)
