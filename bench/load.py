"""Requests a second and latencies, by wrk."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 4  # as many as a server has threads to answer in
REPORT = Path(__file__).with_name("report.lua")
NO_WRK = """The load comes from wrk, which is not here and cannot be installed by apt-get.
Install it (https://github.com/wg/wrk; `apt install wrk`, `brew install wrk`) and run the command again."""


@dataclass(frozen=True)
class Load:
    """Latencies in milliseconds, as wrk saw them with all its connections busy."""

    requests_a_second: float
    p50: float
    p99: float


def need_wrk() -> None:
    """Have wrk, by apt where that is there and ours to use; or stop, and say what to do."""
    if shutil.which("wrk"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing wrk with apt-get, this once.", file=sys.stderr, flush=True)
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", "wrk")
    if not shutil.which("wrk"):
        sys.exit(NO_WRK)


def _apt(*arguments: str) -> None:
    subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )


def load(url: str, cookie: str, seconds: int) -> Load:
    """Raises RuntimeError where any request failed: a fast error is no figure."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=10s", "-s", str(REPORT)]
        + (["-H", f"Cookie: {cookie}"] if cookie else [])
        + [url],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=True,
    )
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if said["errors"] or not said["requests"]:
        raise RuntimeError(f"{url}: {said['errors']} of {said['requests']} requests failed.")
    rate = said["requests"] / said["microseconds"] * 1_000_000
    return Load(rate, said["p50"] / 1000, said["p99"] / 1000)
