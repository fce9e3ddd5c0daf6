"""One publication, served by two processes with nothing in common but the database and the files."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standfirst import datadir
from standfirst.publication.tests.served import (
    Served,
    environment,
    free_port,
    run,
    standfirst,
    wait_until,
)

REQUEST = re.compile(r"(?:GET|HEAD|POST) \w+ \d{3} \d+ ms")  # a line of publication/requests.py


class Hand:
    """Makes changes, in a process of its own."""

    def __init__(self, folder: Path, said: Path, **more: str) -> None:
        self._log = said
        with said.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "standfirst.tests.truth.hand"],
                cwd=datadir.CHECKOUT,
                env=environment(folder, **more),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def order(self, *words: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(words), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, self._log.read_text()[-3000:]
        return json.loads(answer)

    def rest(self) -> None:
        self.process.communicate(timeout=60)


@dataclass
class Site:
    """`served`: two web processes, each behind a port of its own, and one worker."""

    served: list[Served]
    hand: Hand
    database: str


def asked_django(of: Served) -> int:
    """How many requests Django has answered there: what the front answers leaves no line."""
    return len(REQUEST.findall(of.log.read_text()))


def shared_lines(of: Served, path: str) -> int:
    """How many of them were for this page, the same for everyone."""
    return sum(line.endswith(f" bytes {path}") for line in of.log.read_text().splitlines())


@contextmanager
def serving(folder: Path, database: str, *, trust: int) -> Iterator[Site]:
    """`trust`: seconds for which the second process goes on from what it keeps without the database; the first one
    does for as long as they all do."""
    beside = folder.with_name("beside")
    _share(folder, beside)
    more = {"DATABASE_URL": database}
    with ExitStack() as stack:
        hand = Hand(folder, folder / "hand.log", **more)
        stack.callback(hand.rest)
        hand.order("open_publication")
        cautious = {**more, "STANDFIRST_FRONT_TRUST": str(trust)}
        coming = [_start(folder, **more), _start(beside, "--no-worker", **cautious)]
        for it in coming:
            stack.callback(it.stop)
        for it in coming:
            _await(it)
        wait_until(coming[0].is_ready)
        yield Site(coming, hand, database)


def make(folder: Path, database: str) -> None:
    done = run(folder, "upgrade", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr


def _share(folder: Path, beside: Path) -> None:
    """Uploads and static files; what `serve` keeps in its data directory is its own."""
    beside.mkdir(exist_ok=True)
    for name in ("media", "static"):
        (folder / name).mkdir(exist_ok=True)
        if not (beside / name).exists():
            (beside / name).symlink_to(folder / name)


def _start(folder: Path, *arguments: str, **more: str) -> Served:
    port, log = free_port(), folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            standfirst("serve", "--port", str(port), "--workers", "1", *arguments),
            cwd=datadir.CHECKOUT,
            env=environment(folder, **more),
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    return Served(process, folder, port, log)


def _await(it: Served) -> None:
    assert it.process.stdout
    line = it.process.stdout.readline()
    assert line.startswith("ready"), it.log.read_text()
