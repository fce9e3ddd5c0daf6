"""Django, behind the front: a few threads of its own, and one render for all who wait for the same page.

granian's thread hands requests over and is free again: however long Django takes, the front goes on answering. Files
are sent by other threads yet, so that readers with slow lines keep none of Django's.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, Protocol

Headers = list[tuple[str, str]]
Scope = dict[str, Any]

# Who would wait for longer is told to come again: some seconds' work of the threads.
MOST_WAITING = 400
MOST_ALONE = 10_000
MOST_SENT = 200  # files at once

log = logging.getLogger(__name__)


class Proto(Protocol):
    """granian's: whoever holds it may answer, from any thread and at any time."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_iter(self, status: int, headers: Headers, body: Any) -> None:
        """Returns when all of it is sent. `body.inner` is what the application returned."""


class Senders:
    """Threads that send files; not more at once than there may be files open."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool
        self._free = threading.BoundedSemaphore(MOST_SENT)

    def send(self, proto: Proto, status: int, headers: Headers, body: Any) -> None:
        if not self._free.acquire(blocking=False):
            body.close()
            proto.response_bytes(503, [("retry-after", "3"), ("cache-control", "no-store")], b"")
            return
        self._pool.submit(self._send, proto, status, headers, body)

    def _send(self, proto: Proto, status: int, headers: Headers, body: Any) -> None:
        try:
            logged(proto.response_iter, status, headers, body)
        finally:
            self._free.release()


class Sender:
    """What Django answers to: files go to the threads that send them."""

    def __init__(self, proto: Proto, senders: Senders) -> None:
        self._proto, self._senders = proto, senders

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self._proto.response_bytes(status, headers, body)

    def response_iter(self, status: int, headers: Headers, body: Any) -> None:
        if getattr(body.inner, "streaming", False):
            self._senders.send(self._proto, status, headers, body)
            return
        self._proto.response_bytes(status, headers, b"".join(body.inner))
        body.close()


class Captured:
    """An answer that is for us."""

    status = 0
    headers: Headers = []  # noqa: RUF012
    body = b""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def response_iter(self, status: int, headers: Headers, body: Any) -> None:
        self.response_bytes(status, headers, b"".join(body.inner))
        body.close()


class Flight(Protocol):
    """What one render is for."""

    def was_kept(self) -> bool: ...

    def was_late(self) -> bool:
        """It was not kept, for what it shows changed meanwhile."""

    def go_on(self, proto: Proto, scope: Scope) -> None:
        """With somebody who waited for it."""


Runner = Callable[[Proto, Scope], object]  # Django's answer, to the one who asked
Waiting = list[tuple[Proto, Scope]]


class Behind:
    """What is to be run returns False where so many wait already that it would take too long."""

    def __init__(self, runner: Runner, pool: Executor, senders: Executor) -> None:
        self._runner, self._pool, self._senders = runner, pool, Senders(senders)
        self._lock = threading.Lock()
        self._flights: dict[object, Waiting] = {}
        self._alone: set[object] = set()
        self.waiting = 0

    def run(self, proto: Proto, scope: Scope) -> bool:
        return self._submit(self._run, proto, scope)

    def run_then(self, captured: Captured, scope: Scope, then: Callable[[], None]) -> bool:
        """Have Django answer us, and go on from there; in the same thread."""

        def run() -> None:
            self._run(captured, scope)
            then()

        return self._submit(run)

    def run_once(self, key: object, proto: Proto, scope: Scope, flight: Flight) -> bool:
        """Those who ask for the same key meanwhile wait for it, however many: that takes nothing of Django. What
        turned out not to be shared nobody waits for again, until something changes."""
        with self._lock:
            if (waiting := self._flights.get(key)) is not None:
                waiting.append((proto, scope))
                return True
            alone = key in self._alone
            if not alone:
                self._flights[key] = []
        if alone:
            return self.run(proto, scope)
        if self._submit(self._fly, key, proto, scope, flight):
            return True
        self._land(key, flight)
        return False

    def is_shared(self, key: object) -> None:
        """It was kept: the next time it is waited for."""
        if key in self._alone:
            with self._lock:
                self._alone.discard(key)

    def hear(self, _topic: str, _void_until: float) -> None:
        """What was personal, or not there, may be so no more."""
        if self._alone:
            with self._lock:
                self._alone.clear()

    def _fly(self, key: object, proto: Proto, scope: Scope, flight: Flight) -> None:
        try:
            self._run(proto, scope)
            if not flight.was_kept() and not flight.was_late():
                with self._lock:
                    if len(self._alone) >= MOST_ALONE:
                        self._alone.clear()
                    self._alone.add(key)
        finally:
            self._land(key, flight)

    def _land(self, key: object, flight: Flight) -> None:
        with self._lock:
            waiting = self._flights.pop(key)
        for proto, scope in waiting:
            logged(flight.go_on, proto, scope)

    def _run(self, proto: Proto, scope: Scope) -> None:
        try:
            self._runner(Sender(proto, self._senders), scope)
        except Exception:
            log.exception("Django gave no answer.")
            proto.response_bytes(500, [("content-type", "text/plain")], b"")

    def _submit(self, do: Callable[..., object], *given: object) -> bool:
        with self._lock:
            if self.waiting >= MOST_WAITING:
                return False
            self.waiting += 1
        self._pool.submit(self._do, do, *given)
        return True

    def _do(self, do: Callable[..., object], *given: object) -> None:
        try:
            logged(do, *given)
        finally:
            with self._lock:
                self.waiting -= 1


def logged(do: Callable[..., object], *given: object) -> None:
    """What it raises goes no further: the thread has others to serve. Who is left unanswered gets granian's 500."""
    try:
        do(*given)
    except Exception:
        log.exception("The front goes on without it.")
