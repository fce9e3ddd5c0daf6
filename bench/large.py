#!/usr/bin/env python3
"""What grows with the publication: `python3 bench/large.py [--stories N] [--readers N] [--data DIR] [--quick]`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402


def main() -> None:
    asked = arguments()
    bootstrap.enter(dev=False)
    from bench import growth, world  # only now does this interpreter have Django

    with tempfile.TemporaryDirectory(prefix="standfirst-demo-") as demo:
        world.make(Path(demo), 0, 0)
        world.make(asked.data, asked.stories, asked.readers)
        print(growth.table(growth.of(Path(demo), asked.calls), growth.of(asked.data, asked.calls)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Make a large publication, once, and measure what its pages and jobs cost beside the demo's."
    )
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=1_000_000)
    parser.add_argument(
        "--data",
        type=lambda it: Path(it).expanduser().resolve(),
        default=Path(tempfile.gettempdir()) / "standfirst-large",
        help="where it is made and kept, some 4 GB",
    )
    parser.add_argument("--calls", type=int, default=20, help="of each page for its CPU time: 20")
    parser.add_argument(
        "--quick", action="store_true", help="2,000 stories, 20,000 readers, 3 calls"
    )
    asked = parser.parse_args()
    if asked.quick:
        asked.stories, asked.readers, asked.calls = 2_000, 20_000, 3
        asked.data = asked.data.with_name(f"{asked.data.name}-quick")
    return asked


if __name__ == "__main__":
    main()
