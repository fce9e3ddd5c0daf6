"""Memory of a server's processes, in MB, as Linux counts it."""

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
