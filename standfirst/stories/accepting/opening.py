"""Opening the address of a source, for its text. Nothing inside this network is asked: an editor gives the address.

Every address a name leads to must be public, the connection goes to that very address, and each redirect is judged
anew. Only http and https, on their own ports; five seconds in all, two megabytes, text alone.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

from standfirst.stories.accepting.web_text import text_of_page

SECONDS = 5.0
LARGEST = 2_000_000  # bytes
REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_TEXT = frozenset({"text/html", "text/plain", "application/xhtml+xml"})
_MOVED = frozenset({301, 302, 303, 307, 308})
_WITHIN = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses behind NAT64: RFC 6052

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotOpened(ValueError):
    """Why, and what to do instead, in words."""


def is_public(address: Address) -> bool:
    """Of the open internet: not loopback, private, link-local, shared, multicast, nor an IPv4 one in disguise."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is not None:
            return is_public(inside)
        if address in _WITHIN or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True)
class Opener:
    """`may_ask`: whether an address may be asked. `ports`: the only ones, None for any."""

    may_ask: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset(_PORTS.values())

    def text_at(self, url: str) -> str:
        """Raises NotOpened."""
        until = time.monotonic() + SECONDS
        for _redirect in range(REDIRECTS + 1):
            parts, port = self._judged(url)
            status, headers, body = self._ask(parts, port, until)
            if status in _MOVED and headers.get("Location"):
                url = urljoin(url, headers["Location"])
                continue
            if status != http.client.OK:
                raise _not_opened(_("it answers %d") % status)
            return _text_in(headers, body)
        raise _not_opened(_("it leads on and on"))

    def _judged(self, url: str) -> tuple[SplitResult, int]:
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError as wrong:
            raise _not_opened(_("it is no web address")) from wrong
        if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
            raise _not_opened(_("it is no web address"))
        if self.ports is not None and port not in self.ports:
            raise _not_opened(_("its port is none of the web's own"))
        return parts, port

    def _ask(
        self, parts: SplitResult, port: int, until: float
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        line = _Line()
        stop = threading.Timer(until - time.monotonic(), line.shut)
        stop.daemon = True
        stop.start()
        try:
            line.take(self._connected(parts.hostname or "", port, until))
            return _answer(line, parts)
        except NotOpened:
            raise
        except (OSError, http.client.HTTPException, ValueError) as why:
            raise _not_opened(_("it could not be reached from here")) from why
        finally:
            stop.cancel()
            line.close()

    def _connected(self, host: str, port: int, until: float) -> socket.socket:
        """To an address that was judged, so that the name cannot lead elsewhere a moment later."""
        addresses = _addresses(host, port, _left(until))
        if not addresses or not all(self.may_ask(ipaddress.ip_address(it)) for it in addresses):
            raise _not_opened(_("it is inside a network, not on the open web"))
        return socket.create_connection((addresses[0], port), timeout=_left(until))


class _Line:
    """A connection that is over when its time is, however slowly it answers, and however late it was made."""

    end: socket.socket | None = None
    over = False

    def take(self, end: socket.socket) -> None:
        """Raises TimeoutError. The end is kept before the time is looked at: `shut` does it the other way round."""
        self.end = end
        if self.over:
            raise TimeoutError

    def shut(self) -> None:
        """Under any encryption: its own farewell would wait for whoever is reading."""
        self.over = True
        if self.end is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.end, socket.SHUT_RDWR)

    def close(self) -> None:
        if self.end is not None:
            self.end.close()


def _left(until: float) -> float:
    """Seconds. Raises TimeoutError."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _addresses(host: str, port: int, seconds: float) -> list[str]:
    """Asked beside, for no limit can be set to a name server. Raises OSError and ValueError."""
    found: Future[list[str]] = Future()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.set_result([str(it[4][0]).partition("%")[0] for it in rows])
        except (OSError, ValueError) as why:
            found.set_exception(why)

    threading.Thread(target=ask, daemon=True).start()
    return found.result(seconds)


def _answer(line: _Line, parts: SplitResult) -> tuple[int, http.client.HTTPMessage, bytes]:
    host = parts.hostname or ""
    assert line.end is not None
    if parts.scheme == "https":
        secured = ssl.create_default_context().wrap_socket(
            line.end, server_hostname=host, do_handshake_on_connect=False
        )
        line.take(secured)
        secured.do_handshake()
    connection = http.client.HTTPConnection(host, parts.port)
    connection.sock = line.end
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "Accept": "text/html, text/plain",
        "Accept-Encoding": "identity",
        "User-Agent": "Standfirst",
        "Connection": "close",
    }
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read(LARGEST + 1)


def _text_in(headers: http.client.HTTPMessage, body: bytes) -> str:
    kind = headers.get_content_type()
    if kind not in _TEXT or headers.get("Content-Encoding", "identity") != "identity":
        raise _not_opened(_("it is no page of text"))
    if len(body) > LARGEST:
        raise _not_opened(_("it is larger than 2 MB"))
    try:
        written = body.decode(headers.get_content_charset() or "utf-8", errors="replace")
    except LookupError:
        written = body.decode("utf-8", errors="replace")
    text = written if kind == "text/plain" else text_of_page(written)
    text = text.replace("\0", "").strip()
    if not text:
        raise _not_opened(_("it has no text"))
    return text


def _not_opened(why: str) -> NotOpened:
    said = _("This address could not be opened: %(why)s. Open it yourself, and paste its text.")
    return NotOpened(said % {"why": why})
