"""The run: everything made and served, then every page asked of every server in turn, round after round."""

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench import machine, servers, tools
from bench.askers import Askers
from bench.asking import Answer, Browser
from bench.costs import costs
from bench.figures import Calm, Cost, Crowd, Figure, Found, Round
from bench.load import Load, Wrk, at_peak, at_rate
from bench.proc import Memory, cpu_of, memory_of
from bench.rows import MADE_ANEW, NOT_JOINED, OPEN, ROWS, STOCK, Row
from bench.servers import Server
from bench.sites import Prepared, Site, make
from bench.table import report

OF_PEAK = 0.8
HAMMERING = 8  # connections that ask Django while readers read
BEFORE = 0.5  # seconds for a server to come to what it is about to do
FEW = 1000.0  # requests a second of readers who do not fill the server
# What the same answer may differ in size by: servers have headers of their own, and ours may be padded at random.
ALIKE = 0.03


class Run:
    """All servers, and a file of requests for each page."""

    def __init__(self, asked: Namespace, folder: Path) -> None:
        self.asked, self.folder = asked, folder
        self.deadline = time.monotonic() + asked.limit

    def serve(self, stack: ExitStack, prepared: Prepared | None) -> None:
        """Make the sites and start all servers."""
        say("Making the sites.")
        sites = make(self.folder, self.asked.readers, prepared)
        say("Starting the servers.")
        log = self.folder / "standfirst.log"
        self.starts = [
            self._seconds_to_start(sites.ours, log) for _ in range(self.asked.starts - 1)
        ]
        self.server = stack.enter_context(servers.standfirst(sites.ours, log))
        self.starts.append(self.server.start)
        self.ours = Askers(sites.ours, self.folder / "ours")
        self.stock = Askers(sites.stock, self.folder / "stocks") if sites.stock else None
        if self.stock:
            log = self.folder / "stock.log"
            self.stock_server = stack.enter_context(servers.stock(self.stock.site, log))
            for row in STOCK:
                self.stock.answer(row)
        self._greet()
        self.answers = {row.name: self.ours.answer(row) for row in ROWS}
        self._serve_peers(stack)

    def _seconds_to_start(self, site: Site, log: Path) -> float:
        with servers.standfirst(site, log) as server:
            return server.start

    def _serve_peers(self, stack: ExitStack) -> None:
        """They send what we answered."""
        answers = [self.answers[row.name] for row in ROWS]
        bare = [
            stack.enter_context(servers.bare(answer, self.folder / f"bare-{number}.json"))
            for number, answer in enumerate(answers)
        ]
        nginx = stack.enter_context(servers.files(answers, self.folder / "nginx"))
        self.bare, self.nginx = (
            {row.name: its[n] for n, row in enumerate(ROWS)} for its in (bare, nginx)
        )
        for row in ROWS:
            self._check_same(row)

    def _check_same(self, row: Row) -> None:
        """That each peer sends the bytes and headers that we do. Raises RuntimeError."""
        ours = self.answers[row.name]
        for server in (self.bare[row.name], self.nginx[row.name]):
            with Browser(server.port) as browser:
                its = browser.get(*self.ours.ask(row), plain=row.plain)
            if its.body != ours.body or its.shown != ours.shown:
                raise RuntimeError(f"{row.name}: a peer answers {its.shown}, and we {ours.shown}.")

    def _greet(self) -> None:
        """Passes do not last long."""
        for row in (OPEN, NOT_JOINED):
            self.ours.greet(row)

    def rounds(self) -> Iterator[Round]:
        """At least one; no other begins after the deadline."""
        for number in range(1, self.asked.repeats + 1):
            if number > 1 and time.monotonic() > self.deadline:
                say("Out of time: no more rounds.")
                return
            say(f"Round {number} of {self.asked.repeats}.")
            self._greet()
            pages = {row.name: self._figure(row) for row in ROWS}
            calm = self._peers_calm(pages[OPEN.name])
            costs, crowd = self._costs(), self._crowd()
            yield Round(pages, self._stock_loads(), calm, costs, crowd)

    def _stock_loads(self) -> dict[str, Load]:
        """Last: for a while it goes on with what it was asked, though nobody waits for it any more."""
        if self.stock is None:
            return {}
        its = {row.name: self._peak(self.stock_server, self.stock.requests(row)) for row in STOCK}
        time.sleep(BEFORE)
        return its

    def _figure(self, row: Row) -> Figure:
        requests = self.ours.requests(row)
        ours = self._peak(self.server, requests)
        bare = self._peak(self.bare[row.name], requests)
        nginx = self._peak(self.nginx[row.name], requests)
        for its in (bare, nginx):
            if abs(its.size / ours.size - 1) > ALIKE:
                raise RuntimeError(
                    f"{row.name}: a peer sends {its.size:.0f} bytes, we {ours.size:.0f}."
                )
        calm = self._calm(self.server, self.ours.requests(row), ours.rate * OF_PEAK)
        return Figure(ours, bare, nginx, calm)

    def _peers_calm(self, figure: Figure) -> Calm:
        requests, name = self.ours.requests(OPEN), OPEN.name
        return Calm(
            self._calm(self.bare[name], requests, figure.bare.rate * OF_PEAK),
            self._calm(self.nginx[name], requests, figure.calm.asked),
        )

    def _peak(self, server: Server, requests: Path) -> Load:
        before = cpu_of(server.pid)
        load = at_peak(server.port, requests, self.asked.seconds)
        return replace(load, cpu=(cpu_of(server.pid) - before) / load.requests * 1e6)

    def _calm(self, server: Server, requests: Path, rate: float) -> Load:
        return at_rate(server.port, requests, self.asked.paced, rate)

    def _crowd(self) -> Crowd:
        """The others begin before we do, and end after."""
        story, django = self.ours.requests(OPEN), self.ours.requests_to_django()
        alone = self._peak(self.server, story)
        seconds = self.asked.seconds + self.asked.paced + 1
        others = Wrk(self.server.port, django, seconds, connections=HAMMERING)
        time.sleep(BEFORE)
        among = self._peak(self.server, story)
        calm = self._calm(self.server, story, FEW)
        return Crowd(alone, among, calm, others.end())

    def _costs(self) -> dict[str, Cost]:
        made = costs(self.ours, MADE_ANEW, self.asked.calls)
        return made | (costs(self.stock, STOCK, self.asked.calls) if self.stock else {})

    def memory(self) -> dict[str, Memory | None]:
        """Once all have been asked a lot."""
        its = {
            "Standfirst": self.server,
            **({"stock Wagtail": self.stock_server} if self.stock else {}),
            "bare granian": self.bare[OPEN.name],
            "nginx": self.nginx[OPEN.name],
        }
        return {name: memory_of(server.pid) for name, server in its.items()}


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
    print(words, file=sys.stderr, flush=True)
