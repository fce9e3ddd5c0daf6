"""One moment of the database, to read from for as long as it takes while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

BEGIN = {
    # With WAL a reader sees the database as it was at its first read, and keeps no writer waiting
    # (https://www.sqlite.org/isolation.html). Django's own transactions would take the write lock.
    "sqlite": ("BEGIN DEFERRED", "SELECT 1 FROM sqlite_master LIMIT 1"),
    "postgresql": ("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "SELECT 1"),
}


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        for statement in BEGIN[connection.vendor]:
            cursor.execute(statement)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
