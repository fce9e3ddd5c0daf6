"""Processes that are started together, watched, and stopped together."""

import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TextIO

from standfirst import datadir

PATIENCE = 60.0  # seconds until the front page must open
GRACE = 5.0  # seconds to stop in
PAUSE = 0.05


class CannotGoOn(Exception):
    """A process ended by itself, or does not answer; the message says which."""


class Processes:
    """Ctrl-C, SIGTERM and the end of the terminal stop them all, and leave the `with` quietly."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.told_to_stop = False  # not an Event: a handler that interrupts its wait can lock up

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        return self

    def _stop(self, *_: object) -> None:
        self.told_to_stop = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            _end(process, deadline)
        return kind is _Stop

    def start(self, name: str, module: Sequence[str], output: TextIO | None = None) -> None:
        """Run a module. Unless told otherwise all it says goes to standard error: the other is ours."""
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=datadir.CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=output or sys.stderr,
            process_group=0,  # with what it starts itself, so that none of that is left over
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    def finish(self, name: str, module: Sequence[str], output: TextIO | None = None) -> None:
        """Run a module to its end, which has to be a good one."""
        self.start(name, module, output)
        while self.running[name].poll() is None:
            self._pause()
        if self.running.pop(name).returncode:
            raise CannotGoOn(f"The {name} failed; what it said is above.")

    def wait_for(self, host: str, port: int) -> None:
        """Until the front page opens."""
        deadline = time.monotonic() + PATIENCE
        while (answer := _front_page(host, port)) != http.client.OK:
            if time.monotonic() > deadline:
                raise CannotGoOn(f"The front page does not open; its last answer was {answer}.")
            self._check()
            self._pause()

    def watch(self) -> None:
        while True:
            self._check()
            self._pause()

    def _pause(self) -> None:
        time.sleep(PAUSE)
        if self.told_to_stop:
            raise _Stop

    def _check(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise CannotGoOn(f"The {name} process ended by itself; what it said is above.")


class _Stop(Exception):
    """We were told to."""


def _end_with_parent() -> None:
    """When we are killed outright the port has to come free too (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes], deadline: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0, deadline - time.monotonic()))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _front_page(host: str, port: int) -> int | None:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
