"""The figures as tables of plain text, which are Markdown too."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from statistics import median

from bench.figures import Cost, Figure, Found, Round
from bench.load import CONNECTIONS, Load
from bench.rows import MADE_ANEW, ROWS, STOCK, Row

Cells = Sequence[str]


def report(found: Found, asked: Namespace) -> str:
    parts = (
        ("Requests a second, at peak", throughput(found)),
        ("Latency in ms, at peak and at 80% of it", latency(found.rounds)),
        ("A page made anew", anew(found.rounds)),
        ("A member's story while Django is busy with other pages", crowd(found.rounds)),
        ("The process", process(found)),
    )
    said = [f"{title}\n\n{table}\n" for title, table in parts]
    return "\n".join([*said, _described(found, asked)])


def throughput(found: Found) -> str:
    head = ["page", "sent", "Standfirst", "bare", "nginx", "stock"]
    head += ["× bare", "× nginx", "× stock"]
    return _table(head, [_throughput(row, found) for row in ROWS])


def _throughput(row: Row, found: Found) -> Cells:
    its = [it.pages[row.name] for it in found.rounds]
    peers: list[Callable[[Figure], Load | None]] = [
        lambda it: it.bare,
        lambda it: it.nginx,
        lambda it: it.stock,
    ]
    loads = [[load for load in map(peer, its) if load] for peer in peers]
    ours = [it.ours.rate for it in its]
    return [
        row.name,
        found.sizes[row.name],
        _ranged(ours, 0),
        *(_middle([it.rate for it in those], 0) for those in loads),
        *(_ranged(_ratios(ours, [it.rate for it in those]), 2) for those in loads),
    ]


def latency(rounds: Sequence[Round]) -> str:
    head = ["page", "peak p50", "peak p99", "80%: requests/s", "kept", "p50", "p99"]
    head += ["bare at its 80%: kept", "p50", "p99"]
    return _table(head, [_latency(row, rounds) for row in ROWS])


def _latency(row: Row, rounds: Sequence[Round]) -> Cells:
    its = [it.pages[row.name] for it in rounds]
    calm = [it.calm for it in its]
    return [
        row.name,
        _middle([it.ours.p50 for it in its], 2),
        _middle([it.ours.p99 for it in its], 2),
        _middle([it.rate for it in calm], 0),
        *_calm(calm),
        *_calm([it.bare_calm for it in its]),
    ]


def _calm(loads: Sequence[Load]) -> Cells:
    """How much of the rate asked for was kept, and the latencies."""
    return [
        f"{median(it.rate / it.asked for it in loads):.0%}",
        _middle([it.p50 for it in loads], 2),
        _ranged([it.p99 for it in loads], 2),
    ]


def anew(rounds: Sequence[Round]) -> str:
    head = ["page", "CPU ms", "× stock", "queries", "KB"]
    rows = [*MADE_ANEW, *(it for it in STOCK if it.name in rounds[0].costs)]
    return _table(head, [_anew(row, rounds) for row in rows])


def _anew(row: Row, rounds: Sequence[Round]) -> Cells:
    costs = [it.costs[row.name] for it in rounds]
    stock: list[Cost] = [it.costs[row.peer] for it in rounds if row.peer in it.costs]
    cpu = [it.cpu for it in costs]
    return [
        row.name,
        _ranged(cpu, 1),
        _ranged(_ratios(cpu, [it.cpu for it in stock]), 2),
        str(costs[-1].queries),
        f"{costs[-1].size / 1000:.1f}",
    ]


def crowd(rounds: Sequence[Round]) -> str:
    its = [it.crowd for it in rounds]
    without, among = [it.alone for it in its], [it.among for it in its]
    others = _middle([it.others.rate for it in its], 0)
    head = ["others", "their requests/s", "requests/s", "× without", "p50", "p99"]
    rows = [
        ["none", "", _ranged([it.rate for it in without], 0), "", *_both(without)],
        [
            "8 connections",
            others,
            _ranged([it.rate for it in among], 0),
            _ranged(_ratios([it.rate for it in among], [it.rate for it in without]), 2),
            *_both(among),
        ],
    ]
    return _table(head, rows)


def _both(loads: Sequence[Load]) -> Cells:
    return [_middle([it.p50 for it in loads], 2), _middle([it.p99 for it in loads], 2)]


def process(found: Found) -> str:
    head = ["server", "start, s", "RSS MB", "PSS MB", "PSS MB of all its processes"]
    return _table(head, [_process(name, found) for name in found.memory])


def _process(name: str, found: Found) -> Cells:
    memory = found.memory[name]
    started = _ranged(found.starts, 2) if name == "Standfirst" else ""
    said = [f"{it:.0f}" for it in (memory.rss, memory.pss, memory.all)] if memory else [""] * 3
    return [name, started, *said]


def _described(found: Found, asked: Namespace) -> str:
    return (
        f"Medians (least–most) of {len(found.rounds)} rounds: {asked.seconds} s of {CONNECTIONS} connections at peak, "
        f"{asked.paced} s at a fixed rate; {asked.readers} members and {asked.readers} registered, in turn."
    )


def _ratios(these: Sequence[float], those: Sequence[float]) -> list[float]:
    """Within each round, for both had the same machine then; none where there is no peer."""
    return [one / other for one, other in zip(these, those, strict=True)] if those else []


def _middle(values: Sequence[float], digits: int) -> str:
    return f"{median(values):.{digits}f}" if values else ""


def _ranged(values: Sequence[float], digits: int) -> str:
    """Median (least–most); the one value, where there is but one."""
    if len(values) < 2:
        return _middle(values, digits)
    return f"{_middle(values, digits)} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def _table(head: Cells, rows: Sequence[Cells]) -> str:
    every = [head, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [_line(head, widths), f"| {' | '.join(rule)} |", *(_line(row, widths) for row in rows)]
    return "\n".join(lines)


def _line(cells: Cells, widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join([first, *rest])} |"
