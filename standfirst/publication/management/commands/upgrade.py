"""standfirst upgrade: this version in the place of the one that serves, which goes on until this one answers."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils import timezone

from standfirst.publication import upgrading
from standfirst.publication.serving import notes
from standfirst.publication.serving.processes import Code
from standfirst.publication.serving.version import PATIENCE


class Command(BaseCommand):
    help = "Back up, migrate, collect static files, and have `serve` go on with this version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-backup", action="store_true", help="where you have just made one")
        parser.add_argument(
            "--no-handover",
            dest="handover",
            action="store_false",
            help="where what serves is started anew afterwards, or runs in another container",
        )

    def handle(self, *args: Any, no_backup: bool, handover: bool, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError("This is a demo: it brings itself up to date when it is started.")
        try:
            settings.DATA.mkdir(mode=0o750, parents=True, exist_ok=True)
        except OSError as why:
            raise CommandError(
                f"The data directory {settings.DATA} cannot be made ({why.strerror}). Name another with "
                "STANDFIRST_DATA"
            ) from why
        serving = notes.state_of(settings.DATA)
        if not no_backup and (file := upgrading.back_up(timezone.now())):
            self.stdout.write(f"Kept what there was in {file}.")
        try:
            upgrading.bring_up_to_date()
        except (Error, OSError) as why:
            raise CommandError(
                f"The database or the static files could not be brought up to date: {why}. "
                "What serves goes on serving"
            ) from why
        self.stdout.write("The database and the static files are of this version.")
        if serving and not handover:
            self.stdout.write("Start it anew, to have what serves go on with this version.")
            return
        if serving is None:
            self.stdout.write(
                "Nothing serves on this data directory. Start it with `standfirst serve`."
            )
            return
        try:
            notes.hand_over(settings.DATA, serving, Code(), PATIENCE + 10)
        except notes.NotTaken as why:
            raise CommandError(
                f"The new version does not serve, and the one before goes on: {why}"
            ) from why
        self.stdout.write("The new version serves.")
