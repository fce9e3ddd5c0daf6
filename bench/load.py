"""Requests a second and latencies, by wrk: at peak, and at a fixed rate below it."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.processes import begin
from bench.tools import found

CONNECTIONS = 16  # at peak: each asks again as soon as it is answered
# At a fixed rate there are enough connections for a server that says nothing for this long, in seconds.
STALL = 0.01
MOST_CONNECTIONS = 1000
SCRIPT = Path(__file__).with_name("wrk.lua")
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Load:
    """Latencies in milliseconds; `size`: bytes of an answer with its headers; `asked`: requests a second, 0 at peak.
    `cpu`: microseconds that an answer took the server, where that was measured."""

    requests: int
    rate: float
    p50: float
    p99: float
    size: float
    asked: float = 0.0
    cpu: float = 0.0


class Wrk:
    """One wrk at work on the core of the load."""

    def __init__(
        self, port: int, requests: Path, seconds: int, *, connections: int, rate: float = 0.0
    ) -> None:
        """`requests`: a file of whole requests, with a NUL byte between them."""
        self._seconds, self._rate = seconds, rate
        with machine.on_core(machine.cores()[1]):
            self._process = subprocess.Popen(
                [found("wrk") or "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout=10s"]
                + ["-s", str(SCRIPT), f"http://{HOST}:{port}/", "--", str(requests), str(rate)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                preexec_fn=begin,  # noqa: PLW1509
            )

    def end(self) -> Load:
        """Raises RuntimeError where any request failed: a fast error is no figure."""
        try:
            said = self._process.communicate(timeout=self._seconds + 30)[0]
        finally:
            self._process.kill()
            self._process.wait()
        lines = said.strip().splitlines()
        if self._process.returncode or not lines:
            raise RuntimeError("wrk failed; what it said is above.")
        it = json.loads(lines[-1])
        if it["errors"] or not it["requests"]:
            raise RuntimeError(f"{it['errors']} of {it['requests']} requests failed.")
        rate = it["requests"] / it["microseconds"] * 1_000_000
        size = it["bytes"] / it["requests"]
        p50, p99 = it["p50"] / 1000, it["p99"] / 1000
        return Load(it["requests"], rate, p50, p99, size, self._rate)


def at_peak(port: int, requests: Path, seconds: int) -> Load:
    return Wrk(port, requests, seconds, connections=CONNECTIONS).end()


def at_rate(port: int, requests: Path, seconds: int, rate: float) -> Load:
    """A latency counts from the moment the request is sent, which no answer before it puts off (wrk.lua)."""
    connections = min(max(int(rate * STALL), CONNECTIONS), MOST_CONNECTIONS)
    return Wrk(port, requests, seconds, connections=connections, rate=rate).end()


def write_requests(file: Path, requests: list[bytes]) -> Path:
    file.write_bytes(b"\0".join(requests))
    os.chmod(file, 0o600)
    return file
