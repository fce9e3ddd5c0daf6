"""The figures as one table of plain text, which is Markdown too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.load import Load
from bench.rows import ROWS, Row

HEAD = (
    "page",
    "requests/s (range)",
    "× stock (range)",
    "p50 ms",
    "p99 ms",
    "CPU ms (range)",
    "× stock (range)",
    "queries",
    "KB",
)


@dataclass(frozen=True)
class Cost:
    """Of one answer: CPU time in milliseconds, how often the database was asked, the answer's size in bytes."""

    cpu: float
    queries: int
    size: int


@dataclass(frozen=True)
class Figure:
    load: Load
    cost: Cost


Round = Mapping[str, Figure]  # what one round found, by the row's name


def table(rounds: Sequence[Round]) -> str:
    rows = [HEAD, *(_cells(row, rounds) for row in ROWS)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    first, *rest = (_line(row, widths) for row in rows)
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([first, f"| {' | '.join(rule)} |", *rest])


def _cells(row: Row, rounds: Sequence[Round]) -> tuple[str, ...]:
    """Ratios are taken within each round, for both sites had the same machine then."""
    its = [it[row.name] for it in rounds]
    peers = [it[row.peer] for it in rounds] if row.peer else []
    pairs = list(zip(its, peers, strict=True)) if peers else []
    last = its[-1].cost
    return (
        row.name,
        _ranged([it.load.requests_a_second for it in its], 0),
        _ranged([it.load.requests_a_second / peer.load.requests_a_second for it, peer in pairs], 2),
        f"{median(it.load.p50 for it in its):.0f}",
        f"{median(it.load.p99 for it in its):.0f}",
        _ranged([it.cost.cpu for it in its], 1),
        _ranged([it.cost.cpu / peer.cost.cpu for it, peer in pairs], 2),
        str(last.queries),
        f"{last.size / 1000:.1f}",
    )


def _ranged(values: Sequence[float], digits: int) -> str:
    """Median (least–most); nothing where there is no peer."""
    if not values:
        return ""
    least, middle, most = (f"{it:.{digits}f}" for it in (min(values), median(values), max(values)))
    return f"{middle} ({least}–{most})"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join([first, *rest])} |"
