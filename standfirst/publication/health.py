"""What has to be so before the site can serve readers."""

from datetime import datetime
from enum import StrEnum

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from standfirst.publication.job_runs import JobRun

_migrated = False  # once it is so it stays so: a process does not change its code


class Need(StrEnum):
    DATABASE = "database"
    MIGRATIONS = "migrations"
    WORKER = "worker"

    @property
    def advice(self) -> str:
        return _ADVICE[self]


_ADVICE = {
    Need.DATABASE: "The database does not answer. See to it that it runs, and that DATABASE_URL names it",
    Need.MIGRATIONS: "The database is not of this version. Run `standfirst upgrade` first",
    Need.WORKER: "No worker has been seen for two minutes. See to it that one runs beside the web",
}


def unmet(now: datetime) -> list[Need]:
    """Without the database nothing can be said of the rest."""
    try:
        if not _is_migrated():
            return [Need.MIGRATIONS]
        return [] if JobRun.objects.lately(now).exists() else [Need.WORKER]
    except Error:
        return [Need.DATABASE]


def _is_migrated() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
