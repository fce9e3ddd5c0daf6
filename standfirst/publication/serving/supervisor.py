"""Keeps web and worker running: brings back what dies, and puts a new version in the place of the old.

The old one goes on until the new one answers at the same port. A new one that does not come up changes nothing.
"""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from standfirst.publication.serving.kept import Kept
from standfirst.publication.serving.processes import CannotGoOn, Code, Process, say
from standfirst.publication.serving.version import Size, Version

GRACE = 35.0  # seconds to finish in: granian gives the requests of its processes five less
PAUSE = 0.05
WORKER = ("standfirst", "worker")
# Where processes that we start keep their counts, for publication/metrics.py to add up.
COUNTS = "PROMETHEUS_MULTIPROC_DIR"


class Stop(Exception):
    """We were told to."""


class Supervisor:
    """Within `with`, Ctrl-C, SIGTERM and the end of the terminal end all of it, and leave the block quietly."""

    def __init__(
        self,
        listening: socket.socket,
        size: Size,
        *,
        worker: bool = True,
        next_code: Callable[[], Code] | None = None,
        report: Callable[[str], None] = say,
    ) -> None:
        """`next_code`: asked at SIGHUP for the code to go on with; without it SIGHUP ends all.
        `report`: told afterwards why the new version does not serve; nothing where it does."""
        self._listening, self._size, self._with_worker = listening, size, worker
        self._next_code, self._report = next_code, report
        self._kept: list[Kept] = []
        self._beside: list[Kept] = []
        self._coming: Version | None = None
        self._leaving: list[tuple[Process, float]] = []  # each with its deadline
        self._told_to_stop = self._told_to_change = False  # no Event: a handler could lock it up

    def __enter__(self) -> Self:
        os.environ[COUNTS] = tempfile.mkdtemp(prefix="standfirst-counts-")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        if self._next_code:
            signal.signal(signal.SIGHUP, self._change)
        return self

    def _stop(self, *_: object) -> None:
        self._told_to_stop = True

    def _change(self, *_: object) -> None:
        self._told_to_change = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        running = [it.process for it in [*self._kept, *self._beside]]
        running += [self._coming.process] if self._coming else []
        for process in running:
            process.ask_to_end()
        deadline = time.monotonic() + GRACE
        for process in [*running, *(it for it, _ in self._leaving)]:
            process.end(deadline)
        shutil.rmtree(os.environ.pop(COUNTS), ignore_errors=True)
        return kind is Stop

    def also_keep(self, name: str, start: Callable[[], Process]) -> None:
        """Something that stands beside the site from now on, and that no change of version touches.

        Raises CannotGoOn where it cannot be started.
        """
        self._beside.append(Kept(name, start(), start, self._see_off))

    def finish(self, name: str, process: Process) -> None:
        """Wait until it ends, which has to be a good end. Raises CannotGoOn."""
        try:
            while not process.ended:
                self._pause()
        finally:
            process.end(time.monotonic())
        if process.popen.returncode:
            raise CannotGoOn(f"The {name} failed; what it said is above.")

    def start(self, code: Code) -> None:
        """The first version, until it answers. Raises CannotGoOn."""
        self._coming = Version(code, self._listening, self._size)
        while not self._coming.answers():
            self._pause()
        self._take(self._coming)

    def watch(self) -> None:
        """Until told to stop."""
        while True:
            for it in self._kept:
                it.look()
            self._look_at_change()
            self._look_at_leaving()
            self._pause()

    def _pause(self) -> None:
        for it in self._beside:
            it.look()
        time.sleep(PAUSE)
        if self._told_to_stop:
            raise Stop

    def _take(self, version: Version) -> None:
        """Go on with this one. The worker changes with the web: it lets a job that has begun finish.

        Raises CannotGoOn, with the version before as it was.
        """
        kept = [Kept("web process", version.process, version.start, self._see_off, version.said)]
        if self._with_worker:

            def start() -> Process:
                return Process.start(version.code, WORKER)

            kept.append(Kept("worker", start(), start, self._see_off))
        for it in self._kept:
            it.process.ask_to_end()
            self._leaving.append((it.process, time.monotonic() + GRACE))
        self._kept, self._coming = kept, None

    def _look_at_change(self) -> None:
        try:
            if self._coming is None:
                if not self._told_to_change or self._next_code is None:
                    return
                self._told_to_change = False
                self._coming = Version(self._next_code(), self._listening, self._size)
            if self._coming.answers():
                self._take(self._coming)
                self._report("")
        except CannotGoOn as why:
            if self._coming is not None:
                self._coming.process.end(time.monotonic())
                self._coming = None
            self._report(str(why))

    def _see_off(self, process: Process) -> None:
        """It ended by itself; what it started may still be answering readers."""
        process.send(signal.SIGTERM)
        self._leaving.append((process, time.monotonic() + GRACE))

    def _look_at_leaving(self) -> None:
        for process, deadline in self._leaving:
            if time.monotonic() >= deadline:
                process.end(deadline)
        self._leaving = [it for it in self._leaving if not it[0].gone]
