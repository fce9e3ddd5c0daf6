"""The real SDK, talking to a sandbox; and somebody who pays by it."""

from collections.abc import Iterator

import pytest
from stripe import StripeClient

from standfirst.billing.sandbox.clock import standing
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.tests.shop import Shop
from standfirst.billing.sandbox.world import World


@pytest.fixture
def world() -> World:
    return World(standing())


@pytest.fixture
def server(world: World) -> Iterator[Server]:
    with Server(world) as server:
        yield server


@pytest.fixture
def stripe(server: Server) -> StripeClient:
    return StripeClient(
        "sk_test_sandbox", base_addresses={"api": server.address}, max_network_retries=0
    )


@pytest.fixture
def shop(world: World, stripe: StripeClient) -> Shop:
    return Shop(world, stripe)
