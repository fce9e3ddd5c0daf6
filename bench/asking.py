"""Requests as a browser sends them, and the answers to them."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Self

from bench.load import HOST

PATIENCE = 30.0  # seconds an answer may take
BROWSER = {
    "Upgrade-Insecure-Requests": "1",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-User": "?1",
    "Sec-Fetch-Dest": "document",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "en-GB,en;q=0.9",
}
# Each server's own, whatever it serves.
SERVERS_OWN = frozenset({"date", "server", "connection", "keep-alive"})


@dataclass(frozen=True)
class Answer:
    headers: list[tuple[str, str]]
    body: bytes  # as it was sent

    @property
    def encoding(self) -> str:
        return next((it for name, it in self.headers if name.lower() == "content-encoding"), "")

    @property
    def shown(self) -> dict[str, str]:
        """The headers that are the page's, by their lower-case names."""
        named = {name.lower(): value for name, value in self.headers}
        return {name: value for name, value in named.items() if name not in SERVERS_OWN}


class Browser:
    """One connection that is kept open. The cookies it sends are those it is told of."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str, cookie: str = "", *, plain: bool = False) -> Answer:
        """Raises RuntimeError unless the answer is a page."""
        self._connection.request("GET", path, headers=headers(cookie, plain=plain))
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return Answer(answer.getheaders(), body)


def headers(cookie: str, *, plain: bool) -> dict[str, str]:
    return (
        BROWSER
        | ({"Accept-Encoding": "identity"} if plain else {})
        | ({"Cookie": cookie} if cookie else {})
    )


def whole_request(path: str, port: int, cookie: str, *, plain: bool) -> bytes:
    """As bytes for wrk."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}"]
    lines += [f"{name}: {value}" for name, value in headers(cookie, plain=plain).items()]
    return "\r\n".join([*lines, "", ""]).encode()


def with_news(cookie: str, answer: Answer) -> str:
    """The Cookie header after what the answer sets, as a browser would keep it."""
    jar = SimpleCookie(cookie)
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            jar.load(value)
    return _header(jar)


def _header(jar: Mapping[str, object]) -> str:
    return "; ".join(f"{name}={getattr(it, 'coded_value', '')}" for name, it in jar.items())
