"""manage.py export_record --csv|--jsonl: the whole record, for staff; can be stopped at any time and gone on with."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.membership.standing import Standing, Who
from standfirst.record.exports.paging import by_number
from standfirst.record.exports.writing import csv_lines, json_lines
from standfirst.record.models import Statement
from standfirst.record.reading import Sight

A_PART = 1_000  # statements written at once: whole, or not at all
STAFF = Standing(who=Who.SIGNED_IN, staff=True)


class Command(BaseCommand):
    help = (
        "Write every statement on record, whole, to standard output or a file. "
        "Where it was stopped it says with which --after to go on; a file is then added to."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        form = parser.add_mutually_exclusive_group(required=True)
        form.add_argument("--csv", action="store_true", help="a table, with a row of names first")
        form.add_argument("--jsonl", action="store_true", help="an object on each line")
        parser.add_argument("--after", type=int, default=0, metavar="N", help="the last number had")
        parser.add_argument("--out", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        after, out = options["after"], options["out"]
        if after < 0:
            raise CommandError("--after: give the number of a statement.")
        if out and out.exists() and not after:
            raise CommandError(
                f"{out} is there already. Name another, or say --after which to go on."
            )
        self.done, self.last = 0, after
        with ExitStack() as opened:
            try:
                file = opened.enter_context(_file(out)) if out else sys.stdout
                self._write(file, csv=options["csv"])
            except KeyboardInterrupt:
                raise CommandError(
                    f"Stopped. Go on with --after {self.last}.", returncode=130
                ) from None
            except OSError as error:
                text = f"{out or 'The output'} cannot be written: {error.strerror}. "
                raise CommandError(f"{text}Go on with --after {self.last}.") from error
        self.stderr.write(f"{self.done} statements, whole.")

    def _write(self, file: TextIO, *, csv: bool) -> None:
        """Part by part. `last`: the number of the last statement that is written."""
        now = timezone.now()
        sight, found = Sight(STAFF, now), Statement.objects.published(now)
        header = not self.last
        while True:
            part = by_number(found, str(self.last), A_PART)
            said = list(part.said(sight))
            lines = csv_lines(said, header=header) if csv else json_lines(said)
            file.write("".join(lines))
            file.flush()
            header = False
            self.done, self.last = self.done + len(said), said[-1].pk if said else self.last
            if not part.after:
                return
            self.stderr.write(f"{self.done} statements, up to number {self.last}")


def _file(path: Path) -> TextIO:
    """CSV ends its lines by itself."""
    return path.open("a", encoding="utf-8", newline="")
