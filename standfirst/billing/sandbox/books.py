"""The state of a world: its objects, its time, its rules, and the events each change writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from standfirst.billing.sandbox import rendering
from standfirst.billing.sandbox.clock import Clock, standing
from standfirst.billing.sandbox.errors import missing
from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.store import Store, owner_of

API_VERSION = "2026-10-28.endive"
HOUR, DAY = 3600, 86400


@dataclass(frozen=True)
class Rules:
    """What an account's owner sets at Stripe (docs.stripe.com/billing/revenue-recovery/smart-retries).

    `retries_after`: days from one attempt to the next. `then`: what becomes of the subscription when the last has
    failed: cancel, unpaid or past_due. The rest in seconds.
    """

    retries_after: tuple[int, ...] = (3, 5, 7)
    then: str = "cancel"
    finalizes_after: int = (
        HOUR  # a renewal's draft (docs.stripe.com/billing/subscriptions/overview)
    )
    incomplete_for: int = 23 * HOUR
    settles_after: int = 5 * DAY  # a slow method: docs.stripe.com/payments/sepa-debit
    warns_of_trial_end: int = 3 * DAY
    can_be_asked_again: int = DAY  # an idempotency key: docs.stripe.com/api/idempotent_requests
    country: str = "DE"
    currency: str = "eur"
    name: str = "Sandbox"


class Books:
    def __init__(
        self, store: Store, clock: Clock | None = None, rules: Rules | None = None
    ) -> None:
        self.store = store
        self.clock = clock or standing()
        self.rules = rules or Rules()
        self.address = "http://127.0.0.1"  # of the server; it puts its own here
        self.asked_by: Json = {"id": None, "idempotency_key": None}  # the request being answered
        self.dues: dict[str, tuple[Json, Any]] = {}  # what the agenda knows of each thing
        self._then: int | None = None

    @property
    def now(self) -> datetime:
        return self.clock.now if self._then is None else datetime.fromtimestamp(self._then, UTC)

    @property
    def stamp(self) -> int:
        """Now, in seconds since 1970."""
        return int(self.now.timestamp())

    @contextmanager
    def at(self, stamp: int) -> Iterator[None]:
        """What falls due is done with the date it had."""
        before, self._then = self._then, stamp
        try:
            yield
        finally:
            self._then = before

    def later(self, seconds: int) -> int:
        return self.stamp + seconds

    def in_days(self, days: int) -> int:
        return int((self.now + timedelta(days=days)).timestamp())

    # --- objects ---

    def find(self, kind: str, id: object, param: str = "id", status: int = 404) -> Json:
        """Raises Refusal (resource_missing): 404 where the address names it, 400 for a parameter."""
        thing = self.store.get(id)
        if thing is None or thing["object"] != kind or thing.get("deleted"):
            raise missing(kind, id, param, status)
        return thing

    def fresh(self, thing: Json) -> Json:
        """As it is by now."""
        return self.store.get(thing["id"]) or thing

    def add(self, thing: Json, *events: str) -> Json:
        self.store.put(thing)
        for event in events:
            self.emit(event, thing)
        return thing

    def change(self, thing: Json, *events: str, **fields: object) -> Json:
        """The object as it is now, with these fields changed, and the events that say so."""
        before = self.fresh(thing)
        after = {**before, **fields}
        if after == before:
            return before
        self.store.put(after)
        previous = {
            name: before.get(name)
            for name in fields
            if not name.startswith("_") and before.get(name) != after[name]
        }
        for event in events:
            self.emit(event, after, previous if event.endswith(".updated") else None)
        return after

    def emit(self, type: str, thing: Json, previous: Json | None = None) -> None:
        """An event with the whole object as it is now (docs.stripe.com/api/events/object)."""
        data: Json = {"object": rendering.shown(self.store, thing)}
        if previous is not None:
            data["previous_attributes"] = rendering.bare(previous)
        self.store.put(
            {
                "id": fresh("evt_", 24),
                "object": "event",
                "api_version": API_VERSION,
                "created": self.stamp,
                "data": data,
                "livemode": False,
                "pending_webhooks": 1,
                "request": self.asked_by,
                "type": type,
                "_customer": owner_of(thing),
            }
        )
