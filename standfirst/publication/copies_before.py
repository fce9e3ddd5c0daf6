"""Backups that are made by themselves, before what cannot be undone: where they are kept, and for how long.

The privacy page promises that copies are replaced in turn: they still have readers who have been deleted since.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

FOLDER = "backups"  # of the data directory
KEPT_FOR = timedelta(days=14)
_NAMED = "before-{what}-%Y%m%d-%H%M%S.tar.gz"
ACTS = ("upgrade", "restore")


def file_before(what: str, now: datetime) -> Path:
    """A name in the folder, which is made; `what` is one of ACTS."""
    folder: Path = settings.DATA / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{now.astimezone(UTC):{_NAMED.format(what=what)}}"


def drop_old(now: datetime, *, but: Path | None = None) -> None:
    """By the moment in the name. A file of any other name was put there by somebody, and stays."""
    for file in (settings.DATA / FOLDER).glob("before-*"):
        made = _made_at(file)
        if made and made < now - KEPT_FOR and not (but and file.samefile(but)):
            file.unlink()


def _made_at(file: Path) -> datetime | None:
    for what in ACTS:
        try:
            return datetime.strptime(file.name, _NAMED.format(what=what)).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
