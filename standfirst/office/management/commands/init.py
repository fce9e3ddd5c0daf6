"""standfirst init: a publication of one's own, from a few answers. founding/address.py has asked for its address."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from standfirst import datadir
from standfirst.office.founding.address import read_answer
from standfirst.office.founding.answers import Answers, Questions
from standfirst.office.founding.asking import Said, Unanswered, ask, check, option
from standfirst.office.founding.found import found, is_founded
from standfirst.office.founding.telling import first_steps, what_is_there
from standfirst.publication.upgrading import bring_up_to_date
from standfirst.stories.opening import name_address


class Command(BaseCommand):
    help = (
        "Make a publication: asks what it does not know, prepares the data directory and the database, and "
        "prints a link that logs its publisher in. Run again, it goes on where it was stopped, or says what is there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--yes",
            action="store_true",
            help="ask nothing; what no option says has its usual answer",
        )
        # Taken by founding/address.py, before there were settings.
        parser.add_argument("--address", metavar="ADDRESS", help="where readers reach the site")
        for name, field in Questions.base_fields.items():
            parser.add_argument(option(name), metavar=name.upper(), help=str(field.label))

    def handle(self, *args: Any, **options: Any) -> None:
        if os.geteuid() == 0:
            self.stderr.write(
                "You are root, so what is made here is root's. Where the publication runs as somebody else, "
                "give them the data directory afterwards.",
                self.style.NOTICE,
            )
        try:
            if is_founded():
                self._tell_what_is_there()
            else:
                self._found(options)
        except OperationalError as why:
            raise CommandError(f"DATABASE_URL: the database cannot be used: {why}") from why

    def _tell_what_is_there(self) -> None:
        if name_address(urlsplit(settings.ADDRESS)):
            self.stdout.write(f"Its address is {settings.ADDRESS} from now on.")
        self.stdout.write(what_is_there())

    def _found(self, options: dict[str, Any]) -> None:
        kept = Path(settings.DATA, "answers.json")
        answers = self._answers(options, kept)
        datadir.keep(settings.DATA, "time_zone", answers.time_zone)
        self.stderr.write("Making the database, and collecting the static files.")
        bring_up_to_date()
        token = found(answers, timezone.now())
        kept.unlink(missing_ok=True)
        if token is None:
            self._tell_what_is_there()
        else:
            link = reverse("log_in_link", args=[token])
            place = urlencode({"next": reverse("wagtailadmin_home")}, safe="/")
            self.stdout.write(first_steps(answers, f"{settings.ADDRESS}{link}?{place}"))

    def _answers(self, options: dict[str, Any], kept: Path) -> Answers:
        """By option, else of the run that was broken off, else asked for. Kept until the publication is made."""
        said: Said = json.loads(kept.read_text()) if kept.is_file() else {}
        if said:
            self.stderr.write("Going on with the answers of the run that was broken off.")
        said |= {name: options[name] for name in Questions.base_fields if options[name] is not None}
        try:
            if not options["yes"]:
                said = ask(said, read_answer, self.stderr.write)
            answers = check(said)
        except EOFError:
            raise CommandError(
                "There is nobody here to ask. Give the answers as options, with --yes: "
                "`init --help` lists them."
            ) from None
        except Unanswered as why:
            raise CommandError(str(why)) from why
        kept.write_text(json.dumps(said))
        return answers
