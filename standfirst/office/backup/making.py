"""From a database and its media to a file that has been read back."""

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from standfirst import __version__
from standfirst.office.backup import archive
from standfirst.office.backup.checking import check
from standfirst.office.backup.contents import Head, KeptMedia, KeptTable, Manifest, as_bytes
from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.progress import Progress
from standfirst.office.backup.snapshot import snapshot
from standfirst.office.backup.tables import Table, applied_here, tables_at

LAST = "last_backup.json"  # in the data directory, for whoever asks how old the last one is


@dataclass(frozen=True)
class Made:
    file: Path
    bytes: int
    seconds: float
    manifest: Manifest


def back_up(file: Path, now: datetime, progress: Progress) -> Made:
    """Raises BackupError, and leaves `file` alone until all of it is written and found to be right."""
    file = file.expanduser().absolute()
    began = time.monotonic()
    with _part_of(file) as (part, stream):
        manifest = _write(stream, now, progress)
        archive.flush(stream)
        progress.say("Reading it back.")
        check(part, progress)
        os.replace(part, file)
        _flush_folder(file.parent)
    made = Made(file, file.stat().st_size, round(time.monotonic() - began, 1), manifest)
    _leave_word(made, now)
    return made


@contextmanager
def _part_of(file: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file beside it for its owner alone, which goes if all does not go well."""
    if file.exists():
        raise BackupError(
            f"{file} is there already. Name another, for example with the date in it."
        )
    part = file.with_name(f"{file.name}.part")
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    with os.fdopen(descriptor, "wb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BackupError(f"Another backup is being written to {file}.") from busy
        os.fchmod(descriptor, 0o600)
        os.ftruncate(descriptor, 0)  # of one that was killed
        try:
            yield part, stream
        finally:
            part.unlink(missing_ok=True)


def _write(stream: IO[bytes], now: datetime, progress: Progress) -> Manifest:
    with archive.writing(stream) as writing, snapshot(connection):
        progress.say("Saving what is there now; what is written from here on is not in it.")
        migrations = applied_here(connection)
        tables = tables_at(MigrationLoader(connection), migrations)
        if not tables:
            raise BackupError("There is no publication in this database yet.")
        head = as_bytes(
            Head(
                standfirst=__version__,
                at=now.astimezone(UTC).isoformat(timespec="seconds"),
                database=connection.vendor,
                address=settings.ADDRESS,
                time_zone=settings.TIME_ZONE,
                migrations=migrations,
                tables={table.name: table.shape for table in tables},
            )
        )
        writing.add(archive.HEAD, head)
        kept = {table.name: _write_rows(writing, table, progress) for table in tables}
        # After the rows: a file is written before the row that names it, once, under a name of its own.
        media = _write_media(writing, tables, progress)
        manifest = Manifest(sha256(head).hexdigest(), kept, media)
        writing.add(archive.MANIFEST, as_bytes(manifest))
    return manifest


def _write_rows(writing: archive.Writing, table: Table, progress: Progress) -> KeptTable:
    seen, rows, parts, waiting = sha256(), 0, 0, bytearray()

    def add_part() -> None:
        nonlocal parts
        parts += 1
        seen.update(waiting)
        writing.add(f"{archive.TABLES}/{table.name}/{parts:06}.jsonl", bytes(waiting))
        waiting.clear()

    for row in table.rows(connection):
        rows += 1
        waiting += archive.line(row)
        if len(waiting) >= archive.A_PART:
            add_part()
            progress.at(f"{table.name}, rows", rows)
    if waiting:
        add_part()
    return KeptTable(rows, seen.hexdigest())


def _write_media(writing: archive.Writing, tables: list[Table], progress: Progress) -> KeptMedia:
    """The files that rows name. One deleted meanwhile is missing, as it would be a moment later."""
    files = size = missing = 0
    seen = sha256()
    with tempfile.TemporaryFile() as listed:
        for name in (name for table in tables for name in table.file_names(connection)):
            kept = _write_file(writing, name)
            if kept is None:
                missing += 1
                continue
            told = archive.line([name, *kept])
            listed.write(told)
            seen.update(told)
            files, size = files + 1, size + kept[0]
            progress.at("Files", files)
        length = listed.tell()
        listed.seek(0)
        writing.add_stream(archive.MEDIA_LIST, length, listed)
    return KeptMedia(files, size, missing, seen.hexdigest())


def _write_file(writing: archive.Writing, name: str) -> tuple[int, str] | None:
    """Its size and digest; None where there is no such file."""
    try:
        opened = Path(default_storage.path(name)).open("rb")  # noqa: SIM115
    except (OSError, SuspiciousFileOperation):
        return None
    with opened:
        size = os.fstat(opened.fileno()).st_size
        return size, writing.add_stream(f"{archive.MEDIA}/{name}", size, opened)


def _leave_word(made: Made, now: datetime) -> None:
    word = {
        "at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "file": str(made.file),
        "bytes": made.bytes,
        "seconds": made.seconds,
    }
    file: Path = settings.DATA / LAST
    part = file.with_name(f"{LAST}.part")
    part.write_text(json.dumps(word))
    os.replace(part, file)


def _flush_folder(folder: Path) -> None:
    """So that the name lasts, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
