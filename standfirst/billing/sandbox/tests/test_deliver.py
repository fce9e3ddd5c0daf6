"""Events are taken to the site until they are heard, as the switches have it."""

import json
from pathlib import Path

import pytest

from standfirst.billing.sandbox.deliver import Deliveries
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.ringing import Outcome, Target, wait_after
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sandbox.world import World

SITE = Target("http://127.0.0.1/billing/events/", "whsec_sandbox")
NOW = 1_800_000_000.0


class Site:
    """Answers as told, and remembers which events it was sent."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.heard: list[bytes] = []

    def __call__(self, target: Target, payload: bytes, at: int) -> Outcome:
        self.heard.append(payload)
        return Outcome(self.status, "said")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def site() -> Site:
    return Site()


def deliveries(world: World, site: Site, *targets: Target) -> Deliveries:
    return Deliveries(world, targets or (SITE,), site)


def happen(world: World, number: int = 1) -> Json:
    event = {
        "id": f"evt_{number}",
        "object": "event",
        "type": "invoice.paid",
        "data": {"object": {"id": "in_1", "_ours": 1}},
        "pending_webhooks": 1,
    }
    world.store.put(event)
    return event


def states(world: World) -> list[str]:
    return [it["state"] for it in world.store.all("delivery")]


def test_it_takes_each_event_once(world: World, site: Site) -> None:
    happen(world)
    courier = deliveries(world, site)
    courier.look(NOW)
    courier.look(NOW + 1)
    assert len(site.heard) == 1
    assert b"_ours" not in site.heard[0]
    assert states(world) == ["delivered"]
    assert world.store.all("event")[0]["pending_webhooks"] == 0


def test_it_tries_again_later_and_later_and_keeps_what_was_tried(world: World, site: Site) -> None:
    site.status = 500
    happen(world)
    courier = deliveries(world, site)
    for after in (0, 1, 5, 6, 20):
        courier.look(NOW + after)
    assert len(site.heard) == 3
    (delivery,) = world.store.all("delivery")
    assert [it["status"] for it in delivery["attempts"]] == [500, 500, 500]
    assert delivery["due"] == NOW + 20 + 45


def test_it_gives_up_after_three_days() -> None:
    waits = []
    while (wait := wait_after(len(waits) + 1)) is not None:
        waits.append(wait)
    assert waits == sorted(waits)
    assert 2 * 86400 < sum(waits) <= 3 * 86400


def test_it_goes_on_after_a_restart(tmp_path: Path) -> None:
    down, up = Site(0), Site()
    before = World(path=tmp_path / "sandbox.sqlite3")
    happen(before)
    deliveries(before, down).look(NOW)
    before.store.close()
    after = World(path=tmp_path / "sandbox.sqlite3")
    deliveries(after, up).look(NOW + 5)
    assert len(up.heard) == 1
    assert states(after) == ["delivered"]


@pytest.mark.parametrize(
    ("on", "at_once", "in_the_end"),
    [
        (Faults(), 1, 1),
        (Faults(drop="customer", double="customer"), 1, 1),
        (Faults(drop="paid"), 0, 0),
        (Faults(delay=60), 0, 1),
        (Faults(double="invoice"), 2, 2),
        (Faults(drop="paid", double="invoice"), 0, 0),
        (Faults(delay=60, double="invoice"), 0, 2),
    ],
)
def test_it_does_what_is_switched_on(
    world: World, site: Site, on: Faults, at_once: int, in_the_end: int
) -> None:
    world.configure(faults=on)
    happen(world)
    courier = deliveries(world, site)
    courier.look(NOW)
    assert len(site.heard) == at_once
    courier.look(NOW + 61)
    assert len(site.heard) == in_the_end


def test_it_lets_events_overtake_one_another(world: World, site: Site) -> None:
    world.configure(faults=Faults(reorder=True))
    for number in range(12):
        happen(world, number)
    courier = deliveries(world, site)
    for tenth in range(51):
        courier.look(NOW + tenth / 10)
    heard = [json.loads(it)["id"] for it in site.heard]
    in_order = [f"evt_{number}" for number in range(12)]
    assert sorted(heard) == sorted(in_order)
    assert heard != in_order


def test_it_sends_again_what_was_dropped(world: World, site: Site) -> None:
    world.configure(faults=Faults(drop="."))
    event = happen(world)
    courier = deliveries(world, site)
    courier.look(NOW)
    courier.send_again(event, NOW + 1)
    courier.look(NOW + 1)
    assert len(site.heard) == 1
    assert states(world) == ["dropped", "delivered"]


def test_it_tells_nobody_who_came_later(world: World, site: Site) -> None:
    happen(world)
    Deliveries(world, (), site).look(NOW)
    deliveries(world, site).look(NOW + 1)
    assert not site.heard


def test_it_rings_endpoints_made_through_the_api_for_what_they_want(
    world: World, site: Site
) -> None:
    world.store.put(
        {
            "id": "we_1",
            "object": "webhook_endpoint",
            "status": "enabled",
            "url": "http://127.0.0.1/other/",
            "enabled_events": ["customer.deleted"],
            "_secret": "whsec_other",
        }
    )
    happen(world)
    deliveries(world, site).look(NOW)
    assert len(site.heard) == 1
