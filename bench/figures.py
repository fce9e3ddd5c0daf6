"""What a run finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.load import Load
from bench.proc import Memory


@dataclass(frozen=True)
class Figure:
    """Of one page in one round: ours, and the same bytes from others. `calm`: ours, at a fixed rate below the peak."""

    ours: Load
    bare: Load
    nginx: Load
    calm: Load


@dataclass(frozen=True)
class Cost:
    """Of one answer made anew: CPU time in ms, how often the database was asked, its size in bytes."""

    cpu: float
    queries: int
    size: int


@dataclass(frozen=True)
class Crowd:
    """A member's story while others ask what only Django answers, and without them; and what those others got.
    `calm`: among them, but at a fixed rate."""

    alone: Load
    among: Load
    calm: Load
    others: Load


@dataclass(frozen=True)
class Calm:
    """What the machine and wrk make of latencies, whoever answers. `bare` below its own peak, `nginx` far below."""

    bare: Load
    nginx: Load


@dataclass(frozen=True)
class Round:
    """`pages`, `stock` and `costs` by the row's name. `calm`: others with an open story's bytes at a fixed rate."""

    pages: Mapping[str, Figure]
    stock: Mapping[str, Load]
    calm: Calm
    costs: Mapping[str, Cost]
    crowd: Crowd


@dataclass(frozen=True)
class Found:
    """`starts`: seconds, one of each start. `memory`: after the load, by server. `sizes`: of answers, by row."""

    rounds: Sequence[Round]
    starts: Sequence[float]
    memory: Mapping[str, Memory | None]
    sizes: Mapping[str, str]
