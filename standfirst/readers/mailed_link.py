"""A log-in link that goes to its reader by mail, and before nobody else's eyes: whoever has it is that reader."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from standfirst.publication.mail import send
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader


@transaction.atomic
def mail_link(reader: Reader, address: str, now: datetime) -> None:
    """`address`: one of the reader's that is verified."""
    token = LogInLink.token_for(reader, now)
    send(
        to=address,
        template="readers/mail/log_in_link",
        context={
            "link": f"{settings.ADDRESS}{reverse('log_in_link', args=[token])}",
            "hours": int(LogInLink.lifetime.total_seconds() // 3600),
        },
        kind="log_in_link",
        expires_at=now + LogInLink.lifetime,
        now=now,
    )
