"""`standfirst reconcile`: ask Stripe of every customer, mend what events missed, and say what that was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from standfirst.billing.gateway import Trouble
from standfirst.billing.reconcile import reconcile_all


class Command(BaseCommand):
    help = "Asks Stripe what is true of every customer, and prints what that changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would change, and change nothing"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        count = 0
        try:
            for change in reconcile_all(timezone.now(), dry_run=dry_run):
                count += 1
                self.stdout.write(str(change))
        except Trouble as why:
            raise CommandError(f"Stripe could not be asked: {why}") from why
        done = "would change" if dry_run else "changed"
        self.stdout.write(f"{count} {done}." if count else "Nothing to mend.")
