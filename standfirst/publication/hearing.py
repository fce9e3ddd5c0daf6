"""What this process has heard of changes: it reads the rows of `publication.changes` several times a second.

A transaction may be given a number before another and be committed after it. So numbers that are missing are asked
for again, until it is certain that they were never committed.
"""

import heapq
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import inf

from django.db.models import Max, Q
from django.utils import timezone

from standfirst.publication.changes import EVERYONE, EVERYTHING, KEPT, SKEW, Change

# Numbers before the newest among which a process that begins looks for what is still under way.
EARLIER = 100_000
LONGEST = 3600.0  # seconds a transaction may take: then a missing number was rolled back
MOST_GAPS = 200
MOST_TOLD = 20_000

# A topic, and until when (Unix time) what was known of it is void.
Listener = Callable[[str, float], None]
Row = tuple[int, str, datetime]  # its number, its topic, and from when it is so


@dataclass(frozen=True)
class Gap:
    """Numbers that nobody has seen, `first` and `last` among them. `since`: by the monotonic clock."""

    first: int
    last: int
    since: float

    def without(self, numbers: Iterable[int]) -> "Iterator[Gap]":
        """What is left of it once these were seen."""
        at = self.first
        for number in sorted(it for it in numbers if self.first <= it <= self.last):
            if at < number:
                yield Gap(at, number - 1, self.since)
            at = number + 1
        if at <= self.last:
            yield Gap(at, self.last, self.since)


class Hearing:
    """One thread reads; any may ask."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._last: int | None = None
        self._gaps: list[Gap] = []
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
        rows = self._new_rows() if self._last is not None else None
        first = rows is None
        if rows is None:
            rows = _rows_for_a_beginning()
        with self._lock:
            if first and self._last is not None:  # all that was heard is worth nothing
                self._tell(EVERYTHING, now)
                self._tell(EVERYONE, now)
            for _number, topic, at in rows:
                self._take(topic, at.timestamp(), now, first=first)
            self.fall_due(now)
            self._note([number for number, _topic, _at in rows], began, first=first)
            self._forget(began)
            if first:
                self._known_from = began
            self.heard_at = began

    def _take(self, topic: str, at: float, now: float, *, first: bool) -> None:
        """What seems to be of the next moment may be of another machine's clock: told now, and then once more."""
        if at > now:
            heapq.heappush(self._ahead, (at, topic))
        if at <= now + SKEW:
            # At a beginning nobody can say when a row was committed: some time after it was written.
            self._tell(topic, min(now, at + LONGEST) if first else now)

    def fall_due(self, now: float) -> None:
        """Tell what was told ahead for this second (Unix time)."""
        while self._ahead and self._ahead[0][0] <= now:
            self._tell(heapq.heappop(self._ahead)[1], now)

    @property
    def next_due(self) -> float:
        return self._ahead[0][0] if self._ahead else inf

    def _new_rows(self) -> list[Row] | None:
        """None where the last one that was heard is there no more: a backup was restored, or nothing was told for
        days."""
        wanted = Q(pk__gte=self._last)
        for gap in self._gaps:
            wanted |= Q(pk__range=(gap.first, gap.last))
        found = _rows(wanted)
        if self._last and not any(number == self._last for number, _topic, _at in found):
            return None
        return [it for it in found if it[0] != self._last]

    def _note(self, numbers: Collection[int], now: float, *, first: bool) -> None:
        newest = max(numbers, default=0)
        if first:
            self._last, self._gaps = max(0, newest - EARLIER), []
        last = self._last or 0
        known = [*self._gaps, Gap(last + 1, newest, now)] if newest > last else self._gaps
        young = (it for it in known if now - it.since < LONGEST)
        self._gaps = [left for it in young for left in it.without(numbers)][-MOST_GAPS:]
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
        self._known_from = max(self._known_from, now - LONGEST)
        self._told = {topic: at for topic, at in self._told.items() if at >= self._known_from}


def _rows_for_a_beginning() -> list[Row]:
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return _rows(Q(pk__gt=newest - EARLIER) | Q(at__gte=timezone.now() - KEPT))


def _rows(wanted: Q) -> list[Row]:
    return list(Change.objects.filter(wanted).order_by("pk").values_list("pk", "topic", "at"))


# Of this process. It hears nothing before somebody has it read (gate/front/running.py).
HERE = Hearing()
