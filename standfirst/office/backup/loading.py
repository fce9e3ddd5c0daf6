"""The rows of a backup, into an empty database at the very migrations they were saved at."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from standfirst.office.backup import archive
from standfirst.office.backup.asking import first_line
from standfirst.office.backup.contents import Head, Manifest
from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.kinds import write
from standfirst.office.backup.progress import Progress
from standfirst.office.backup.tables import Table, models_at, tables_at, targets, unknown

A_BATCH = 1000  # rows
WRONG = (ValueError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError)


def make_tables(head: Head) -> list[Table]:
    """All the migrations of the backup and no other. Raises BackupError where this code cannot make them."""
    executor = MigrationExecutor(connection)
    if strange := unknown(executor.loader, head.migrations):
        raise BackupError(
            f"The backup is of a newer version ({head.standfirst}, with {strange}). "
            "Restore it with code at least as new."
        )
    tables = tables_at(executor.loader, head.migrations)
    if {table.name: table.shape for table in tables} != head.tables:
        raise BackupError("The backup's tables are not those its migrations make.")
    executor.migrate(targets(executor.loader, head.migrations))
    return tables


def load(file: Path, head: Head, tables: list[Table], progress: Progress) -> None:
    """In place of what the migrations wrote."""
    known = {table.name: table for table in tables}
    with _constraints_at_the_end():
        _empty(head)
        with file.open("rb") as stream, archive.reading(stream) as parts:
            done = 0
            for part in (it for it in parts if it.folder == archive.TABLES):
                done += _insert(known[part.name], part)
                progress.at("Rows", done)
    _go_on_counting(head)


def verify(tables: list[Table], manifest: Manifest, progress: Progress) -> None:
    """Raises BackupError unless the rows there are, read back, the very rows that were saved."""
    for table in tables:
        seen, rows = sha256(), 0
        for row in table.rows(connection):
            rows += 1
            seen.update(archive.line(row))
            progress.at(f"{table.name}, rows compared", rows)
        kept = manifest.tables[table.name]
        if (rows, seen.hexdigest()) != (kept.rows, kept.sha256):
            raise BackupError(
                f"{table.name} does not hold what was saved: {rows} of {kept.rows} rows came back, "
                "or some came back changed."
            )


@contextmanager
def _constraints_at_the_end() -> Iterator[None]:
    """Rows point at rows of tables that come later."""
    deferred = connection.vendor == "postgresql"  # where all of ours are made so
    if not deferred:
        connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except DatabaseError as error:
        raise BackupError(f"The rows do not fit together: {first_line(error)}") from error
    finally:
        if not deferred:
            connection.enable_constraint_checking()


def _empty(head: Head) -> None:
    """Also of what no backup holds: nothing there was made by this publication."""
    executor = MigrationExecutor(connection)
    quote = connection.ops.quote_name
    names = {it._meta.db_table for it in models_at(executor.loader, head.migrations)}
    there = names & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name in sorted(there):
            cursor.execute(f"DELETE FROM {quote(name)}")  # noqa: S608
        connection.check_constraints()


def _insert(table: Table, part: archive.Part) -> int:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    insert = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({places})"  # noqa: S608
    rows, done = _rows(table, part), 0
    try:
        with connection.cursor() as cursor:
            while batch := list(islice(rows, A_BATCH)):
                cursor.executemany(insert, batch)
                done += len(batch)
    except (DatabaseError, *WRONG) as error:
        raise BackupError(
            f"{table.name}, after row {done} of {part.name}: {first_line(error)}"
        ) from error
    return done


def _rows(table: Table, part: archive.Part) -> Iterator[list[Any]]:
    writes = [write(column.kind, connection) for column in table.columns]
    for line in part.stream:
        yield [
            None if value is None else into(value)
            for into, value in zip(writes, json.loads(line), strict=True)
        ]


def _go_on_counting(head: Head) -> None:
    """New rows get numbers after those that are there. SQLite sees to that by itself."""
    executor = MigrationExecutor(connection)
    models = models_at(executor.loader, head.migrations)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
