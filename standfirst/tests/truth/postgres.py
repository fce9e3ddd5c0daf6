"""A database of the tests' own in a PostgreSQL that is there, which can be away for a while."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

Server = psycopg.Connection[tuple[object, ...]]


@contextmanager
def database_beside(url: str) -> Iterator[str]:
    """Another in the same server; its address."""
    name = f"truth_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        _say(server, "CREATE DATABASE {}", name)
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            _say(server, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def away(database: str, url: str) -> Iterator[None]:
    """It lets nobody in, and those who were in are out. `url`: of another database there."""
    name = database.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as server:
        _say(server, "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", name)
        try:
            ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            server.execute(ours, [name])
            yield
        finally:
            _say(server, "ALTER DATABASE {} WITH ALLOW_CONNECTIONS true", name)


def _say(server: Server, words: str, name: str) -> None:
    server.execute(sql.SQL(words).format(sql.Identifier(name)))
