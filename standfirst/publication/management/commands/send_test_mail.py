"""`manage.py send_test_mail ADDRESS`: whether mail leaves, known before a reader complains."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from standfirst.publication.mail import send
from standfirst.publication.mail.deliver import send_due

PATIENCE = timedelta(minutes=10)


class Command(BaseCommand):
    help = "Sends one test mail to ADDRESS and says what became of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError as why:
            raise CommandError(
                f"ADDRESS is {address!r}; it must be a whole address, such as ana@example.org."
            ) from why
        now = timezone.now()
        mail = send(
            to=address,
            template="publication/mail/test",
            context={},
            kind="test",
            expires_at=now + PATIENCE,
            now=now,
        )
        send_due(now)
        mail.refresh_from_db()
        if mail.sent_at is None:
            raise CommandError(
                f"Not sent: {mail.error or 'a worker has it now; look again in a minute'}"
            )
        self.stdout.write(f"Sent to {address}.")
