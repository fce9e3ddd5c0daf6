"""How long our processes could have worked and were not let: a second of a busy machine is not theirs."""

import os
from pathlib import Path

from standfirst.tests.truth.site import Site


class Waiting:
    """Of all that take part: those that serve, the worker, the hand, and we who watch."""

    def __init__(self, site: Site) -> None:
        served = [pid for it in site.served for pid in it.processes("standfirst")]
        self._pids = [os.getpid(), site.hand.process.pid, *served]

    def seconds(self) -> float:
        """So far, added up over all threads."""
        return sum(map(_seconds, self._pids))


def _seconds(pid: int) -> float:
    """The second number of each thread's schedstat (proc(5)) is in nanoseconds, and grows while it is ready to run."""
    said = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(it.read_text().split()[1]) for it in said) / 1e9
