"""What this process has heard of changes: it reads the rows of `publication.changes` several times a second.

A transaction may be given a number before another and be committed after it. So numbers that are missing are asked
for again, until it is certain that they were never committed.
"""

import heapq
import threading
import time
from collections.abc import Callable, Iterable
from math import inf

from django.db.models import Max, Q
from django.utils import timezone

from standfirst.publication.changes import EVERYTHING, KEPT, Change

EARLIER = (
    500  # numbers before the newest that a process asks for when it begins: some may be under way
)
LONGEST = 3600.0  # seconds a transaction may take: then a missing number was rolled back
MOST_MISSING = 2000  # more are none: PostgreSQL leaves numbers out after a crash
MOST_TOLD = 20_000

Listener = Callable[
    [str, float], None
]  # a topic, and until when (Unix time) what was known of it is void


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
        first = self._last is None
        rows = self._first_rows() if first else self._new_rows()
        with self._lock:
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

    def _first_rows(self) -> list[tuple[str, float]]:
        newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
        self._last = max(0, newest - EARLIER)
        new = self._new_rows()
        since = timezone.now() - KEPT
        before = Change.objects.filter(pk__lte=newest - EARLIER, at__gte=since)
        return [*((topic, at.timestamp()) for topic, at in before.values_list("topic", "at")), *new]

    def _new_rows(self) -> list[tuple[str, float]]:
        last = self._last or 0
        wanted = Q(pk__gt=last)
        if self._missing:
            wanted |= Q(pk__in=list(self._missing))
        rows = list(Change.objects.filter(wanted).order_by("pk").values_list("pk", "topic", "at"))
        self._note([pk for pk, _topic, _at in rows], last)
        return [(topic, at.timestamp()) for _pk, topic, at in rows]

    def _note(self, numbers: list[int], last: int) -> None:
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


HERE = (
    Hearing()
)  # of this process; it hears nothing before somebody has it read (gate/front/running.py)
