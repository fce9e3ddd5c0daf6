"""The servers, on one core: Standfirst as `serve` runs it, the stock site, and the two that only send bytes."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench import machine, nginx
from bench.asking import Answer, Browser
from bench.load import HOST
from bench.processes import Process, python, start, stop
from bench.sites import Site, free_port
from bench.tools import found

PATIENCE = 60.0  # seconds a server may take to answer
PAUSE = 0.005
GRANIAN = (
    *("-m", "granian", "--interface=wsgi", "--workers=1", "--workers-kill-timeout=2", "--no-ws"),
    *("--log-level=warning", f"--host={HOST}"),
)
# As many as Django has behind our front.
THREADS = "--blocking-threads=4"
# With which it is fastest: there is nothing to wait for.
FEW_THREADS = "--blocking-threads=2"


@dataclass(frozen=True)
class Server:
    """`pid`: of the process that started all of it. `start`: seconds from its launch to the first answer."""

    pid: int
    port: int
    start: float


@contextmanager
def standfirst(site: Site, log: Path) -> Iterator[Server]:
    serve = ("serve", "--workers", "1", "--no-worker", "--port", str(site.port))
    with _running(python("manage.py", *serve), site.environment, site.port, log) as server:
        yield server


@contextmanager
def stock(site: Site, log: Path) -> Iterator[Server]:
    command = python(*GRANIAN, THREADS, f"--port={site.port}", "bench.stock.wsgi:application")
    with _running(command, site.environment, site.port, log) as server:
        yield server


@contextmanager
def bare(answer: Answer, file: Path) -> Iterator[Server]:
    """granian with an application that knows one answer."""
    port = free_port()
    said = {"headers": list(answer.shown.items()), "body": answer.body.hex()}
    file.write_text(json.dumps(said))
    command = python(*GRANIAN, FEW_THREADS, f"--port={port}", "bench.bare:application")
    log = file.with_suffix(".log")
    with _running(command, {"BARE_ANSWER": str(file)}, port, log) as server:
        yield server


@contextmanager
def files(answers: Sequence[Answer], folder: Path) -> Iterator[list[Server]]:
    """One nginx with each of these answers as a file, at a port of its own."""
    folder.mkdir()
    ports = [free_port() for _ in answers]
    config = nginx.configure(folder, list(zip(answers, ports, strict=True)))
    command = [found("nginx") or "nginx", "-p", str(folder), "-c", str(config), "-e", "stderr"]
    with _running(command, {}, ports[0], folder / "log") as server:
        yield [replace(server, port=port) for port in ports]


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], port: int, log: Path
) -> Iterator[Server]:
    """Until left, however that comes about. What it says is printed only where it does not come up."""
    began = time.monotonic()
    with log.open("wb") as opened, machine.on_core(machine.cores()[0]):
        process = start(command, environment, opened)
    try:
        _wait_for(process, port, log)
        yield Server(process.pid, port, time.monotonic() - began)
    finally:
        stop(process)


def _wait_for(process: Process, port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with Browser(port) as browser:
                browser.get("/")
        except (OSError, http.client.HTTPException):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"A server does not answer:\n{log.read_text()[-2000:]}"
                ) from None
            time.sleep(PAUSE)
        else:
            return
