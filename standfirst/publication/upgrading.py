"""From one version to the next: keep what there is, then bring the database and the static files up to it."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection

BACKUP = "backup"  # a room above has it
KEPT_IN = "backups"


def back_up(now: datetime) -> Path | None:
    """All of it as it was before; None where there is nothing yet."""
    if BACKUP not in get_commands() or not connection.introspection.table_names():
        return None
    folder: Path = settings.DATA / KEPT_IN
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"before-upgrade-{now:%Y%m%d-%H%M%S}.tar.gz"
    call_command(BACKUP, str(file))
    return file


def bring_up_to_date() -> None:
    """Static files of versions before stay: pages they made are open in browsers."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
