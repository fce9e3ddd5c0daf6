"""The database: whether it answers, is of this version, and is set up as it should be."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import Error, connection
from django.utils import timezone

from standfirst.office.doctor.finding import Finding, not_ready, ok, warning
from standfirst.publication import health
from standfirst.publication.health import Need

SUBJECT = "database"
PATIENCE = 5  # seconds to connect in
LEAST_SQLITE = (3, 31)  # as Django 5.2 has it: docs.djangoproject.com/en/5.2/ref/databases/
LEAST_POSTGRESQL = 140000
# What web and worker of a small machine take, with some for commands.
FEW_CONNECTIONS = 20
DRIFT = timedelta(seconds=5)


def look(now: datetime) -> Iterator[Finding]:
    os.environ.setdefault("PGCONNECT_TIMEOUT", str(PATIENCE))  # libpq reads it as it connects
    try:
        connection.ensure_connection()
    except Error:
        yield not_ready(
            SUBJECT,
            "The database does not answer",
            "See to it that it runs, that DATABASE_URL names it, and that its user may connect",
        )
        return
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    if Need.MIGRATIONS in health.unmet(now):
        yield not_ready(SUBJECT, "The database is not of this version", "standfirst upgrade")
    else:
        yield ok(SUBJECT, "All migrations are applied")


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchone()
    return str(answer)


def _sqlite() -> Iterator[Finding]:
    version, mode = _ask("SELECT sqlite_version()"), _ask("PRAGMA journal_mode")
    if tuple(map(int, version.split(".")))[:2] < LEAST_SQLITE:
        yield not_ready(SUBJECT, f"SQLite is {version}", "Use a Python with SQLite 3.31 or later")
    if mode != "wal":
        yield not_ready(
            SUBJECT,
            f"SQLite's journal is {mode!r}, not WAL: readers wait for writers",
            "Keep the data directory on a disk of this machine, not on a network's",
        )
    else:
        yield ok(SUBJECT, f"SQLite {version}, with WAL")
    file = Path(connection.settings_dict["NAME"])
    if file.stat().st_mode & stat.S_IROTH and file.parent.stat().st_mode & stat.S_IXOTH:
        yield warning(
            SUBJECT, f"Others on this machine can read {file}", f"chmod o-rwx {file.parent}"
        )
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        yield not_ready(SUBJECT, f"{file} cannot be written", "Run this as the user that serves")


def _postgresql() -> Iterator[Finding]:
    version, encoding = int(_ask("SHOW server_version_num")), _ask("SHOW server_encoding")
    shown = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version < LEAST_POSTGRESQL:
        yield not_ready(SUBJECT, f"The server is {shown}", "Upgrade it to PostgreSQL 14 or later")
    if encoding != "UTF8":
        yield not_ready(
            SUBJECT,
            f"The database's encoding is {encoding}: not every name fits in",
            "Make one with: createdb --encoding=UTF8 --template=template0",
        )
    allowed = int(_ask("SHOW max_connections"))
    if allowed < FEW_CONNECTIONS:
        yield warning(
            SUBJECT,
            f"It allows {allowed} connections",
            "Set max_connections to four for each web process and ten more, or take fewer --workers",
        )
    yield ok(SUBJECT, f"{shown}, {encoding}, {allowed} connections allowed")
    yield _clock()


def _clock() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs(timezone.now() - there.astimezone(UTC))
    if apart > DRIFT:
        return not_ready(
            SUBJECT,
            f"Its clock and ours are {apart.total_seconds():.0f} seconds apart",
            "Set both by NTP: timedatectl set-ntp true",
        )
    return ok(SUBJECT, "Its clock agrees with ours")
