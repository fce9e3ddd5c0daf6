"""manage.py suggest [--json]: read text on standard input, and print who may have said what in it."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from standfirst.record.suggest import Suggestion, suggest


class Command(BaseCommand):
    help = "Read text on standard input and print the statements it may hold. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="a JSON array; offsets count characters"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = suggest(_read())
        if options["json"]:
            self.stdout.write(json.dumps([_row(it) for it in found], ensure_ascii=False, indent=1))
            return
        for it in found:
            self.stdout.write(_line(it))
        if not found:
            self.stdout.write("No statements found.")


def _read() -> str:
    """Standard input as text, a byte order mark aside. Line ends stay as they are: offsets count them."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as why:
        raise CommandError(
            f"Standard input is not UTF-8: byte {why.start} cannot be read."
        ) from None
    if not text.strip():
        raise CommandError("Standard input is empty. Give the text of a story or a section.")
    return text


def _row(it: Suggestion) -> dict[str, Any]:
    row = asdict(it)
    del row["key"]
    return row


def _line(it: Suggestion) -> str:
    """direct  Jane Doe (the senator said) 0.95 fill in: The words."""
    who = it.speaker or it.mention or "nobody named"
    beside = f" ({it.mention} {it.cue})" if it.mention else ""
    sure = "fill in" if it.prefill else "choose"
    return f"{it.mode:<10} {who}{beside} {it.confidence:.2f} {sure}: {' '.join(it.text.split())}"
