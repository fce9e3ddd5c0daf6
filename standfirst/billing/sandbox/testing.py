"""The fixture `sandbox`: a Stripe of a test's own, over real HTTP, with settings pointed at it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.billing.sandbox import signature
from standfirst.billing.sandbox.clock import standing
from standfirst.billing.sandbox.control.app import Pages
from standfirst.billing.sandbox.control.desk import Desk
from standfirst.billing.sandbox.deliver import Deliveries
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.world import World

WEBHOOK_SECRET = "whsec_sandbox"  # noqa: S105


class Sandbox:
    """`world`'s clock stands still, at the real time it was made, until `world.advance(days=…)`."""

    def __init__(self, server: Server) -> None:
        self.world = server.world
        self.address = server.address

    def save_card(
        self, setup_intent: str, number: str = "4242424242424242", exp: tuple[int, int] = (12, 2031)
    ) -> Json:
        """What the browser's confirmSetup does. The intent after it: `status`, `last_setup_error`, `next_action`."""
        return self.world.save_card(setup_intent, number, exp)

    def approve(self, intent: str) -> Json:
        return self.world.approve(intent)

    def decline(self, intent: str) -> Json:
        return self.world.decline(intent)

    def replace_card_behaviour(
        self, customer: str, number: str, exp: tuple[int, int] | None = None
    ) -> None:
        self.world.replace_card_behaviour(customer, number, exp)

    @property
    def events(self) -> list[Json]:
        """Not told yet, oldest first."""
        return self.world.waiting()

    def ring(self, client: Client, secret: str = WEBHOOK_SECRET) -> list[Any]:
        """Tell all that is to be told, signed, one after the other. The answers."""
        return [ring_one(client, event, secret) for event in self.world.take_events()]


def ring_one(client: Client, event: Json, secret: str = WEBHOOK_SECRET) -> Any:
    body = json.dumps(event)
    return client.post(
        reverse("stripe_events"),
        data=body,
        content_type="application/json",
        headers={"Stripe-Signature": signature.header(body, secret)},
    )


@contextmanager
def opened(settings: Any) -> Iterator[Sandbox]:
    """A new one, and settings pointed at it: also for a test that wants one for each of its examples."""
    world = World(standing())
    with Server(world, Pages(Desk(world, Deliveries(world))).routes) as server:
        settings.STRIPE_API = server.address
        settings.STRIPE_SCRIPT = f"{server.address}/stripe.js"
        settings.STRIPE_KEY = "sk_test_sandbox"
        settings.STRIPE_PUBLISHABLE_KEY = "pk_test_sandbox"
        settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
        yield Sandbox(server)


@pytest.fixture
def sandbox(settings: Any) -> Iterator[Sandbox]:
    with opened(settings) as made:
        yield made
