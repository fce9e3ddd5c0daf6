"""The web processes of one version of the site, and how we know that they answer."""

import contextlib
import http.client
import os
import secrets
import socket
from dataclasses import dataclass

from standfirst.publication.serving.processes import CannotGoOn, Code, Process

READY = "ready"
PATIENCE = 120.0  # seconds until a version must answer
LIVE = "/-/live"
INSTANCE_HEADER = "X-Instance"
INSTANCE_VARIABLE = "SERVING_INSTANCE"
WEB = "standfirst.publication.serving.web"


@dataclass(frozen=True)
class Size:
    """Web processes, and the requests each answers at once."""

    workers: int = 1
    threads: int = 4


class Version:
    def __init__(self, code: Code, listening: socket.socket, size: Size) -> None:
        self.code, self._listening, self._size = code, listening, size
        self._heard = -1
        self.process = self.start()

    def start(self) -> Process:
        """Also when it has died: it then gets another pipe, and another name. Raises CannotGoOn."""
        if self._heard >= 0:
            os.close(self._heard)
        self._instance, self._said = secrets.token_urlsafe(9), ""
        self._heard, tell = os.pipe()
        os.set_blocking(self._heard, False)
        numbers = {
            "listening": self._listening.fileno(),
            "tell": tell,
            "workers": self._size.workers,
            "threads": self._size.threads,
        }
        try:
            self.process = Process.start(
                self.code,
                [WEB, *(f"--{name}={number}" for name, number in numbers.items())],
                keep=[self._listening.fileno(), tell],
                environment={INSTANCE_VARIABLE: self._instance},
            )
        finally:
            os.close(tell)
        return self.process

    def answers(self) -> bool:
        """Whether it has come up. Raises CannotGoOn where it never will."""
        if self.process.ended:
            raise CannotGoOn(self.said() or f"It ended with {self.process.popen.returncode}.")
        if self.said() == READY and _instance_at(self._listening) == self._instance:
            return True
        if self.process.age > PATIENCE:
            raise CannotGoOn(f"It did not answer within {PATIENCE:.0f} seconds.")
        return False

    def said(self) -> str:
        with contextlib.suppress(BlockingIOError):
            self._said += os.read(self._heard, 4000).decode(errors="replace")
        return self._said


def _instance_at(listening: socket.socket) -> str | None:
    """Which of the versions behind the port took one request."""
    host, port = listening.getsockname()[:2]
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(reached, port, timeout=2)
    try:
        connection.request("GET", LIVE)
        return connection.getresponse().headers[INSTANCE_HEADER]
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
