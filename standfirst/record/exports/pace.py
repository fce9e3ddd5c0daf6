"""How often one client may ask: counted in this process alone, so that reading writes nothing."""

import threading
from collections import Counter


class Pace:
    """At most `most` in each stretch of `seconds`; several web processes count each for itself."""

    def __init__(self, most: int, seconds: int) -> None:
        self.most, self._seconds = most, seconds
        self._window = -1
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def wait(self, client: str, now: float) -> int:
        """Count one more. Gives 0 if it is allowed, else the seconds until one is; `now` in seconds."""
        window, passed = divmod(int(now), self._seconds)
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, Counter()
            self._counts[client] += 1
            too_many = self._counts[client] > self.most
        return self._seconds - passed if too_many else 0


MACHINES = Pace(120, 60)
