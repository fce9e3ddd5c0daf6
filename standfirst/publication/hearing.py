"""What this process has heard of changes: it reads the rows of `publication.changes` several times a second.

A transaction may be given a number before another and be committed after it. So numbers that are missing are asked
for again, until it is certain that they were never committed.
"""

import heapq
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from math import inf

from django.db.models import Max, Q
from django.utils import timezone

from standfirst.publication.changes import EVERYONE, EVERYTHING, KEPT, Change

EARLIER = (
    500  # numbers before the newest that a process asks for when it begins: some may be under way
)
LONGEST = 3600.0  # seconds a transaction may take: then a missing number was rolled back
MOST_MISSING = 2000  # more are none: PostgreSQL leaves numbers out after a crash
MOST_TOLD = 20_000

Listener = Callable[
    [str, float], None
]  # a topic, and until when (Unix time) what was known of it is void


Row = tuple[str, float]  # a topic, and from when it is so (Unix time)


class Hearing:
    """One thread reads; any may ask."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._last: int | None = None
        self._missing: dict[int, float] = {}
        self._ahead: list[tuple[float, str]] = []
        self._told: dict[str, float] = {}
        self._known_from = inf
        self._lock = threading.Lock()
        self.heard_at = -inf

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def is_fresh(self, seconds: float) -> bool:
        """Whether all that was committed before so many seconds ago has been heard."""
        return time.monotonic() - self.heard_at <= seconds

    def told_since(self, topics: Iterable[str], moment: float) -> bool:
        """Whether any of them may have changed since (by the monotonic clock)."""
        if moment < self._known_from:
            return True
        return any(self._told.get(topic, -inf) >= moment for topic in topics)

    def read(self) -> None:
        """What is new, and what has fallen due. Raises django.db.Error, and has then heard nothing."""
        began, now = time.monotonic(), time.time()
        begun = self._last is not None
        rows = self._rows() if begun else None
        first = rows is None
        if rows is None:
            rows = self._first_rows()
        with self._lock:
            if begun and first:  # all that was heard is worth nothing
                self._tell(EVERYTHING, now)
                self._tell(EVERYONE, now)
            for topic, at in rows:
                if at > now:
                    heapq.heappush(self._ahead, (at, topic))
                else:
                    # At a beginning nobody can say when a row was committed: some time after it was written.
                    self._tell(topic, min(now, at + 300) if first else now)
            self.fall_due(now)
            self._forget(began)
            if first:
                self._known_from = began
            self.heard_at = began

    def fall_due(self, now: float) -> None:
        """Tell what was told ahead for this second (Unix time)."""
        while self._ahead and self._ahead[0][0] <= now:
            self._tell(heapq.heappop(self._ahead)[1], now)

    @property
    def next_due(self) -> float:
        return self._ahead[0][0] if self._ahead else inf

    def _first_rows(self) -> list[Row]:
        self._last = None
        newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
        last = max(0, newest - EARLIER)
        rows = Change.objects.filter(Q(pk__gt=last) | Q(at__gte=timezone.now() - KEPT))
        found = list(rows.order_by("pk").values_list("pk", "topic", "at"))
        self._last, self._missing = last, {}
        self._note([pk for pk, _topic, _at in found if pk > last])
        return _as_said(found)

    def _rows(self) -> list[Row] | None:
        """None where the last one that was heard is there no more: a backup was restored, or nothing was told for
        days."""
        wanted = Q(pk__gte=self._last)
        if self._missing:
            wanted |= Q(pk__in=list(self._missing))
        found = list(Change.objects.filter(wanted).order_by("pk").values_list("pk", "topic", "at"))
        if self._last and not any(pk == self._last for pk, _topic, _at in found):
            return None
        new = [it for it in found if it[0] != self._last]
        self._note([pk for pk, _topic, _at in new])
        return _as_said(new)

    def _note(self, numbers: list[int]) -> None:
        last = self._last or 0
        newest = max(numbers, default=last)
        found, now = set(numbers), time.monotonic()
        gaps = range(max(last + 1, newest - MOST_MISSING), newest)
        self._missing |= {number: now for number in gaps if number not in found}
        self._missing = {
            number: since
            for number, since in self._missing.items()
            if number not in found and now - since < LONGEST
        }
        self._last = max(last, newest)

    def _tell(self, topic: str, void_until: float) -> None:
        self._told[topic] = time.monotonic()
        if topic == EVERYTHING:
            self._known_from = time.monotonic()
        for listener in self._listeners:
            listener(topic, void_until)

    def _forget(self, now: float) -> None:
        """What was told long ago no render is still under way from."""
        if len(self._told) <= MOST_TOLD:
            return
        self._known_from = now - LONGEST
        self._told = {topic: at for topic, at in self._told.items() if at >= self._known_from}


def _as_said(rows: Iterable[tuple[int, str, datetime]]) -> list[Row]:
    return [(topic, at.timestamp()) for _pk, topic, at in rows]


# Of this process. It hears nothing before somebody has it read (gate/front/running.py).
HERE = Hearing()
