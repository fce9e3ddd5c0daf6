"""Time, storage, faults, and the bell."""

import os
import signal
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stripe as sdk
from stripe import StripeClient

from standfirst.billing.sandbox import signature
from standfirst.billing.sandbox.clock import running, standing
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.objects import price as prices
from standfirst.billing.sandbox.tests.shop import Shop
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sandbox.world import World


def test_it_ages_one_customer_and_nobody_else(shop: Shop) -> None:
    ana, ben = shop.member(), shop.member()
    before = shop.world.now
    shop.world.age(ana.customer, 32)
    assert shop.world.now == before
    newest, first = shop.invoices(ana)
    assert (first.created, newest.status) == (ana.created - 32 * 86400, "paid")
    assert newest.created == ana["items"].data[0].current_period_end - 32 * 86400
    assert shop.again(ana).created == first.created
    assert len(shop.invoices(ben)) == 1


def test_it_ages_into_a_failure_with_the_dates_that_it_had(shop: Shop) -> None:
    ana = shop.member("4000000000000341")
    shop.world.age(ana.customer, 40)
    newest = shop.invoices(ana)[0]
    assert newest.attempt_count >= 2
    assert newest.next_payment_attempt > shop.world.stamp
    assert shop.again(ana).status == "past_due"


def test_it_keeps_to_the_last_day_of_a_month() -> None:
    first = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp())
    month = {"recurring": prices.recurring("month")}
    ends, start = [], first
    for _ in range(3):
        start = prices.period_after(start, first, month)
        ends.append(datetime.fromtimestamp(start, UTC).date().isoformat())
    assert ends == ["2026-02-28", "2026-03-31", "2026-04-30"]


SERVE = """
import sys, time
from pathlib import Path
from standfirst.billing.sandbox.clock import running
from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.world import World
print(Server(World(running(), Path(sys.argv[1]))).start().address, flush=True)
time.sleep(60)
"""


def test_it_outlives_being_killed(tmp_path: Path) -> None:
    file = tmp_path / "world.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(file)], stdout=subprocess.PIPE, text=True
    )
    address = process.stdout.readline().strip()
    stripe = StripeClient("sk_test_x", base_addresses={"api": address})
    made = stripe.v1.customers.create(params={"email": "a@example.org"})
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    world = World(running(), file)
    assert world.find("customer", made.id)["email"] == "a@example.org"
    assert [event["type"] for event in world.waiting()] == ["customer.created"]


def test_it_keeps_its_settings(tmp_path: Path) -> None:
    file = tmp_path / "world.sqlite3"
    world = World(running(), file)
    world.configure(faults=Faults(slow=0.5))
    world.advance(days=3)
    world.store.close()
    again = World(running(), file)
    assert again.faults.slow == 0.5
    assert (again.now - datetime.now(UTC)).days >= 2


@pytest.mark.parametrize("fail", ["500", "timeout"])
@pytest.mark.parametrize(("after", "made"), [(False, 0), (True, 1)])
def test_it_fails_before_or_after_the_work(shop: Shop, fail: str, after: bool, made: int) -> None:
    shop.world.configure(faults=Faults(fail=fail, after=after, calls="POST /v1/customers", times=1))
    make = shop.stripe.v1.customers.create
    with pytest.raises((sdk.APIError, sdk.APIConnectionError)):
        make(params={"name": "Ana"}, options={"idempotency_key": "k"})
    assert len(shop.world.store.all("customer")) == made
    make(params={"name": "Ana"}, options={"idempotency_key": "k"})
    assert len(shop.world.store.all("customer")) == 1


def test_it_drops_doubles_and_reorders_what_it_tells(shop: Shop) -> None:
    shop.world.take_events()
    shop.world.configure(faults=Faults(drop="^invoice", double="^charge", reorder=True))
    shop.member()
    told = [event["type"] for event in shop.world.take_events()]
    assert told.count("charge.succeeded") == 2
    assert not [type for type in told if type.startswith("invoice.")]
    assert told[-1] == "customer.created"
    assert shop.world.waiting() == []


def test_it_tells_late(shop: Shop) -> None:
    shop.world.configure(faults=Faults(delay=3600))
    shop.member()
    assert shop.world.take_events() == []
    shop.world.advance(hours=2)
    assert shop.world.take_events()


def test_it_signs_so_that_the_sdk_believes_it() -> None:
    body = '{"object": "event", "id": "evt_1"}'
    signed = signature.header(body, "whsec_x")
    assert sdk.Webhook.construct_event(body, signed, "whsec_x").id == "evt_1"
    with pytest.raises(sdk.SignatureVerificationError):
        sdk.Webhook.construct_event(body, signed, "whsec_y")


def test_it_serves_pages_beside_the_api() -> None:
    page = ("GET", r"/hello/(\w+)", lambda request: (200, {"Content-Type": "text/plain"}, b"hi"))
    with (
        Server(World(standing()), pages=[page]) as server,
        urllib.request.urlopen(f"{server.address}/hello/you?x=1") as reply,
    ):
        assert reply.read() == b"hi"


def test_it_keeps_the_order_of_things(tmp_path: Path) -> None:
    file = tmp_path / "world.sqlite3"
    world = World(standing(), file)
    with Server(world) as server:
        shop = Shop(world, StripeClient("sk_test_x", base_addresses={"api": server.address}))
        shop.member()
    before = [event["id"] for event in world.waiting()]
    world.store.close()
    assert [event["id"] for event in World(standing(), file).waiting()] == before
