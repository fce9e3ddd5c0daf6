"""manage.py backup FILE: all that the publication cannot make anew, in one file that has been read back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from standfirst.office.backup.asking import plainly, size
from standfirst.office.backup.making import back_up
from standfirst.office.backup.progress import Progress
from standfirst.publication.copies_before import drop_old


class Command(BaseCommand):
    help = (
        "Write the database and the media to FILE, as they are at one moment, while the site runs. "
        "It holds readers' addresses, and neither the secret nor the settings: keep those apart."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="which must not be there yet")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with plainly("Stopped. Nothing is at that name."):
            made = back_up(file, now := timezone.now(), Progress(self.stderr.write))
            drop_old(now)
        media = made.manifest.media
        if media.missing:
            self.stderr.write(f"{media.missing} files that rows name were not there.")
        self.stdout.write(
            f"{made.file}: {made.manifest.rows:,} rows, {media.files:,} files, {size(made.bytes)}, "
            f"read back, in {made.seconds} seconds."
        )
