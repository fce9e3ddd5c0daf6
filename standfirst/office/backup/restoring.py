"""From a backup to a publication: checked whole, made beside what is there, compared, then put in its place."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site

from standfirst import datadir
from standfirst.office.backup.checking import Contents, check
from standfirst.office.backup.elsewhere import elsewhere
from standfirst.office.backup.errors import BackupError
from standfirst.office.backup.loading import load, make_tables, verify
from standfirst.office.backup.making import back_up
from standfirst.office.backup.media import put_back, remove_others
from standfirst.office.backup.progress import Progress
from standfirst.publication.copies_before import FOLDER, drop_old, file_before
from standfirst.record.search import entries
from standfirst.stories import indexing
from standfirst.stories.opening import name_address

LOCK = "restore.lock"
# Every publication's database has them, even an empty one; another Django project's has only the first.
OURS = ("django_migrations", "readers_reader")
# A row in any of them, and there is a publication.
PUBLICATION = ("readers_reader", "stories_frontpage", "stories_storypage")


def restore(file: Path, now: datetime, progress: Progress, *, replace: bool) -> Contents:
    """Raises BackupError, with the publication that was there, if any, as it was."""
    with _alone():
        progress.say("Checking the file.")
        contents = check(file, progress)
        there, place = _publication_there(), elsewhere()
        if there and not replace:
            raise BackupError(
                "There is a publication in this database already. With --replace it is backed up, "
                f"into {settings.DATA / FOLDER}, and this one takes its place."
            )
        place.refuse_if_in_use()
        if there:
            _keep(now, progress)
        place.enter()
        try:
            _make(file, contents, progress)
            progress.say("Writing the media.")
            put_back(file, progress)
            place.take_over()
            # What editors type and pages say are times of the publication's, wherever it stands.
            datadir.keep(settings.DATA, "time_zone", contents.head.time_zone)
        finally:
            place.leave()
        if there:
            remove_others(file)
            drop_old(now, but=file)
    return contents


def _make(file: Path, contents: Contents, progress: Progress) -> None:
    progress.say("Making the database.")
    tables = make_tables(contents.head)
    progress.say("Loading the rows.")
    load(file, contents.head, tables, progress)
    progress.say("Comparing them with the file.")
    verify(tables, contents.manifest, progress)
    progress.say("Bringing them up to this version, and writing the search index.")
    ContentType.objects.clear_cache()
    call_command("migrate", interactive=False, verbosity=0)
    if Site.objects.exists():
        name_address(urlsplit(settings.ADDRESS))
    call_command("update_index", verbosity=0)
    indexing.write_all()
    entries.write_all()


@contextmanager
def _alone() -> Iterator[None]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BackupError("Another restore into this data directory is running.") from busy
        yield


def _publication_there() -> bool:
    """Raises BackupError where the database is something else's."""
    tables = set(connection.introspection.table_names())
    if tables and not tables.issuperset(OURS):
        raise BackupError(
            "The database holds tables that are not Standfirst's. Give it a database of its own."
        )
    with connection.cursor() as cursor:
        for name in tables.intersection(PUBLICATION):
            cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                return True
    return False


def _keep(now: datetime, progress: Progress) -> None:
    file = file_before("restore", now)
    back_up(file, now, progress)
    progress.say(f"What was there is kept in {file}.")
