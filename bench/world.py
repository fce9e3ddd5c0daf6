"""The large world: the demo publication with some 100,000 stories and 1,000,000 readers more."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.sites import OURS
from standfirst import datadir
from standfirst.demo.doorstep import HOST, MARKER

STORIES, READERS = 100_000, 1_000_000


def make(folder: Path, stories: int = STORIES, readers: int = READERS) -> None:
    """In this data directory, which may hold one that was broken off, or a whole one: then nothing is done.

    On SQLite in that folder, or in the empty PostgreSQL that DATABASE_URL names. Raises CalledProcessError.
    """
    _make("bench.making", folder, {"stories": stories, "readers": readers})


def make_record(folder: Path, stories: int, statements: int) -> None:
    """The same for a publication with many statements. Raises CalledProcessError."""
    _make("bench.making.record", folder, {"stories": stories, "statements": statements})


def _make(module: str, folder: Path, sizes: dict[str, int]) -> None:
    if is_whole(folder, sizes):
        return
    if not (folder / MARKER).exists():
        datadir.prepare(folder, f"http://{HOST}")
        (folder / MARKER).touch()
    subprocess.run(
        [sys.executable, "-m", module, *map(str, sizes.values())],
        cwd=datadir.CHECKOUT,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=True,
    )


def is_whole(folder: Path, sizes: dict[str, int]) -> bool:
    file = folder / "world.json"
    said = json.loads(file.read_text()) if file.is_file() else {}
    return bool(said.get("whole")) and all(said.get(name) == size for name, size in sizes.items())


def environment(folder: Path) -> dict[str, str]:
    """For processes in a site's folder; what is set for other sites is put aside, but for the database."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "DATABASE_URL" or not name.startswith(OURS)
    }
    named = {"STANDFIRST_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "standfirst.settings"}
    return {**kept, **named}
