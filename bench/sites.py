"""The two sites: their data in a folder that goes again, and their servers."""

import http.client
import json
import os
import secrets
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.processes import Process, finish, start, stop
from standfirst import datadir
from standfirst.demo.doorstep import HOST, MARKER

# As `serve` and the demo have it; the stock site is to have no worse a server.
WEB = (
    "granian",
    "--interface=wsgi",
    "--workers=1",
    "--blocking-threads=4",
    "--workers-kill-timeout=2",
    "--no-ws",
    "--log-level=warning",
    f"--host={HOST}",
)
PREPARATION = 150.0  # seconds it may take to make both sites
PATIENCE = 30.0  # seconds a server may take to answer
OURS = ("STANDFIRST_", "MAIL_", "DJANGO_", "DATABASE_URL", "GRANIAN_")


@dataclass(frozen=True)
class Site:
    """`cookies`: who asks, and the Cookie header of their session."""

    application: str
    port: int
    cookies: Mapping[str, str]

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def cookie(self, who: str) -> str:
        """Empty for who has none."""
        return self.cookies[who] if who else ""

    def fetch(self, path: str, who: str) -> str:
        """Raises RuntimeError unless the answer is a page."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Cookie": self.cookie(who)})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{self.url(path)} answered {answer.status}")
        return text


def make(folder: Path) -> dict[str, Site]:
    """Both sites, with the same stories. What is set in the environment for other sites is put aside."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    ports = _free_ports(2)
    _make_folders(folder, ports[0])
    stories, relay_cookies, stock_cookies = (folder / f"{it}.json" for it in ("all", "one", "two"))
    deadline = time.monotonic() + PREPARATION
    relay = _start("bench.relay", "standfirst.settings", stories, relay_cookies)
    stock = _start("bench.stock.make", "bench.stock.settings")
    finish((relay, stock), deadline)
    fill = _start("bench.stock.fill", "bench.stock.settings", stories, stock_cookies)
    finish((fill,), deadline)
    return {
        "standfirst": Site("standfirst.wsgi", ports[0], json.loads(relay_cookies.read_text())),
        "stock": Site("bench.stock.wsgi", ports[1], json.loads(stock_cookies.read_text())),
    }


@contextmanager
def serving(site: Site, core: int) -> Iterator[None]:
    """As `manage.py demo` serves: one worker, four threads. Stopped when left, however that comes about."""
    with machine.on_core(core):
        server = start(["-m", *WEB, f"--port={site.port}", f"{site.application}:application"])
    try:
        _wait_for(site, server)
        yield
    finally:
        stop(server)


def _make_folders(folder: Path, port: int) -> None:
    relay, stock = folder / "standfirst", folder / "stock"
    datadir.prepare(relay, f"http://{HOST}:{port}")
    (relay / MARKER).touch()
    stock.mkdir()
    (stock / "secret").write_text(secrets.token_urlsafe(48))
    os.environ["STANDFIRST_DATA"], os.environ["STOCK_DATA"] = str(relay), str(stock)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [it.getsockname()[1] for it in sockets]
    for it in sockets:
        it.close()
    return ports


def _start(module: str, settings: str, *arguments: Path) -> Process:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    return start(["-m", module, *map(str, arguments)], environment)


def _wait_for(site: Site, server: Process) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            site.fetch("/", "")
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{site.application} does not answer.") from None
            time.sleep(0.1)
        else:
            return
