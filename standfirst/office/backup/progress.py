"""What goes on, told every two seconds to whoever waits."""

import time
from collections.abc import Callable

A_WHILE = 2.0  # seconds

Say = Callable[[str], object]


class Progress:
    def __init__(self, tell: Say) -> None:
        self._tell = tell
        self._last = time.monotonic()

    def say(self, what: str) -> None:
        self._last = time.monotonic()
        self._tell(what)

    def at(self, what: str, done: int) -> None:
        if time.monotonic() - self._last >= A_WHILE:
            self.say(f"{what}: {done:,}")
