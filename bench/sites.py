"""The sites that are measured: the demo publication made anew, or one that was made elsewhere; and stock Wagtail."""

import json
import os
import secrets
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import HOST
from bench.processes import Process, finish, python, start
from bench.rows import LOCKED_WORDS, LONG_STORY, MEMBER, OUTSIDER, REGISTERED, STORY, Page
from standfirst import datadir
from standfirst.demo.doorstep import MARKER

PREPARATION = 200.0  # seconds it may take to make the sites
OURS = ("STANDFIRST_", "MAIL_", "DJANGO_", "DATABASE_URL", "GRANIAN_")


@dataclass(frozen=True)
class Prepared:
    """A publication that exists already, with many readers. It stays, with the sessions that some of them are given.

    `data`: its directory, which may not be marked as a demo's. `environment`: what else it needs, such as DATABASE_URL.
    `story`: the path of a story for members; `words`: some that only they may read, as printed.
    `long`: a longer one, with the same words; the same, where there is none.
    """

    data: Path
    story: str
    words: str
    front: str = "/"
    feed: str = "/feed.xml"
    long: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """`paths`: of each kind of page. `cookies`: Cookie headers of those who may ask, by who they are."""

    settings: str
    port: int
    environment: Mapping[str, str]
    paths: Mapping[Page, str]
    cookies: Mapping[str, Sequence[str]]
    words: str


@dataclass(frozen=True)
class Sites:
    ours: Site
    stock: Site | None


def make(folder: Path, count: int, prepared: Prepared | None) -> Sites:
    """What is set in the environment for other sites is put aside. `count`: readers of each kind who ask.

    A publication made elsewhere has no stock site beside it: there is none with the same stories.
    """
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    if prepared:
        return Sites(_ours(folder, count, prepared), None)
    relay = Prepared(folder / "standfirst", STORY, LOCKED_WORDS, long=LONG_STORY)
    stock = {"STOCK_DATA": str(folder / "stock"), **_settings("bench.stock.settings")}
    stories, session = folder / "stories.json", folder / "stock.json"
    _make_demo_and_stock(relay, stock, stories, count)
    filling = _start(stock, "bench.stock.fill", str(stories), str(session))
    ours = _ours(folder, count, relay)
    finish([filling], time.monotonic() + PREPARATION)
    cookies = {OUTSIDER: [""], MEMBER: json.loads(session.read_text())}
    paths = {Page.STORY: relay.story, Page.LONG: relay.long, Page.FRONT: "/"}
    return Sites(
        ours, Site("bench.stock.settings", free_port(), stock, paths, cookies, relay.words)
    )


def _make_demo_and_stock(
    relay: Prepared, stock: Mapping[str, str], stories: Path, count: int
) -> None:
    datadir.prepare(relay.data, f"http://{HOST}")
    (relay.data / MARKER).touch()
    Path(stock["STOCK_DATA"]).mkdir()
    (Path(stock["STOCK_DATA"]) / "secret").write_text(secrets.token_urlsafe(48))
    making = [
        _start(_environment(relay), "bench.relay", str(count), str(stories)),
        _start(stock, "bench.stock.make"),
    ]
    finish(making, time.monotonic() + PREPARATION)
    (relay.data / MARKER).unlink()  # from now on it is served as any publication is


def _ours(folder: Path, count: int, prepared: Prepared) -> Site:
    port, cookies = free_port(), folder / "cookies.json"
    environment = _environment(prepared) | {"STANDFIRST_ADDRESS": f"http://{HOST}:{port}"}
    logging_in = _start(environment, "bench.readers", str(count), str(cookies))
    finish([logging_in], time.monotonic() + PREPARATION)
    kept = json.loads(cookies.read_text())
    for who in (MEMBER, REGISTERED):
        if not kept[who]:
            raise RuntimeError(f"The publication has no reader to ask as: {who}.")
    paths = {
        Page.STORY: prepared.story,
        Page.LONG: prepared.long or prepared.story,
        Page.FRONT: prepared.front,
        Page.FEED: prepared.feed,
    }
    everyone = {OUTSIDER: [""], **kept}
    return Site("standfirst.settings", port, environment, paths, everyone, prepared.words)


def _environment(prepared: Prepared) -> dict[str, str]:
    ours = {"STANDFIRST_DATA": str(prepared.data), "STANDFIRST_PROXIES": "0"}
    return {**ours, **_settings("standfirst.settings"), **prepared.environment}


def _settings(module: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": module}


def _start(environment: Mapping[str, str], *module: str) -> Process:
    return start(python("-m", *module), environment)


def free_port() -> int:
    with socket.create_server((HOST, 0)) as it:
        port: int = it.getsockname()[1]
    return port
