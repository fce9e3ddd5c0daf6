"""The run: both sites made and served, every row asked in turn, round after round."""

import json
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from bench import machine, sites
from bench.load import CONNECTIONS, Load, load, need_wrk
from bench.rows import LOCKED_WORDS, ROWS, Row
from bench.sites import Site
from bench.table import Cost, Figure, Round, table
from standfirst import datadir

RENDERING = 60.0  # seconds that one site's calls may take
Sites = Mapping[str, Site]


def run(asked: Namespace) -> None:
    """Print the table. `asked`: seconds, repeats, calls and limit, as run.py takes them."""
    need_wrk()
    deadline, busy = time.monotonic() + asked.limit, machine.load_average()
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder, ExitStack() as stack:
        say("Making the two sites.")
        both = sites.make(Path(folder))
        for site in both.values():
            stack.enter_context(sites.serving(site, machine.cores()[0]))
        for row in ROWS:
            _check(row, both[row.site])
        rounds = list(_rounds(both, asked, deadline))
    print(table(rounds))
    print(f"\nRounds: {len(rounds)}, each {asked.seconds} s of {CONNECTIONS} connections a page.")
    print(machine.described(busy))


def _rounds(both: Sites, asked: Namespace, deadline: float) -> Iterator[Round]:
    """At least one; no other begins after the deadline."""
    for number in range(1, asked.repeats + 1):
        if number > 1 and time.monotonic() > deadline:
            say("Out of time: no more rounds.")
            return
        say(f"Round {number} of {asked.repeats}.")
        loads = {row.name: _load(row, both[row.site], asked.seconds) for row in ROWS}
        costs = _costs(both, asked.calls)
        yield {name: Figure(loads[name], costs[name]) for name in loads}


def _check(row: Row, site: Site) -> None:
    """That this row's answer is what it says, and nothing quicker: a warm-up as well."""
    for _ in range(5):
        said = site.fetch(row.path, row.who)
    if row.whole is not None and (LOCKED_WORDS in said) is not row.whole:
        raise RuntimeError(f"{row.name}: the story should {'' if row.whole else 'not '}be whole.")


def _load(row: Row, site: Site, seconds: int) -> Load:
    with machine.on_core(machine.cores()[1]):
        return load(site.url(row.path), site.cookie(row.who), seconds)


def _costs(both: Sites, calls: int) -> dict[str, Cost]:
    with machine.on_core(machine.cores()[0]):
        return {
            name: cost for key, site in both.items() for name, cost in _of(key, site, calls).items()
        }


def _of(key: str, site: Site, calls: int) -> dict[str, Cost]:
    """What answers cost in a process of this site's own, by their row's name."""
    rows = [row for row in ROWS if row.site == key]
    done = subprocess.run(
        [sys.executable, "-m", "bench.render", site.application, str(calls)],
        cwd=datadir.CHECKOUT,
        input=json.dumps([(row.path, site.cookie(row.who)) for row in rows]),
        stdout=subprocess.PIPE,
        text=True,
        timeout=RENDERING,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return {row.name: Cost(*figures) for row, figures in zip(rows, said, strict=True)}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
