"""Readers who ask both processes again and again, over connections that stay open."""

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from itertools import product

from standfirst.publication.tests.served import Served
from standfirst.tests.truth.kinds import Look
from standfirst.tests.truth.site import asked_django

PAUSE = 0.02  # seconds between two rounds of questions
LONGEST = 5.0  # seconds after which we ask no more
AFTERWARDS = 0.3  # seconds for which what has become true has to stay so
HOST = "127.0.0.1"  # the publication's, whatever the port


class Late(Exception):
    """It was not true in time; the message says what, and where."""


class Browser:
    """At one process, over one connection."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self._connection = http.client.HTTPConnection(HOST, served.port, timeout=20)
        self.given: SimpleCookie = SimpleCookie()

    def ask(self, look: Look, *, may_fail: bool = False) -> str:
        """The answer: its status, the cookies it sets, which are in `given`, and what it says."""
        headers = {"Host": HOST}
        if look.cookies:
            headers["Cookie"] = "; ".join(f"{name}={it}" for name, it in look.cookies.items())
        answer = self._answer(look.path, headers)
        self.given = SimpleCookie()
        for it in answer.headers.get_all("Set-Cookie", ()):
            self.given.load(it)
        words = [f"HTTP {answer.status}", *(f"Sets {name}" for name in self.given)]
        text = "\n".join([*words, answer.read().decode()])
        assert may_fail or answer.status < 500, f"{look.path}: {text}"
        return text

    def _answer(self, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """A connection that was idle for long may be closed: then by another."""
        try:
            self._connection.request("GET", path, headers=headers)
            return self._connection.getresponse()
        except ConnectionError:
            self._connection.close()
            self._connection.request("GET", path, headers=headers)
            return self._connection.getresponse()

    def remembers(self, looks: Sequence[Look]) -> bool:
        """Whether the process answers all of them from memory."""
        before = asked_django(self.served)
        for look in looks:
            self.ask(look)
        return asked_django(self.served) == before

    def close(self) -> None:
        self._connection.close()


@dataclass
class Watched:
    browser: Browser
    look: Look
    seen_at: float | None = None

    def ask(self, due: float) -> None:
        """`due`: the Unix time before which it must not be true."""
        text, at = self.browser.ask(self.look), time.time()
        if self.look.is_new(text):
            assert at >= due, f"{self}: {due - at:.2f} s too early."
            self.seen_at = self.seen_at or at
        else:
            assert self.seen_at is None, f"{self}: it went back. {text}"

    def __str__(self) -> str:
        return f"{self.look.path} at port {self.browser.served.port}"


def with_passes(browsers: Sequence[Browser], looks: Sequence[Look]) -> list[Look]:
    """The looks as they are kept by every process, by readers who have their passes by now."""
    deadline = time.monotonic() + 3 * LONGEST
    while True:
        for browser in browsers:
            looks = [_with_pass(browser, look) for look in looks]
        wrong = _not_old(browsers, looks)
        kept = [look for look in looks if look.kept]
        if not wrong and all(it.remembers(kept) for it in browsers):
            return looks
        assert time.monotonic() < deadline, wrong or f"Not kept: {[look.path for look in kept]}"
        time.sleep(0.1)


def _not_old(browsers: Sequence[Browser], looks: Sequence[Look]) -> str:
    """What does not look yet as it should before the change; empty where all does."""
    for browser, look in product(browsers, looks):
        text = browser.ask(look)
        if not look.is_old(text):
            return f"{look.path} before the change: {text}"
    return ""


def seconds_until_true(
    browsers: Sequence[Browser], looks: Sequence[Look], due: float, done: float
) -> float:
    """In all processes, since `due`. Raises Late."""
    watched = [Watched(*it) for it in product(browsers, looks)]
    end = max(due, done) + LONGEST
    while not all(it.seen_at for it in watched):
        if time.time() > end:
            raise Late(f"Not true: {', '.join(str(it) for it in watched if not it.seen_at)}")
        _ask_all(watched, due)
    afterwards = time.time() + AFTERWARDS
    while time.time() < afterwards:
        _ask_all(watched, due)
    return max(it.seen_at or 0 for it in watched) - due


def _ask_all(watched: Sequence[Watched], due: float) -> None:
    for it in watched:
        it.ask(due)
    time.sleep(PAUSE)


def _with_pass(browser: Browser, look: Look) -> Look:
    if not look.cookies:
        return look
    browser.ask(look)
    given = {name: it.value for name, it in browser.given.items()}
    return replace(look, cookies={**look.cookies, **given})
