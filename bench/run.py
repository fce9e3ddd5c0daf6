#!/usr/bin/env python3
"""Standfirst beside a stock Wagtail site, in one run: `python3 bench/run.py [--seconds N] [--repeats N] [--quick]`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
import signal
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402


def main() -> None:
    asked = arguments()
    bootstrap.enter(dev=False)
    from bench import measure  # only now does this interpreter have Django

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit("Stopped."))  # by way of every `finally`
    try:
        measure.run(asked)
    except KeyboardInterrupt:
        sys.exit(130)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure Standfirst beside a stock Wagtail site: requests a second, and CPU time of an answer."
    )
    parser.add_argument("--seconds", type=int, default=2, help="of load, each page and round: 2")
    parser.add_argument("--repeats", type=int, default=5, help="rounds: 5")
    parser.add_argument("--calls", type=int, default=40, help="of each page for its CPU time: 40")
    parser.add_argument(
        "--limit", type=int, default=180, help="seconds, after which no round begins: 180"
    )
    parser.add_argument("--quick", action="store_true", help="one round of 1 s, 10 calls")
    asked = parser.parse_args()
    if asked.quick:
        asked.seconds, asked.repeats, asked.calls = 1, 1, 10
    for name in ("seconds", "repeats", "calls", "limit"):
        if not 1 <= getattr(asked, name) <= 3600:
            parser.error(f"--{name} must be from 1 to 3600")
    return asked


if __name__ == "__main__":
    main()
