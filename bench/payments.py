#!/usr/bin/env python3
"""How fast news of a payment is true here: `python3 bench/payments.py [--customers N] [--payments N]`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Ring for customers of a local Stripe, and time it from the bell to the standing."
    )
    parser.add_argument("--customers", type=int, default=100, help="who each get one bell: 100")
    parser.add_argument("--bells", type=int, default=500, help="to the endpoint alone: 500")
    parser.add_argument("--payments", type=int, default=30, help="timed one by one: 30")
    asked = parser.parse_args()
    bootstrap.enter(dev=False)
    from bench import paying  # only now does this interpreter have Django

    with tempfile.TemporaryDirectory(prefix="standfirst-payments-") as folder:
        print(paying.run(Path(folder), asked.customers, asked.bells, asked.payments))


if __name__ == "__main__":
    main()
