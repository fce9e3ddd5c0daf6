"""standfirst doctor: whether all is as it should be, and how to mend what is not."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.office.doctor import dns
from standfirst.office.doctor.examination import examine
from standfirst.office.doctor.finding import Finding, Level, not_ready, ok


class Command(BaseCommand):
    help = "Looks at database, storage, worker, mail, the site as readers reach it, and backups."
    # What they would stop at is to be said like the rest.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="for programs")
        parser.add_argument("--send-test-mail", metavar="ADDRESS", help="send one mail there")
        parser.add_argument(
            "--dkim-selector",
            metavar="NAME",
            action="append",
            default=[],
            help="under which name the key lies that signs your mail; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dns.selectors[:] = options["dkim_selector"]
        found = list(examine(timezone.now()))
        if address := options["send_test_mail"]:
            found.append(_send_test_mail(address))
        if options["as_json"]:
            self.stdout.write(json.dumps([asdict(it) for it in found], indent=1))
        else:
            self._say(found)
        if any(it.level is Level.NOT_READY for it in found):
            raise SystemExit(1)

    def _say(self, found: list[Finding]) -> None:
        for it in found:
            self.stdout.write(f"{it.level:<9}  {it.subject:<8}  {it.what}")
            if it.mend:
                self.stdout.write(f"{'':<21}-> {it.mend}")
        count = Counter(it.level for it in found)
        self.stdout.write(
            f"\n{count[Level.NOT_READY]} not ready, {count[Level.WARNING]} to look at, {count[Level.OK]} ok"
        )


def _send_test_mail(address: str) -> Finding:
    said = StringIO()
    try:
        call_command("send_test_mail", address, stdout=said)
    except CommandError as why:
        return not_ready("mail", f"The test mail: {why}", "See what is said of the mail server")
    return ok("mail", "The test mail was handed over. See whether it arrives, and not among junk")
