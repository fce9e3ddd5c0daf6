from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader


class Command(BaseCommand):
    help = "Print a link that logs this reader in, once, within 24 hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the reader's address")

        parser.add_argument(
            "--drop-factors",
            action="store_true",
            help="also take away passkeys, authenticator app and recovery codes, for staff who lost them",
        )

    def handle(self, *args: Any, email: str, drop_factors: bool, **options: Any) -> None:
        reader = Reader.objects.with_address(email).filter(is_active=True).first()
        if reader is None:
            raise CommandError(
                f"EMAIL: no reader here has the address {email!r}. "
                f"Check it, or make the reader: manage.py create_reader {email}"
            )
        if drop_factors:
            reader.drop_factors()
        token = LogInLink.token_for(reader, timezone.now())
        self.stdout.write(f"{settings.ADDRESS}{reverse('log_in_link', args=[token])}")
