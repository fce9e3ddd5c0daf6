"""The figures as tables of plain text, which are Markdown too."""

from argparse import Namespace
from collections.abc import Sequence
from statistics import median

from bench.figures import Cost, Found, Round
from bench.load import CONNECTIONS, Load
from bench.rows import MADE_ANEW, OPEN, ROWS, STOCK, Row

Cells = Sequence[str]


def report(found: Found, asked: Namespace) -> str:
    parts = (
        ("Requests a second, at peak", throughput(found)),
        ("CPU time of an answer in µs, at peak", cpu(found.rounds)),
        ("Latency in ms, at peak and then at 80% of it", latency(found.rounds)),
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
    loads = _by_server(row, found.rounds)
    ours, *others = [[load.rate for load in those] for those in loads]
    return [
        row.name,
        found.sizes[row.name],
        _ranged(ours, 0),
        *(_middle(those, 0) for those in others),
        *(_ranged(_ratios(ours, those), 2) for those in others),
    ]


def _by_server(row: Row, rounds: Sequence[Round]) -> list[list[Load]]:
    """Ours, bare, nginx and stock, each in its rounds; of stock there may be none."""
    figures = [it.pages[row.name] for it in rounds]
    return [
        [it.ours for it in figures],
        [it.bare for it in figures],
        [it.nginx for it in figures],
        [it.stock[row.peer] for it in rounds if row.peer in it.stock],
    ]


def cpu(rounds: Sequence[Round]) -> str:
    head = ["page", "Standfirst", "bare", "nginx", "stock", "as many as bare in that time"]
    return _table(head, [_cpu(row, rounds) for row in ROWS])


def _cpu(row: Row, rounds: Sequence[Round]) -> Cells:
    loads = _by_server(row, rounds)
    its = [[load.cpu for load in those] for those in loads]
    ours, bare = its[0], its[1]
    return [row.name, *(_middle(values, 0) for values in its), _ranged(_ratios(bare, ours), 2)]


def latency(rounds: Sequence[Round]) -> str:
    head = ["page", "p50 at peak", "p99 at peak", "requests/s", "kept", "p50", "p99"]
    pages = {row.name: [it.pages[row.name] for it in rounds] for row in ROWS}
    rows = [
        _latency(name, [it.ours for it in its], [it.calm for it in its])
        for name, its in pages.items()
    ]
    opened = pages[OPEN.name]
    bare, nginx = [it.calm.bare for it in rounds], [it.calm.nginx for it in rounds]
    rows.append(_latency("bare granian, open story", [it.bare for it in opened], bare))
    rows.append(_latency("nginx, open story, at our rate", [it.nginx for it in opened], nginx))
    return _table(head, rows)


def _latency(name: str, peak: Sequence[Load], calm: Sequence[Load]) -> Cells:
    return [
        name,
        _middle([it.p50 for it in peak], 2),
        _ranged([it.p99 for it in peak], 2),
        _middle([it.rate for it in calm], 0),
        *_calm(calm),
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
    alone = [it.alone for it in its]
    busy = f"{_middle([it.others.rate for it in its], 0)} requests/s"
    head = ["the story", "of Django", "requests/s", "× without", "p50", "p99"]
    rows = [
        _crowd("at peak", "nothing", alone, []),
        _crowd("at peak", busy, [it.among for it in its], alone),
        _crowd("at a fixed rate", busy, [it.calm for it in its], []),
    ]
    return _table(head, rows)


def _crowd(name: str, django: str, loads: Sequence[Load], without: Sequence[Load]) -> Cells:
    rates = [it.rate for it in loads]
    return [
        name,
        django,
        _ranged(rates, 0),
        _ranged(_ratios(rates, [it.rate for it in without]), 2),
        _middle([it.p50 for it in loads], 2),
        _ranged([it.p99 for it in loads], 2),
    ]


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
