"""The run: everything made and served, then every page asked of every server in turn, round after round."""

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import machine, servers, tools
from bench.askers import Askers
from bench.asking import Answer, Browser
from bench.costs import costs
from bench.figures import Cost, Crowd, Figure, Found, Round
from bench.load import Load, Wrk, at_peak, at_rate
from bench.memory import Memory, memory_of
from bench.processes import Process
from bench.rows import MADE_ANEW, OPEN, REGISTERED, ROWS, STOCK, Row
from bench.sites import Prepared, Site, make
from bench.table import report

OF_PEAK = 0.8
HAMMERING = 8  # connections that ask Django while readers read
# What the same answer may differ in size by: servers have headers of their own, and ours may be padded at random.
ALIKE = 0.03


@dataclass(frozen=True)
class Peers:
    """Ports of those that send a row's bytes, by the row's name."""

    bare: dict[str, int]
    nginx: dict[str, int]


class Run:
    def __init__(self, asked: Namespace, folder: Path) -> None:
        self.asked, self.folder = asked, folder
        self.deadline = time.monotonic() + asked.limit
        self._processes: dict[str, Process] = {}

    def serve(self, stack: ExitStack, prepared: Prepared | None) -> None:
        """Make the sites and start all servers."""
        say("Making the sites.")
        sites = make(self.folder, self.asked.readers, prepared)
        log = self.folder / "standfirst.log"
        say("Starting the servers.")
        self.starts = [servers.seconds_to_start(sites.ours, log) for _ in range(self.asked.starts)]
        self._keep("Standfirst", stack.enter_context(servers.standfirst(sites.ours, log)))
        self.ours = Askers(sites.ours, self.folder / "ours")
        self.stock = self._serve_stock(stack, sites.stock) if sites.stock else None
        self._greet()
        self.answers = {row.name: self.ours.answer(row) for row in ROWS}
        self.peers = self._serve_peers(stack)

    def _keep(self, name: str, process: Process) -> None:
        self._processes[name] = process

    def _serve_stock(self, stack: ExitStack, site: Site) -> Askers:
        self._keep(
            "stock Wagtail", stack.enter_context(servers.stock(site, self.folder / "stock.log"))
        )
        askers = Askers(site, self.folder / "asking-stock")
        for row in STOCK:
            askers.answer(row)
        return askers

    def _serve_peers(self, stack: ExitStack) -> Peers:
        bare = {}
        for row in ROWS:
            file = self.folder / f"bare-{len(bare)}.json"
            process, bare[row.name] = stack.enter_context(
                servers.bare(self.answers[row.name], file)
            )
            self._keep("bare granian", process)
        answers = [self.answers[row.name] for row in ROWS]
        process, ports = stack.enter_context(servers.files(answers, self.folder / "nginx"))
        self._keep("nginx", process)
        peers = Peers(bare, {row.name: port for row, port in zip(ROWS, ports, strict=True)})
        for row in ROWS:
            self._check_same(row, peers)
        return peers

    def _check_same(self, row: Row, peers: Peers) -> None:
        """That each peer sends the bytes and headers that we do. Raises RuntimeError."""
        ours = self.answers[row.name]
        for port in (peers.bare[row.name], peers.nginx[row.name]):
            with Browser(port) as browser:
                its = browser.get(*self.ours.ask(row), plain=row.plain)
            if its.body != ours.body or its.shown != ours.shown:
                raise RuntimeError(f"{row.name}: a peer answers {its.shown}, and we {ours.shown}.")

    def _greet(self) -> None:
        """Passes do not last long."""
        for row in (OPEN, next(row for row in ROWS if row.who == REGISTERED)):
            self.ours.greet(row)

    def rounds(self) -> Iterator[Round]:
        """At least one; no other begins after the deadline."""
        for number in range(1, self.asked.repeats + 1):
            if number > 1 and time.monotonic() > self.deadline:
                say("Out of time: no more rounds.")
                return
            say(f"Round {number} of {self.asked.repeats}.")
            self._greet()
            stock = self._stock_loads()
            pages = {row.name: self._figure(row, stock.get(row.peer)) for row in ROWS}
            yield Round(pages, self._costs(), self._crowd())

    def _stock_loads(self) -> dict[str, Load]:
        if self.stock is None:
            return {}
        return {row.name: self._load(self.stock.port, self.stock.requests(row)) for row in STOCK}

    def _figure(self, row: Row, stock: Load | None) -> Figure:
        requests, port = self.ours.requests(row), self.ours.port
        bare_port = self.peers.bare[row.name]
        ours = self._load(port, requests)
        bare = self._load(bare_port, requests)
        nginx = self._load(self.peers.nginx[row.name], requests)
        for its in (bare, nginx):
            if abs(its.size / ours.size - 1) > ALIKE:
                raise RuntimeError(
                    f"{row.name}: a peer sends {its.size:.0f} bytes, we {ours.size:.0f}."
                )
        calm = at_rate(port, requests, self.asked.paced, ours.rate * OF_PEAK)
        bare_calm = at_rate(bare_port, requests, self.asked.paced, bare.rate * OF_PEAK)
        return Figure(ours, bare, nginx, stock, calm, bare_calm)

    def _load(self, port: int, requests: Path) -> Load:
        return at_peak(port, requests, self.asked.seconds)

    def _crowd(self) -> Crowd:
        story, django, port = (
            self.ours.requests(OPEN),
            self.ours.requests_to_django(),
            self.ours.port,
        )
        alone = self._load(port, story)
        others = Wrk(port, django, self.asked.seconds + 1, connections=HAMMERING)
        among = self._load(port, story)
        return Crowd(alone, among, others.end())

    def _costs(self) -> dict[str, Cost]:
        made = costs(self.ours, MADE_ANEW, self.asked.calls)
        return made | (costs(self.stock, STOCK, self.asked.calls) if self.stock else {})

    def memory(self) -> dict[str, Memory | None]:
        return {name: memory_of(process.pid) for name, process in self._processes.items()}


def run(asked: Namespace, prepared: Prepared | None = None) -> None:
    """Print the tables. `asked`: as run.py takes them. `prepared`: measured in the place of the demo."""
    tools.need()
    busy = machine.load_average()
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder, ExitStack() as stack:
        it = Run(asked, Path(folder))
        it.serve(stack, prepared)
        rounds = list(it.rounds())
        found = Found(
            rounds, it.starts, it.memory(), {name: sent(its) for name, its in it.answers.items()}
        )
    print(report(found, asked))
    print(machine.described(busy))


def sent(answer: Answer) -> str:
    """How much of it, and how compressed."""
    return f"{len(answer.body) / 1000:.1f} KB {answer.encoding}".strip()


def say(words: str) -> None:
    print(f"{time.process_time():.0f} {time.strftime('%X')} {words}", file=sys.stderr, flush=True)
