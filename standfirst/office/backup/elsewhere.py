"""A database beside the one in use: what is restored is made there, and takes its place at once or not at all.

On SQLite it is a file beside the other; on PostgreSQL a schema, whose tables move over in one transaction. Killed at
any moment, the database in use is as it was, and what was made so far is thrown away by the next restore.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.db import connection, transaction

from standfirst.office.backup.errors import BackupError

SCHEMA = "standfirst_restoring"
IN_USE = (
    "Something is connected to the database{whom}. Stop serve, the worker and every other command on it, "
    "then run this again. Nothing was changed."
)
PATIENCE = "10s"


class Elsewhere(Protocol):
    def refuse_if_in_use(self) -> None: ...

    def enter(self) -> None:
        """Make it anew, and connect there from now on."""

    def leave(self) -> None:
        """Connect to the database in use again."""

    def take_over(self) -> None:
        """Put it in the place of the database in use."""


def elsewhere() -> Elsewhere:
    return InFile() if connection.vendor == "sqlite" else InSchema()


class InFile:
    def __init__(self) -> None:
        self._file = Path(str(connection.settings_dict["NAME"]))
        self._made = self._file.with_name(f"{self._file.name}.restoring")

    def refuse_if_in_use(self) -> None:
        with closing(self._alone()):
            pass

    def enter(self) -> None:
        connection.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{self._made}{end}").unlink(missing_ok=True)
        os.close(os.open(self._made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self._mode()))
        connection.settings_dict["NAME"] = str(self._made)

    def leave(self) -> None:
        connection.close()
        connection.settings_dict["NAME"] = str(self._file)

    def take_over(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
        self.leave()
        _flush(self._made)
        with closing(
            self._alone()
        ):  # so it leaves no log behind that would be taken for the new one's
            os.replace(self._made, self._file)
        _flush(self._file.parent)

    def _alone(self) -> sqlite3.Connection:
        """A connection that lets nobody else in. SQLite leaves WAL only while no other process is connected
        (https://www.sqlite.org/pragma.html#pragma_journal_mode).
        """
        connection.close()
        it = sqlite3.connect(self._file if self._file.exists() else ":memory:", timeout=0)
        try:
            it.execute("PRAGMA journal_mode = DELETE")
            it.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as locked:
            it.close()
            raise BackupError(IN_USE.format(whom="")) from locked
        except sqlite3.DatabaseError as broken:
            it.close()
            raise BackupError(f"{self._file} is no SQLite database: {broken}.") from broken
        return it

    def _mode(self) -> int:
        return self._file.stat().st_mode & 0o777 if self._file.exists() else 0o600


class InSchema:
    def refuse_if_in_use(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND usename = current_user AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            ((others,),) = cursor.fetchall()
        if others:
            raise BackupError(IN_USE.format(whom=f" {others} times"))

    def enter(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.close()
        self._options = connection.settings_dict["OPTIONS"].get("options")
        ours = f"-c search_path={SCHEMA}"
        connection.settings_dict["OPTIONS"]["options"] = f"{self._options or ''} {ours}".strip()

    def leave(self) -> None:
        connection.close()
        if self._options is None:
            connection.settings_dict["OPTIONS"].pop("options", None)
        else:
            connection.settings_dict["OPTIONS"]["options"] = self._options

    def take_over(self) -> None:
        self.leave()
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            self.refuse_if_in_use()
            cursor.execute("SELECT current_schema()")
            ((place,),) = cursor.fetchall()
            for table in _tables(place):
                cursor.execute(f"DROP TABLE IF EXISTS {quote(place)}.{quote(table)} CASCADE")
            for table in _tables(SCHEMA):
                cursor.execute(f"ALTER TABLE {SCHEMA}.{quote(table)} SET SCHEMA {quote(place)}")
            cursor.execute(f"DROP SCHEMA {SCHEMA}")


def _tables(schema: str) -> list[str]:
    """Those of an extension are not ours to touch."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s AND c.relkind IN ('r', 'p') AND NOT EXISTS "
            "(SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')",
            [schema],
        )
        return [row[0] for row in cursor.fetchall()]


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
