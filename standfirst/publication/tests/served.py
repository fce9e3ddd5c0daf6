"""A publication that is really served: real processes, a real port, a data directory made by `upgrade`."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from standfirst import datadir

PATIENCE = 60.0
Run = subprocess.CompletedProcess[str]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What is set on this machine for other sites is put aside."""
    ours = ("STANDFIRST_", "DJANGO_", "DATABASE_", "MAIL_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    named = {"STANDFIRST_DATA": str(folder), "STANDFIRST_PROXIES": "0"}
    return kept | named | {"STANDFIRST_ADDRESS": "http://127.0.0.1", **secret()} | more


def secret() -> dict[str, str]:
    return {"STANDFIRST_SECRET": "of-the-tests-" * 4}


def standfirst(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "standfirst", *arguments]


def run(folder: Path, *arguments: str, code: Path = datadir.CHECKOUT, **more: str) -> Run:
    return subprocess.run(
        standfirst(*arguments),
        cwd=code,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=300,
    )


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@dataclass
class Served:
    process: subprocess.Popen[str]
    folder: Path
    port: int
    log: Path

    def get(self, path: str, *, pause: float = 0.0) -> tuple[int, str]:
        """`pause`: seconds for which the reader is connected and has not said anything yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.connect()
            time.sleep(pause)
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def is_ready(self) -> bool:
        return self.get("/-/ready") == (200, "ready\n")

    def processes(self, words: str) -> list[int]:
        """Those with these words in their command, at any depth below us."""
        return [pid for pid in _below(self.process.pid) if words in _command(pid)]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    port, log = free_port(), folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            standfirst("serve", "--port", str(port), *arguments),
            cwd=datadir.CHECKOUT,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    assert process.stdout
    line = process.stdout.readline()
    assert line.startswith("ready"), log.read_text()
    it = Served(process, folder, port, log)
    try:
        yield it
    finally:
        if process.poll() is None:
            it.stop()


def wait_until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, "It did not come about."
        time.sleep(0.05)


def another_version(folder: Path) -> Path:
    """The same code in another folder, to be changed."""
    shutil.copytree(
        datadir.CHECKOUT / "standfirst",
        folder / "standfirst",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return folder


def _below(parent: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True
    )
    children = [int(it) for it in listed.stdout.split()]
    return [*children, *(pid for child in children for pid in _below(child))]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
