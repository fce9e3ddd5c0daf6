"""The tests' SQLite file. Migrating takes ten seconds, so it is done once for each state of the migrations."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from standfirst import datadir

FIRST_ROWS = "_test_serialized_contents"  # where Django's test database keeps them


def first_rows() -> str:
    """What migrations put into the tests' database, serialized."""
    rows: str = getattr(connection, FIRST_ROWS, "[]")
    return rows


def is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def use_copy(cache: Path, folder: Path) -> None:
    """Point the tests at a file of their own: threads and processes can share it, unlike one in memory."""
    copy = folder / "test.sqlite3"
    make_copy(cache, copy)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(copy)


def make_copy(cache: Path, copy: Path) -> None:
    """Of a database that is migrated and empty."""
    with _alone(cache):
        template = cache / f"{_state()}.sqlite3"
        if not template.is_file():
            for outdated in cache.glob("*.sqlite3"):
                outdated.unlink()
            _migrate(template)
        shutil.copyfile(template, copy)


def _state() -> str:
    """Changes with our migrations, our settings and the packages."""
    package = datadir.CHECKOUT / "standfirst"
    files = [*package.glob("*/migrations/*.py"), package / "settings.py"]
    files.append(datadir.CHECKOUT / "requirements-dev.txt")
    seen = hashlib.sha256()
    for file in sorted(files):
        seen.update(str(file).encode() + file.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(template: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="standfirst-test-") as made:
        datadir.prepare(Path(made), "http://testserver")
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
            cwd=datadir.CHECKOUT,
            env={**os.environ, "STANDFIRST_DATA": made, "PYTHONPATH": str(datadir.CHECKOUT)},
            check=True,
        )
        shutil.move(Path(made, "db.sqlite3"), template)
