"""Takes each event to whoever is to hear of it, until it was heard.

What was tried is kept beside the events, so that it goes on after a restart, and for the control page to show.
"""

import re
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import sha256

from standfirst.billing.sandbox import rendering, ringing
from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.ringing import Outcome, Target
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sandbox.world import World

PAUSE = 0.1  # seconds
CATCH_UP = 10.0  # seconds, from one look at what falls due by itself to the next
OVERTAKEN = 5.0  # seconds within which events overtake one another, where that is switched on
WAITING, HEARD, DROPPED, GIVEN_UP = "waiting", "delivered", "dropped", "given up"


class Deliveries:
    """The world's lock is held while its store is read or written, and never while an answer is waited for."""

    def __init__(
        self,
        world: World,
        targets: tuple[Target, ...] = (),
        ring: Callable[[Target, bytes, int], Outcome] = ringing.ring,
    ) -> None:
        self._world, self._store, self._lock = world, world.store, world.lock
        self._given, self._ring = targets, ring

    @property
    def targets(self) -> tuple[Target, ...]:
        """Those named at the start, and the endpoints made through the API."""
        made = [it for it in self._store.all("webhook_endpoint") if it["status"] == "enabled"]
        return (
            *self._given,
            *(Target(it["url"], it["_secret"], tuple(it["enabled_events"])) for it in made),
        )

    def look(self, now: float) -> None:
        """Plan for what is new, and take what is due. `now`: seconds since 1970."""
        with self._lock:
            self._plan(now)
            due = sorted(self._due(now), key=lambda it: it["due"])
        for delivery in due:
            self._take(delivery, now)

    def of(self, event: str) -> list[Json]:
        return [it for it in self._store.all("delivery") if it["event"] == event]

    def send_again(self, event: Json, now: float) -> None:
        """To all of them, whatever is switched on. Raises LookupError where there is nobody to hear it."""
        with self._lock:
            if not self.targets:
                raise LookupError("There is nobody to send it to.")
            for target in self.targets:
                self._store.put(_delivery(event, target, now))
            self._store.save()

    def _plan(self, now: float) -> None:
        """Each event once: whoever comes later hears of later ones only."""
        fresh_ones = [it for it in self._store.all("event") if "_planned" not in it]
        for event in fresh_ones:
            self._store.put({**event, "_planned": True})
            for target in self.targets:
                if target.wants(event["type"]):
                    for delivery in planned(event, target, self._world.faults, now):
                        self._store.put(delivery)
        if fresh_ones:
            self._store.save()

    def _due(self, now: float) -> Iterator[Json]:
        return (
            it for it in self._store.all("delivery") if it["state"] == WAITING and it["due"] <= now
        )

    def _take(self, delivery: Json, now: float) -> None:
        with self._lock:
            event = self._store.get(delivery["event"])
            target = next((it for it in self.targets if it.url == delivery["url"]), None)
        if event is None or target is None:
            self._keep({**delivery, "state": GIVEN_UP}, None)
            return
        payload = ringing.written(rendering.bare(event))
        outcome = self._ring(target, payload, int(now))
        self._keep(attempted(delivery, outcome, now), event if outcome.good else None)

    def _keep(self, delivery: Json, heard: Json | None) -> None:
        with self._lock:
            self._store.put(delivery)
            if heard:
                self._store.put({**(self._store.get(heard["id"]) or heard), "pending_webhooks": 0})
            self._store.save()


def planned(event: Json, target: Target, on: Faults, now: float) -> list[Json]:
    """What the faults that are on make of one event: none, one that is late, or two."""
    if _names(on.drop, event):
        return [{**_delivery(event, target, now), "state": DROPPED, "due": None}]
    late = on.delay + (_overtaking(event) if on.reorder else 0.0)
    return [
        _delivery(event, target, now + late) for _ in range(2 if _names(on.double, event) else 1)
    ]


def attempted(delivery: Json, outcome: Outcome, now: float) -> Json:
    tried = {"at": now, "status": outcome.status, "words": outcome.words}
    attempts = [*delivery["attempts"], tried]
    if outcome.good:
        return {**delivery, "attempts": attempts, "state": HEARD, "due": None}
    wait = ringing.wait_after(len(attempts))
    if wait is None:
        return {**delivery, "attempts": attempts, "state": GIVEN_UP, "due": None}
    return {**delivery, "attempts": attempts, "due": now + wait}


def _delivery(event: Json, target: Target, due: float) -> Json:
    return {
        "id": fresh("dlv_", 24),
        "object": "delivery",
        "event": event["id"],
        "url": target.url,
        "state": WAITING,
        "due": due,
        "attempts": [],
    }


def _overtaking(event: Json) -> float:
    """Seconds; the same each time for the same event."""
    return sha256(event["id"].encode()).digest()[0] / 255 * OVERTAKEN


def _names(pattern: str, event: Json) -> bool:
    return bool(pattern) and re.search(pattern, event["type"]) is not None


class Courier(threading.Thread):
    """Looks all the time, at a world whose clock runs, until told to stop. What goes wrong is said, and tried again."""

    def __init__(self, world: World, deliveries: Deliveries) -> None:
        super().__init__(name="courier", daemon=True)
        self._world, self._deliveries = world, deliveries
        self._stopped = threading.Event()

    def run(self) -> None:
        caught_up = 0.0
        while not self._stopped.wait(PAUSE):
            now = time.time()
            try:
                if now - caught_up >= CATCH_UP:
                    caught_up = now
                    self._world.catch_up()
                self._deliveries.look(now)
            except Exception:
                traceback.print_exc()

    def stop(self) -> None:
        self._stopped.set()
        self.join()
