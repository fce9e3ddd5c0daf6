"""What a server's processes take, as Linux counts it: memory in MB, CPU time in seconds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Of the process that answers. `pss` counts what is shared with others in part. `all`: the PSS of the server's."""

    rss: float
    pss: float
    all: float


def memory_of(pid: int) -> Memory | None:
    """Of the server that was started as this process. None where the system does not say."""
    if not (PROC / str(pid) / "smaps_rollup").is_file():
        return None
    every = list(_family(pid))
    answering = _said(every[-1])
    return Memory(answering["Rss"], answering["Pss"], sum(_said(it)["Pss"] for it in every))


def cpu_of(pid: int) -> float:
    """Seconds so far, of the server that was started as this process; 0 where the system does not say."""
    if not (PROC / str(pid) / "stat").is_file():
        return 0.0
    return sum(_ticks(it) for it in _family(pid)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """In user mode and in the kernel: fields 14 and 15 of proc_pid_stat(5), the second of which may hold blanks."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _family(pid: int) -> Iterator[int]:
    """The process, then what it started, down to the last that was started: a worker."""
    yield pid
    for task in sorted((PROC / str(pid) / "task").iterdir()):
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _said(pid: int) -> dict[str, float]:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    return {
        name: int(value.split()[0]) / 1000 for name, _, value in (it.partition(":") for it in lines)
    }
