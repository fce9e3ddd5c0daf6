"""Events are taken to the site until they are heard, as the switches have it."""

import json
import threading
from pathlib import Path

import pytest
import stripe

from standfirst.billing.sandbox.deliver import Deliveries
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.ringing import Outcome, Target, signature, wait_after
from standfirst.billing.sandbox.store import Store
from standfirst.billing.sandbox.switches import Switches

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
def store() -> Store:
    return Store()


@pytest.fixture
def site() -> Site:
    return Site()


def deliveries(store: Store, site: Site, *targets: Target) -> Deliveries:
    return Deliveries(store, threading.RLock(), targets or (SITE,), site)


def happen(store: Store, number: int = 1) -> Json:
    event = {
        "id": f"evt_{number}",
        "object": "event",
        "type": "invoice.paid",
        "data": {"object": {"id": "in_1", "_ours": 1}},
        "pending_webhooks": 1,
    }
    store.put(event)
    return event


def states(store: Store) -> list[str]:
    return [it["state"] for it in store.all("delivery")]


def test_it_takes_each_event_once(store: Store, site: Site) -> None:
    happen(store)
    courier = deliveries(store, site)
    courier.look(NOW)
    courier.look(NOW + 1)
    assert len(site.heard) == 1
    assert b"_ours" not in site.heard[0]
    assert states(store) == ["delivered"]
    assert store.all("event")[0]["pending_webhooks"] == 0


def test_it_tries_again_later_and_later_and_keeps_what_was_tried(store: Store, site: Site) -> None:
    site.status = 500
    happen(store)
    courier = deliveries(store, site)
    for after in (0, 1, 5, 6, 20):
        courier.look(NOW + after)
    assert len(site.heard) == 3
    (delivery,) = store.all("delivery")
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
    before = Store(tmp_path / "sandbox.sqlite3")
    happen(before)
    deliveries(before, down).look(NOW)
    before.close()
    after = Store(tmp_path / "sandbox.sqlite3")
    deliveries(after, up).look(NOW + 5)
    assert len(up.heard) == 1
    assert states(after) == ["delivered"]


@pytest.mark.parametrize(
    ("on", "at_once", "in_the_end"),
    [
        (Switches(), 1, 1),
        (Switches(drop=True), 0, 0),
        (Switches(delay=60), 0, 1),
        (Switches(double=True), 2, 2),
        (Switches(drop=True, double=True), 0, 0),
        (Switches(delay=60, double=True), 0, 2),
    ],
)
def test_it_does_what_is_switched_on(
    store: Store, site: Site, on: Switches, at_once: int, in_the_end: int
) -> None:
    store.put(on.kept())
    happen(store)
    courier = deliveries(store, site)
    courier.look(NOW)
    assert len(site.heard) == at_once
    courier.look(NOW + 61)
    assert len(site.heard) == in_the_end


def test_it_lets_events_overtake_one_another(store: Store, site: Site) -> None:
    store.put(Switches(reorder=True).kept())
    for number in range(12):
        happen(store, number)
    courier = deliveries(store, site)
    for tenth in range(51):
        courier.look(NOW + tenth / 10)
    heard = [json.loads(it)["id"] for it in site.heard]
    in_order = [f"evt_{number}" for number in range(12)]
    assert sorted(heard) == sorted(in_order)
    assert heard != in_order


def test_it_sends_again_what_was_dropped(store: Store, site: Site) -> None:
    store.put(Switches(drop=True).kept())
    event = happen(store)
    courier = deliveries(store, site)
    courier.look(NOW)
    courier.send_again(event, NOW + 1)
    courier.look(NOW + 1)
    assert len(site.heard) == 1
    assert states(store) == ["dropped", "delivered"]


def test_it_tells_nobody_who_came_later(store: Store, site: Site) -> None:
    happen(store)
    Deliveries(store, threading.RLock(), (), site).look(NOW)
    deliveries(store, site).look(NOW + 1)
    assert not site.heard


def test_it_rings_endpoints_made_through_the_api_for_what_they_want(
    store: Store, site: Site
) -> None:
    store.put(
        {
            "id": "we_1",
            "object": "webhook_endpoint",
            "status": "enabled",
            "url": "http://127.0.0.1/other/",
            "enabled_events": ["customer.deleted"],
            "_secret": "whsec_other",
        }
    )
    happen(store)
    deliveries(store, site).look(NOW)
    assert len(site.heard) == 1


def test_stripes_own_library_takes_our_signature() -> None:
    payload = b'{"id": "evt_1", "object": "event"}'
    header = signature(payload, "whsec_sandbox", int(NOW))
    assert stripe.WebhookSignature.verify_header(
        payload.decode(), header, "whsec_sandbox", tolerance=None
    )
