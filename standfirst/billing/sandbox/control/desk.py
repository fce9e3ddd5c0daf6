"""What the pages work on, and what they say where something is not there or not right."""

import secrets
from dataclasses import dataclass, field

from standfirst.billing.sandbox.control.html import Safe
from standfirst.billing.sandbox.deliver import Deliveries
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.store import Store
from standfirst.billing.sandbox.world import World

NOTES = 100


class Wrong(Exception):
    """Something in a form is not right (422); the message names the field."""


@dataclass(frozen=True)
class Desk:
    world: World
    deliveries: Deliveries
    notes: dict[str, Safe] = field(default_factory=dict)  # what came of the last acts

    def remember(self, note: Safe) -> str:
        """The name to ask for it by; the last hundred are kept."""
        name = secrets.token_urlsafe(6)
        self.notes[name] = note
        for old in list(self.notes)[:-NOTES]:
            del self.notes[old]
        return name

    @property
    def store(self) -> Store:
        return self.world.store


def customer_of(desk: Desk, id: str) -> Json:
    """Raises LookupError."""
    return of_kind(desk, "customer", id)


def of_kind(desk: Desk, kind: str, id: str) -> Json:
    found = desk.store.get(id)
    if found is None or found["object"] != kind or found.get("deleted"):
        raise LookupError(f"There is no {kind} {id}.")
    return found
