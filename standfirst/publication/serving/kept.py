"""A process that is started again when it ends."""

import time
from collections.abc import Callable

from standfirst.publication.serving.processes import CannotGoOn, Process, say

STEADY = 60.0  # seconds after which what dies is brought back at once, as if it had never died
LONGEST_WAIT = 30.0


def wait_after(failures: int) -> float:
    """Seconds before it is started again, after so many ends in a row: at once, then longer each time."""
    return min(2.0 ** (failures - 2), LONGEST_WAIT) if failures > 1 else 0.0


class Kept:
    def __init__(
        self,
        name: str,
        process: Process,
        start: Callable[[], Process],
        see_off: Callable[[Process], None],
        why: Callable[[], str] = lambda: "",
    ) -> None:
        """`see_off` gets what ended: some of it may still be answering. `why`: what that told us, and nobody else."""
        self.process = process
        self._name, self._start, self._see_off, self._why = name, start, see_off, why
        self._failures = 0
        self._again_at: float | None = None

    def look(self) -> None:
        """Has to be called all the time."""
        if self._again_at is None and self.process.ended:
            self._see_off(self.process)
            if self.process.age >= STEADY:
                self._failures = 0
            self._wait("ended by itself", self._why())
        if self._again_at is not None and time.monotonic() >= self._again_at:
            try:
                self.process, self._again_at = self._start(), None
            except CannotGoOn as why:
                self._wait("could not be started", str(why))

    def _wait(self, what: str, why: str) -> None:
        self._failures += 1
        wait = wait_after(self._failures)
        say(f"The {self._name} {what}; it is started again in {wait:.0f} s. {why}")
        self._again_at = time.monotonic() + wait
