"""What each room keeps of a reader, said by the room itself: for export, for deletion, for joining two accounts.

A room with personal fields has a module `personal.py` with the functions of `Kept`, and declares it in its
AppConfig.ready(): `personal.declare("membership", personal)`. A test finds fields that no room declares.
"""

from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from standfirst.readers.models import Reader


class Kept(Protocol):
    """A room's module. The verbs run in the transaction of whoever calls them, and may run twice."""

    # Every model field that holds or leads to something of one reader: "membership.Grant.reader".
    FIELDS: frozenset[str]

    def personal_data(self, reader: Reader) -> dict[str, Any]:
        """All of it as plain values, ready for JSON, under names a reader understands."""

    def erase(self, reader: Reader, now: datetime) -> None:
        """Delete it, or take the reader out of what has to stay. The reader's own row goes afterwards."""

    def join(self, kept: Reader, other: Reader, now: datetime) -> None:
        """Two accounts are one person's: `kept` gets what `other` has. The other's own row goes afterwards."""


_rooms: dict[str, Kept] = {}


def declare(room: str, kept: Kept) -> None:
    _rooms[room] = kept


def rooms() -> dict[str, Kept]:
    """By name, the lower rooms first: INSTALLED_APPS has the upper ones first, so those declare first."""
    return dict(reversed(_rooms.items()))


def plain_rows(found: QuerySet[Any], **names: str) -> list[dict[str, Any]]:
    """Rows as plain values, each under the name a reader is to see: `plain_rows(found, given_on="given_at")`."""
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in found.values_list(*names.values())
    ]


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
