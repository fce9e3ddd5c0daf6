"""What other tests get: settings pointed at a sandbox of their own, and the bell."""

from types import SimpleNamespace
from typing import Any

import stripe as sdk

from standfirst.billing.gateway import asking
from standfirst.billing.sandbox import testing
from standfirst.billing.sandbox.testing import Sandbox


def test_it_is_what_the_gateway_asks(sandbox: Sandbox, db: None) -> None:
    with asking() as stripe:
        made = stripe.v1.customers.create(params={"email": "ana@example.org"})
        intent = stripe.v1.setup_intents.create(params={"customer": made.id})
    assert sandbox.save_card(intent.id)["status"] == "succeeded"
    assert [event["type"] for event in sandbox.events] == [
        "customer.created",
        "setup_intent.created",
        "payment_method.attached",
        "setup_intent.succeeded",
    ]


def test_it_rings_signed_and_once(sandbox: Sandbox, monkeypatch: Any) -> None:
    heard: list[str] = []

    def post(path: str, data: str, content_type: str, headers: dict[str, str]) -> Any:
        event = sdk.Webhook.construct_event(
            data, headers["Stripe-Signature"], testing.WEBHOOK_SECRET
        )
        heard.append(event.type)
        return SimpleNamespace(status_code=200)

    monkeypatch.setattr(testing, "reverse", lambda name: f"/{name}")
    with asking() as stripe:
        stripe.v1.customers.create(params={"email": "ana@example.org"})
    client: Any = SimpleNamespace(post=post)
    sandbox.ring(client)
    sandbox.ring(client)
    assert heard == ["customer.created"]
