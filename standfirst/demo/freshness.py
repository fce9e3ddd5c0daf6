"""What has been done to a demo's data directory, so that a second start need not do it again."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from importlib import metadata
from pathlib import Path

from standfirst import datadir

PACKAGE = datadir.CHECKOUT / "standfirst"
Steps = dict[str, str]


def is_fresh(folder: Path, address: str, today: date) -> bool:
    """Without a look into the database."""
    return (folder / "db.sqlite3").is_file() and done(folder) == wanted(address, today)


def wanted(address: str, today: date) -> Steps:
    """For each step a value that changes when it has to be done again."""
    packages = sorted(f"{it.name} {it.version}" for it in metadata.distributions())
    return {
        "database": _digest(PACKAGE.glob("*/migrations/*.py"), *packages),
        "static": _digest(PACKAGE.glob("*/static/**/*"), *packages),
        # The readers' histories go on from day to day.
        "content": _digest((PACKAGE / "demo").rglob("*"), str(today)),
        "address": address,
    }


def done(folder: Path) -> Steps:
    file = folder / "done.json"
    return dict(json.loads(file.read_text())) if file.is_file() else {}


def keep(folder: Path, steps: Steps) -> None:
    (folder / "done.json").write_text(json.dumps(steps))


def _digest(files: Iterable[Path], *words: str) -> str:
    seen = hashlib.sha256("\n".join(words).encode())
    for file in sorted(files):
        if file.is_file() and file.suffix != ".pyc":
            seen.update(str(file).encode() + file.read_bytes())
    return seen.hexdigest()
