"""The demo's figures and the large world's, side by side."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.growing import ROWS
from bench.world import environment
from standfirst import datadir

HEAD = ("page or job", "CPU ms, demo", "large", "ratio", "queries, demo", "large")


@dataclass(frozen=True)
class Figures:
    """`costs`: CPU milliseconds and queries, by the order of `ROWS`. `start` in seconds, `memory` in megabytes."""

    costs: tuple[tuple[float, int], ...]
    start: float
    memory: float


def of(folder: Path, calls: int) -> Figures:
    """Of the publication in this data directory. Raises CalledProcessError."""
    with machine.on_core(machine.cores()[0]):
        done = subprocess.run(
            [sys.executable, "-m", "bench.growing", str(calls)],
            cwd=datadir.CHECKOUT,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    said = json.loads(done.stdout.splitlines()[-1])
    costs = tuple((cpu, queries) for cpu, queries in said["figures"])
    return Figures(costs, said["start"], said["memory"])


def table(demo: Figures, large: Figures) -> str:
    lines = [_line(HEAD), "|---|---:|---:|---:|---:|---:|"]
    for row, small, big in zip(ROWS, demo.costs, large.costs, strict=True):
        ratio = f"{big[0] / small[0]:.1f}" if small[0] else ""
        lines.append(
            _line((row.name, f"{small[0]:.1f}", f"{big[0]:.1f}", ratio, str(small[1]), str(big[1])))
        )
    seconds = f"Seconds to the first answer: {demo.start:.1f} and {large.start:.1f}."
    memory = f"Memory of a process after all of this: {demo.memory:.0f} and {large.memory:.0f} MB."
    return "\n".join([*lines, "", seconds, memory])


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
