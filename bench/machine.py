"""The machine this runs on: its cores, and what it is called in the table's last line."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path

CAN_PIN = hasattr(os, "sched_setaffinity")
FIRST = -20  # the nice value of what goes before all else
BUSY = 1.0  # processes that want to run before we begin, above which figures are disturbed


def cores() -> tuple[int, int]:
    """One for the servers and one for the load; the same, where there is but one."""
    mine = sorted(os.sched_getaffinity(0)) if CAN_PIN else [0]
    return mine[0], mine[min(1, len(mine) - 1)]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **more}


def go_first() -> None:
    """Before other work of this machine, where we may. Called in a process just started, in a session of its own:
    Linux weighs sessions against one another first (sched(7), autogroup)."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, FIRST)
        Path("/proc/self/autogroup").write_text(str(FIRST))


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Processes started inside run on this core alone, and so does this one until then."""
    if not CAN_PIN:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def load_average() -> float:
    """Of the last minute."""
    return os.getloadavg()[0]


def described(load: float) -> str:
    packages = ", ".join(f"{it} {metadata.version(it)}" for it in ("Django", "Wagtail", "granian"))
    servers, wrk = cores()
    pinned = f"servers on core {servers}, wrk on core {wrk}" if CAN_PIN else "not pinned to cores"
    busy = " It was busy with other work." if load > BUSY else ""
    return (
        f"{os.cpu_count()} cores ({_processor()}), {pinned}; Python {platform.python_version()}, {packages}, "
        f"SQLite {sqlite3.sqlite_version}. Load average at the start: {load:.1f}.{busy}"
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
