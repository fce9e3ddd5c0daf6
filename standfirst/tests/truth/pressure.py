"""Many who ask at once, and some who are slow, at one process."""

import asyncio
import http.client
import resource
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from django.conf import settings

from standfirst.publication.tests.served import Served
from standfirst.tests.truth.watching import HOST

OPEN_FILES = 8192
TOKEN = "a" * 32
FIRST_HALF, SECOND_HALF = "email=ana%40exa", f"mple.com&csrfmiddlewaretoken={TOKEN}"
ONCE = f"Host: {HOST}\r\nConnection: close\r\n\r\n"


def open_many_files() -> None:
    """As a server is set up; what we start inherits it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def ask_at_once(served: Served, path: str, times: int) -> list[tuple[str, str]]:
    """The status and the body of each answer. All connections are open before the first one asks.

    In a thread of its own: a browser's tests in this process leave a loop running in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _ask_at_once(served.port, path, times)).result()


async def _ask_at_once(port: int, path: str, times: int) -> list[tuple[str, str]]:
    pairs = [await asyncio.open_connection(HOST, port) for _ in range(times)]
    for _, writer in pairs:
        writer.write(f"GET {path} HTTP/1.1\r\n{ONCE}".encode())
    answers = await asyncio.gather(*(reader.read() for reader, _ in pairs))
    for _, writer in pairs:
        writer.close()
    return [_read(it) for it in answers]


def _read(answer: bytes) -> tuple[str, str]:
    head, _, body = answer.decode().partition("\r\n\r\n")
    return head.split()[1], body


class Crowd:
    """Asks for pages that nothing keeps, for as long as the block lasts."""

    def __init__(self, served: Served, size: int) -> None:
        self.served, self.statuses = served, set[int]()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(size)]

    def __enter__(self) -> "Crowd":
        for it in self._threads:
            it.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for it in self._threads:
            it.join()

    def _ask(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.served.port, timeout=60)
        while not self._over.is_set():
            connection.request("GET", "/log-in/", headers={"Host": HOST})
            answer = connection.getresponse()
            answer.read()
            self.statuses.add(answer.status)
        connection.close()


@contextmanager
def slow_senders(served: Served, count: int) -> Iterator[list[socket.socket]]:
    """Each has sent half of a form; Django reads it to the end to find the token that belongs to the cookie."""
    form = "Content-Type: application/x-www-form-urlencoded"
    cookie = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    length = len(FIRST_HALF) + len(SECOND_HALF)
    head = f"POST /log-in/ HTTP/1.1\r\nCookie: {cookie}\r\n{form}\r\nContent-Length: {length}\r\n{ONCE}"
    with ExitStack() as stack:
        senders = []
        for _ in range(count):
            sender = socket.create_connection((HOST, served.port), timeout=60)
            senders.append(stack.enter_context(sender))
            sender.sendall(f"{head}{FIRST_HALF}".encode())
        yield senders


def send_rest(sender: socket.socket) -> None:
    """Of the form."""
    sender.sendall(SECOND_HALF.encode())


def status_of(sender: socket.socket) -> str:
    return sender.recv(100).decode().split()[1]


def proportional_memory(pid: int) -> int:
    """In bytes; what several processes share is counted in parts (proc(5), smaps_rollup)."""
    with open(f"/proc/{pid}/smaps_rollup") as said:
        return next(int(line.split()[1]) * 1024 for line in said if line.startswith("Pss:"))
