"""From one version to the next: keep what there is, then bring the database and the static files up to it."""

import filecmp
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectStatic
from django.core.files.storage import storages
from django.core.management import call_command, get_commands
from django.db import connection

from standfirst.publication.copies_before import file_before

BACKUP = "backup"  # a room above has it


def back_up(now: datetime) -> Path | None:
    """All of it as it was before; None where there is nothing yet."""
    if BACKUP not in get_commands() or not connection.introspection.table_names():
        return None
    file = file_before("upgrade", now)
    call_command(BACKUP, str(file))
    return file


def bring_up_to_date() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()


def _collect_static() -> None:
    """Beside those that are served, for Django takes files away while it writes them anew; then one by one, whole.

    Files of versions before stay: pages they made are open in browsers.
    """
    with TemporaryDirectory(dir=settings.DATA, prefix="static-") as fresh:
        collecting = CollectStatic()
        named = settings.STORAGES["staticfiles"]
        collecting.storage = storages.create_storage({**named, "OPTIONS": {"location": fresh}})
        call_command(collecting, interactive=False, verbosity=0)
        # The list of them last: it names the others.
        for file in sorted(Path(fresh).rglob("*"), key=lambda it: it.suffix == ".json"):
            if file.is_file():
                _put(file, settings.STATIC_ROOT / file.relative_to(fresh))


def _put(file: Path, place: Path) -> None:
    if place.is_file() and filecmp.cmp(file, place, shallow=False):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    file.replace(place)
