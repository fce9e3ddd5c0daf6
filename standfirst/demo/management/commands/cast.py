"""manage.py cast [--json]: the demo's readers, one in every standing, and what the gate tells each."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.demo.cast import as_json, cast_table


class Command(BaseCommand):
    help = "List the demo's readers and what the gate tells each of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = cast_table(timezone.now())
        except LookupError as missing:
            raise CommandError(str(missing)) from missing
        if options["json"]:
            self.stdout.write(json.dumps(as_json(rows), indent=2))
            return
        for row in rows:
            answer = row.warning or "open" if row.open else row.reason
            self.stdout.write(f"{row.name:6} {row.email:20} {answer:16} {row.story}")
