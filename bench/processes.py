"""Processes that end with this one, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from bench import machine
from standfirst import datadir

GRACE = 5.0  # seconds to stop in
Process = subprocess.Popen[bytes]


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def start(
    command: Sequence[str], environment: Mapping[str, str], log: IO[bytes] | None = None
) -> Process:
    """What it says goes to the log, else to standard error: standard output is for the table."""
    return subprocess.Popen(
        command,
        cwd=datadir.CHECKOUT,
        env=machine.environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=log or sys.stderr,
        stderr=log or sys.stderr,
        start_new_session=True,  # so that `stop` reaches what it starts itself
        preexec_fn=begin,  # noqa: PLW1509
    )


def finish(processes: Sequence[Process], deadline: float) -> None:
    """Wait for all of them. Raises RuntimeError unless each ends well, and TimeoutExpired."""
    try:
        for process in processes:
            if process.wait(max(0.0, deadline - time.monotonic())):
                raise RuntimeError("The sites could not be made; the reason is above.")
    finally:
        for process in processes:
            if process.poll() is None:
                stop(process)


def stop(process: Process) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def begin() -> None:
    """For `preexec_fn`, in a new session. When we are killed outright, it ends too (prctl(2), PR_SET_PDEATHSIG)."""
    machine.go_first()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
