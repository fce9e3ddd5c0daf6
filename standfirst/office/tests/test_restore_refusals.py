"""What `restore` does not do, said in one sentence, with everything as it was. Real processes."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from standfirst.office.backup import archive
from standfirst.office.tests.drill.machine import Machine, refused
from standfirst.tests import database

MAKE_READER = (
    "INSERT INTO readers_reader (password, is_superuser, email, name, is_active, is_staff, date_joined) "
    "VALUES ('', 0, ?, '', 1, 0, '2026-11-23 10:30:00')"
)


@pytest.fixture
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    if not database.is_sqlite():
        pytest.skip("It begins on SQLite, from the copy that the other tests use.")
    made = Machine(tmp_path / "data")
    made.data.mkdir()
    database.make_copy(request.config.cache.mkdir("standfirst"), made.data / "db.sqlite3")
    return made


@pytest.fixture
def saved(machine: Machine, tmp_path: Path) -> Path:
    file = tmp_path / "saved.tar.gz"
    machine.run("backup", str(file))
    return file


def readers(machine: Machine) -> list[str]:
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it:
        return [row[0] for row in it.execute("SELECT email FROM readers_reader")]


def add_reader(machine: Machine) -> None:
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it, it:
        it.execute(MAKE_READER, ["ana@example.com"])


def test_it_leaves_a_publication_alone(machine: Machine, saved: Path) -> None:
    add_reader(machine)
    assert "--replace" in refused(machine, "restore", str(saved))
    assert readers(machine) == ["ana@example.com"]


def test_it_waits_for_nobody_who_is_connected(machine: Machine, saved: Path) -> None:
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it:
        it.execute("PRAGMA journal_mode = WAL").fetchall()
        it.execute("SELECT 1 FROM readers_reader").fetchall()
        assert "Stop serve" in refused(machine, "restore", str(saved))
    assert readers(machine) == []


@pytest.mark.parametrize(
    ("tables", "options"),
    [
        (["theirs"], []),
        (["django_migrations", "shop_order"], []),
        (["django_migrations", "shop_order"], ["--replace"]),
    ],
)
def test_it_leaves_a_database_of_something_else_alone(
    machine: Machine, saved: Path, tables: list[str], options: list[str]
) -> None:
    (machine.data / "db.sqlite3").unlink()
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it, it:
        for table in tables:
            it.execute(f"CREATE TABLE {table} (x)")
    assert "not Standfirst's" in refused(machine, "restore", str(saved), *options)
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as it:
        there = [name for (name,) in it.execute("SELECT name FROM sqlite_master ORDER BY name")]
    assert there == tables


def test_it_touches_nothing_for_a_file_that_is_damaged(machine: Machine, saved: Path) -> None:
    before = (machine.data / "db.sqlite3").read_bytes()
    saved.write_bytes(saved.read_bytes()[:-20])
    assert "cut short" in refused(machine, "restore", str(saved))
    assert (machine.data / "db.sqlite3").read_bytes() == before


def test_it_refuses_a_backup_of_a_newer_version(machine: Machine, saved: Path) -> None:
    newer = rewritten(saved, b'"0001_initial"', b'"9999_to_come"')
    told = refused(machine, "restore", str(newer))
    assert "newer version" in told
    assert "9999_to_come" in told


def rewritten(file: Path, old: bytes, new: bytes) -> Path:
    """With other words in its head, and digests that fit."""
    with tarfile.open(file) as tar:
        parts = {it.name: part.read() for it in tar if (part := tar.extractfile(it))}
    parts[archive.HEAD] = parts[archive.HEAD].replace(old, new)
    told = json.loads(parts[archive.MANIFEST])
    told["head"] = archive.sha256(parts[archive.HEAD]).hexdigest()
    parts[archive.MANIFEST] = json.dumps(told).encode()
    made = file.with_name("rewritten.tar.gz")
    with made.open("wb") as stream, archive.writing(stream) as writing:
        for name, content in parts.items():
            writing.add(name, content)
    return made
