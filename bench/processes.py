"""Processes that end with this one, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from standfirst import datadir

GRACE = 5.0  # seconds to stop in
Process = subprocess.Popen[bytes]


def start(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Process:
    """Python with these arguments. What it says goes to standard error: the other is for the table."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=datadir.CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,  # so that `stop` reaches what it starts itself
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
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


def _end_with_parent() -> None:
    """When we are killed outright, what we started ends too (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
