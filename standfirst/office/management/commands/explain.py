"""manage.py explain READER STORY [--json]: why this reader may or may not read this story."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.office.explain import explain
from standfirst.office.finding import story_at
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage


class Command(BaseCommand):
    help = "Say why a reader may or may not read a story."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "reader", help="an address, or - for a browser nobody is signed in with"
        )
        parser.add_argument("story", help="a story's address, path or number")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        told = explain(_reader(options["reader"]), _story(options["story"]), timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
            return
        decision = told["decision"]
        self.stdout.write("open" if decision["open"] else f"locked: {decision['reason']}")
        for key, value in decision["facts"].items():
            self.stdout.write(f"  {key}: {value}")
        for row in told["rows"]:
            self.stdout.write(f"row {row}")
        for paid in told["payments"]:
            self.stdout.write(f"stripe {_in_a_line(paid)}")
        for rule in told["rules"]:
            self.stdout.write(f"rule {rule['rule']}: {rule['answer']}")


def _in_a_line(paid: dict[str, Any]) -> str:
    """cus_1, asked 2026-08-03T01:00:00+00:00, sub_1 active, invoice 0001 paid 500 EUR."""
    parts = [paid["customer"], f"asked {paid['asked_at'] or 'never'}"]
    parts += [f"{name} {status}" for name, status in paid["subscriptions"].items()]
    if it := paid["last_invoice"]:
        parts.append(f"invoice {it['number']} {it['state']} {it['amount']} {it['currency']}")
    if paid["failures"]:
        parts.append(f"no answer {paid['failures']} times in a row")
    return ", ".join(parts)


def _reader(word: str) -> Reader | None:
    if word == "-":
        return None
    reader = Reader.objects.with_address(word).first()
    if reader is None:
        raise CommandError(
            f"READER: no account has the address {word!r}. Give one, or - for nobody."
        )
    return reader


def _story(word: str) -> StoryPage:
    found = story_at(word)
    if found is None:
        raise CommandError(
            f"STORY: there is no story at {word!r}. Give its address, path or number."
        )
    return found
