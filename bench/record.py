#!/usr/bin/env python3
"""Pages of a large record: `python3 bench/record.py [--stories N] [--statements N] [--data DIR] [--json FILE]`.

On SQLite in DIR, or on the empty PostgreSQL that DATABASE_URL names.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402

LIMITS = {"SQLite": 150.0, "PostgreSQL": 50.0}  # milliseconds, of nineteen answers in twenty


def main() -> None:
    asked = arguments()
    bootstrap.enter(dev=False)
    from bench import machine, world  # only now does this interpreter have Django
    from standfirst import datadir

    world.make_record(asked.data, asked.stories, asked.statements)
    load = machine.load_average()
    done = subprocess.run(
        [sys.executable, "-m", "bench.asking_record", str(asked.times)],
        cwd=datadir.CHECKOUT,
        env=world.environment(asked.data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    vendor = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    rows = [figures(it, LIMITS[vendor]) for it in json.loads(done.stdout.splitlines()[-1])]
    what = f"{asked.statements:,} statements in {asked.stories:,} stories, {vendor}."
    print(table(rows, f"{what} Load average before: {load:.1f}."))
    if asked.json:
        said = {
            "database": vendor,
            "load": load,
            "stories": asked.stories,
            "statements": asked.statements,
        }
        asked.json.write_text(json.dumps({**said, "limit": LIMITS[vendor], "rows": rows}, indent=2))


def figures(asked: dict[str, object], limit: float) -> dict[str, object]:
    times = sorted(map(float, asked["times"]))  # type: ignore[call-overload]
    p50, p95 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
    return {
        "name": asked["name"],
        "answers": len(times),
        "p50": round(p50, 1),
        "p95": round(p95, 1),
        "of_limit": round(p95 / limit, 2),
        "cpu": round(float(asked["cpu"]), 1),  # type: ignore[arg-type]
        "queries": asked["queries"],
        "of": asked["whole"],
    }


def table(rows: list[dict[str, object]], what: str) -> str:
    head = ("page", "p50 ms", "p95 ms", "of the limit", "CPU ms", "queries", "statements in it")
    lines = [what, "", f"| {' | '.join(head)} |", "|---|---:|---:|---:|---:|---:|---:|"]
    for it in rows:
        cells = (
            it["name"],
            it["p50"],
            it["p95"],
            it["of_limit"],
            it["cpu"],
            it["queries"],
            it["of"] or "",
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Make a publication with a large record, once, and measure what pages of the record take."
    )
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=1_000_000, help="a whole number a story")
    parser.add_argument(
        "--data",
        type=lambda it: Path(it).expanduser().resolve(),
        default=Path(tempfile.gettempdir()) / "standfirst-record",
        help="where it is made and kept, some 3 GB",
    )
    parser.add_argument("--times", type=int, default=60, help="answers of each page: 60")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures, for machines")
    parser.add_argument("--quick", action="store_true", help="2,000 stories, 20,000 statements")
    asked = parser.parse_args()
    if asked.quick:
        asked.stories, asked.statements, asked.times = 2_000, 20_000, 20
        asked.data = asked.data.with_name(f"{asked.data.name}-quick")
    return asked


if __name__ == "__main__":
    main()
