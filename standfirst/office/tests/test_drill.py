"""The drill: a publication that is being written to, saved, restored into PostgreSQL, and back, page by page.

Real processes on real databases. It takes about a minute; `-m "not drill"` leaves it out.
"""

import fcntl
import json
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standfirst.office.tests.drill.machine import Machine, finish, refused
from standfirst.tests import database, postgres

pytestmark = [pytest.mark.drill, pytest.mark.own_database]

SAVED = "Saving what is there now"
ENOUGH = 20  # rounds of each writer
Pages = dict[str, dict[str, list[object]]]


@pytest.fixture
def demo(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    if not database.is_sqlite():
        pytest.skip("It begins on SQLite, from the copy that the other tests use.")
    made = Machine(tmp_path / "first")
    made.data.mkdir()
    database.make_copy(request.config.cache.mkdir("standfirst"), made.data / "db.sqlite3")
    (made.data / "demo").touch()
    finish(made.start("standfirst.demo.tests.load_demo"))
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Machine]:
    at = postgres.programs()
    if at is None:
        pytest.skip("There is no PostgreSQL on this machine (Debian: apt install postgresql).")
    with postgres.cluster(at) as address:
        yield Machine(tmp_path / "second", address)


@contextmanager
def under_load(machine: Machine, folder: Path) -> Iterator[Path]:
    """Two processes write; whoever locks the file that is given holds them up."""
    gate = folder / "gate"
    gate.touch()
    writing = [
        machine.start("standfirst.office.tests.drill.writers", str(folder), name)
        for name in ("one", "two")
    ]
    try:
        yield gate
    finally:
        (folder / "stop").touch()
        for process in writing:
            finish(process)


def wait_for_rounds(machine: Machine, count: int) -> None:
    with closing(sqlite3.connect(machine.data / "db.sqlite3", timeout=20)) as it:
        while rounds(it) < count:
            time.sleep(0.1)


def rounds(it: sqlite3.Connection) -> int:
    (count,) = it.execute("SELECT count(*) FROM membership_grant WHERE why = 'load'").fetchone()
    return int(count)


def save_under_load(machine: Machine, folder: Path) -> tuple[Path, Machine, int]:
    """The backup, a plain copy of the very moment it is of, and how many rounds there were when it was done."""
    file, copy = folder / "saved.tar.gz", Machine(folder / "copy")
    with under_load(machine, folder) as gate:
        wait_for_rounds(machine, ENOUGH)
        with gate.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            shutil.copytree(machine.data / "media", copy.data / "media")
            with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it:
                it.execute("VACUUM INTO ?", [str(copy.data / "db.sqlite3")])
            saving = machine.start("standfirst", "backup", str(file))
            assert saving.stderr is not None
            assert any(line.startswith(SAVED) for line in saving.stderr)
        finish(saving)
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it:
        return file, copy, rounds(it)


def test_it_is_the_same_publication_on_postgresql_and_back(
    demo: Machine, elsewhere: Machine, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    file, copy, afterwards = save_under_load(demo, tmp_path)
    looking = copy.pages(now)

    kill_half_way(elsewhere, file)
    assert "Restored" in elsewhere.run("restore", str(file))
    there: Pages = json.loads(finish(elsewhere.pages(now)))
    original: Pages = json.loads(finish(looking))
    assert differences(original, there) == []
    assert min(map(len, original.values())) > 100
    with closing(sqlite3.connect(copy.data / "db.sqlite3")) as it:
        assert ENOUGH <= rounds(it) < afterwards  # others wrote while it was saved

    again = tmp_path / "again.tar.gz"
    elsewhere.run("backup", str(again))
    back = Machine(tmp_path / "third")
    assert "Restored" in back.run("restore", str(again))
    assert differences(there, json.loads(finish(back.pages(now)))) == []


def differences(one: Pages, other: Pages) -> list[str]:
    return [
        f"{who}: {path}"
        for who in one
        for path in sorted({*one[who], *other[who]})
        if one[who].get(path) != other[who].get(path)
    ]


def kill_half_way(machine: Machine, file: Path) -> None:
    """Outright, with rows on their way."""
    process = machine.start("standfirst", "restore", str(file))
    assert process.stderr is not None
    assert any(line.startswith("Loading") for line in process.stderr)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "no publication" in refused(machine, "backup", str(file.with_name("none.tar.gz")))
