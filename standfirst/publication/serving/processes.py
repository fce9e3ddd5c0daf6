"""One process of ours: started, watched and ended, with all that it starts itself."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TextIO

from standfirst import datadir

PAUSE = 0.02  # seconds


class CannotGoOn(Exception):
    """A version does not come up, or what prepares it fails; the message says why."""


@dataclass(frozen=True)
class Code:
    """Which Standfirst is run: an interpreter, and the folder it is run in. An upgrade may bring others."""

    python: str = sys.executable
    folder: Path = datadir.CHECKOUT


@dataclass
class Process:
    popen: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def start(
        cls,
        code: Code,
        module: Sequence[str],
        *,
        output: TextIO | None = None,
        keep: Sequence[int] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Self:
        """Run a module. Unless told otherwise all it says goes to standard error. `keep`: open files it inherits.

        Raises CannotGoOn where the interpreter or the folder is gone.
        """
        try:
            popen = subprocess.Popen(
                [code.python, "-m", *module],
                cwd=code.folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output or sys.stderr,
                pass_fds=keep,
                process_group=0,  # with what it starts itself, so that none of that is left over
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )
        except OSError as why:
            raise CannotGoOn(
                f"{code.python} cannot be run in {code.folder} ({why.strerror})."
            ) from why
        return cls(popen)

    @property
    def ended(self) -> bool:
        return self.popen.poll() is not None

    @property
    def gone(self) -> bool:
        """With all that it started."""
        self.popen.poll()
        try:
            os.killpg(self.popen.pid, 0)
        except ProcessLookupError:
            return True
        return False

    @property
    def age(self) -> float:
        """Seconds."""
        return time.monotonic() - self.began

    def ask_to_end(self) -> None:
        self.popen.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it, and all that it started, until then (monotonic); after that without mercy."""
        while not self.gone and time.monotonic() < deadline:
            time.sleep(PAUSE)
        self.send(signal.SIGKILL)
        self.popen.wait()

    def send(self, number: signal.Signals) -> None:
        """Also to what it left behind."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _end_with_parent() -> None:
    """When we are killed outright the port has to come free too (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
