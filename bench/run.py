#!/usr/bin/env python3
"""Standfirst beside bare granian, nginx and a stock Wagtail site, in one run: `python3 bench/run.py [--quick]`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
import signal
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402

OPTIONS = {
    "repeats": (4, "rounds"),
    "seconds": (1, "of load, each page, server and round"),
    "paced": (2, "seconds of load at a fixed rate"),
    "readers": (500, "of each kind, who ask in turn"),
    "calls": (30, "of each page in each round, for the CPU time of one made anew"),
    "starts": (3, "of the server"),
    "limit": (250, "seconds, after which no round begins"),
}
QUICK = {"repeats": 1, "paced": 1, "readers": 100, "calls": 5, "starts": 1}


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
        description="Measure Standfirst beside bare granian, nginx and a stock Wagtail site, all in one run."
    )
    add_options(parser)
    asked = parser.parse_args()
    return checked(asked, parser)


def add_options(parser: argparse.ArgumentParser) -> None:
    for name, (default, says) in OPTIONS.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{says}: {default}")
    quick = ", ".join(f"--{name} {value}" for name, value in QUICK.items())
    parser.add_argument("--quick", action="store_true", help=f"the same as {quick}")


def checked(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> argparse.Namespace:
    if asked.quick:
        vars(asked).update(QUICK)
    for name in OPTIONS:
        if not 1 <= getattr(asked, name) <= 3600:
            parser.error(f"--{name} must be from 1 to 3600")
    return asked


if __name__ == "__main__":
    main()
