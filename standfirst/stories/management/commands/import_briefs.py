"""manage.py import_briefs PATH…: brief files into stories; prints each story's address, one a line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.stories.briefs import BriefError
from standfirst.stories.importing import briefs_in, import_files
from standfirst.stories.named import access_called, desk_called
from standfirst.stories.refusal import Refusal
from standfirst.stories.registering import import_register, registers_in

A_STEP = 50  # files between two lines of progress


class Command(BaseCommand):
    help = (
        "Import brief files, or folders of them, as stories. A story that is there already is "
        "brought up to date. A register.yaml beside them is read first. Stopped half-way, run it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--desk", default="", metavar="SLUG", help="for briefs that name none")
        parser.add_argument(
            "--access",
            default="",
            metavar="LEVEL",
            help='for briefs that name none: public, registered, members or "plans: basic, plus"',
        )
        parser.add_argument("--headline", default="", metavar="TEXT", help="for a single brief")
        parser.add_argument(
            "--skip", type=int, default=0, metavar="N", help="leave out N non-empty lines on top"
        )
        parser.add_argument("--publish", action="store_true", help="else each is a draft")

    def handle(self, *args: Any, **options: Any) -> None:
        files = briefs_in(options["paths"])
        _check(options, files)
        self._import_registers(options["paths"])
        try:
            refused = self._import(files, options)
        except KeyboardInterrupt:
            # Each brief is in whole or not at all.
            raise CommandError("Stopped. Run it again to go on.", returncode=130) from None
        if refused:
            raise CommandError(
                f"{refused} of {len(files)} refused, {len(files) - refused} imported."
            )

    def _import_registers(self, paths: list[Path]) -> None:
        """Before the briefs, whose statements would make anew whoever is not there yet."""
        try:
            for path in registers_in(paths):
                import_register(path, timezone.now())
        except BriefError as refused:
            self.stderr.write(str(refused))
            raise CommandError("Nothing was imported: mend the register first.") from None

    def _import(self, files: list[Path], options: dict[str, Any]) -> int:
        """How many were refused."""
        refused = 0
        chosen = {key: options[key] for key in ("desk", "access", "headline", "skip", "publish")}
        outcomes = import_files(files, now=timezone.now(), **chosen)
        for done, outcome in enumerate(outcomes, start=1):
            if isinstance(outcome, BriefError):
                refused += 1
                self.stderr.write(str(outcome))
            else:
                self.stdout.write(outcome.address)
            if done % A_STEP == 0 and len(files) > A_STEP:
                self.stderr.write(f"{done} of {len(files)}", self.style.NOTICE)
        return refused


def _check(options: dict[str, Any], files: list[Path]) -> None:
    """What is wrong with the command itself is said before anything is imported."""
    if not files:
        raise CommandError("There are no briefs (.md, .markdown or .txt) in there.")
    if options["skip"] < 0:
        raise CommandError("--skip is a number of lines: 0 or more.")
    if options["headline"] and len(files) > 1:
        raise CommandError(f"--headline is for one brief, and here are {len(files)}.")
    try:
        if options["desk"]:
            desk_called(options["desk"])
        if options["access"]:
            access_called(options["access"])
    except Refusal as refusal:
        raise CommandError(f"--{refusal.key}: {refusal}") from None
