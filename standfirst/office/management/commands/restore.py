"""manage.py restore FILE: the publication of a backup, in this database and this data directory."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from standfirst.office.backup.asking import plainly
from standfirst.office.backup.progress import Progress
from standfirst.office.backup.restoring import restore


class Command(BaseCommand):
    help = (
        "Put the publication of a backup into an empty database, SQLite or PostgreSQL, at STANDFIRST_ADDRESS. "
        "Nothing may be connected to it meanwhile. Killed at any moment, run it again."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="a publication that is there is backed up first, then replaced",
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        with plainly("Stopped. What was there is as it was; run it again to go on."):
            done = restore(file, timezone.now(), Progress(self.stderr.write), replace=replace)
        self.stdout.write(
            f"Restored from {done.head.at}: {done.manifest.rows:,} rows, "
            f"{done.manifest.media.files:,} files, at {settings.ADDRESS}. All sessions have ended."
        )
        self.stdout.write(_zone(done.head.time_zone))


def _zone(kept: str) -> str:
    """What is set in the environment goes before the file that restoring wrote."""
    if set_here := os.environ.get("STANDFIRST_TIME_ZONE"):
        return f"Its time zone is {set_here}, as STANDFIRST_TIME_ZONE says; it was {kept}."
    return f"Its time zone is {kept}, as it was."
