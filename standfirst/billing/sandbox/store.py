"""Every object of a world, as JSON: in memory, and, where there is a file, in it after each request."""

import json
import sqlite3
from collections import defaultdict
from pathlib import Path

from standfirst.billing.sandbox.ids import Json


class Store:
    """What is put is never changed in place: a change is a new object. Fields that begin with `_` are ours, and never
    leave the sandbox."""

    def __init__(self, path: Path | None = None) -> None:
        self._objects: dict[str, Json] = {}
        self._kinds: dict[str, dict[str, None]] = defaultdict(dict)
        self._owned: dict[str, dict[str, None]] = defaultdict(dict)
        self._unsaved: dict[str, None] = {}  # in the order of what happened
        self._journal: list[tuple[str, Json | None]] = []
        self._file = _open(path) if path else None
        if self._file:
            for (body,) in self._file.execute("SELECT body FROM objects ORDER BY rowid"):
                self._index(json.loads(body))

    def get(self, id: object) -> Json | None:
        return self._objects.get(id) if isinstance(id, str) else None

    def put(self, thing: Json) -> None:
        self._journal.append((thing["id"], self._objects.get(thing["id"])))
        self._unsaved[thing["id"]] = None
        self._index(thing)

    def remove(self, id: str) -> None:
        self._journal.append((id, self._objects.get(id)))
        self._unsaved[id] = None
        self._forget(id)

    def all(self, kind: str) -> list[Json]:
        """Oldest first."""
        return [self._objects[id] for id in self._kinds[kind]]

    def of(self, customer: str, kind: str | None = None) -> list[Json]:
        """What belongs to a customer, oldest first, itself among it."""
        things = [self._objects[id] for id in self._owned[customer]]
        return [thing for thing in things if kind in (None, thing["object"])]

    def mark(self) -> int:
        """Where `undo` goes back to, within the same request."""
        return len(self._journal)

    def undo(self, mark: int) -> None:
        while len(self._journal) > mark:
            id, before = self._journal.pop()
            self._forget(id) if before is None else self._index(before)

    def save(self) -> None:
        """Write what was changed since the last time, all of it or nothing."""
        self._journal.clear()
        if self._file:
            with self._file:
                for id in self._unsaved:
                    self._write(self._file, id)
        self._unsaved.clear()

    def close(self) -> None:
        self.save()
        if self._file:
            self._file.close()

    def _write(self, file: sqlite3.Connection, id: str) -> None:
        thing = self._objects.get(id)
        if thing is None:
            file.execute("DELETE FROM objects WHERE id = ?", [id])
            return
        file.execute(
            "INSERT INTO objects (id, kind, body) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            [id, thing["object"], json.dumps(thing)],
        )

    def _index(self, thing: Json) -> None:
        before = self._objects.get(thing["id"])
        owner = owner_of(thing)
        if before is not None and owner_of(before) != owner:
            self._owned[owner_of(before)].pop(thing["id"], None)
        self._objects[thing["id"]] = thing
        self._kinds[thing["object"]][thing["id"]] = None
        if owner:
            self._owned[owner][thing["id"]] = None

    def _forget(self, id: str) -> None:
        thing = self._objects.pop(id, None)
        if thing is not None:
            self._kinds[thing["object"]].pop(id, None)
            self._owned[owner_of(thing)].pop(id, None)


def owner_of(thing: Json) -> str:
    """The customer it belongs to; empty where it belongs to nobody."""
    if thing["object"] == "customer":
        return str(thing["id"])
    return thing.get("_customer") or thing.get("customer") or ""


def _open(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, check_same_thread=False)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = NORMAL")  # whoever kills the process loses nothing
    file.execute(
        "CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL)"
    )
    return file
