"""The mail door: every mail of every room leaves through `send`.

    send(
        to=reader.email,
        template="readers/mail/login_code",
        context={"code": code},
        kind="login_code",
        expires_at=now + timedelta(minutes=10),
        now=now,
    )

It renders and stores the mail in the caller's transaction: rolled back, nothing is sent. The
worker (`deliver.send_due`) sends it within a second of the commit, through whom MAIL_URL says.
Templates extend `publication/mail/base.txt` and `publication/mail/base.mjml`.
"""

from datetime import datetime
from email.headerregistry import Address
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.utils import timezone

from standfirst.publication.mail.render import one_line, render
from standfirst.publication.models import PublicationSettings
from standfirst.publication.outgoing import OutgoingMail


def send(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    kind: str,
    expires_at: datetime | None = None,
    now: datetime | None = None,
    forget_at_once: bool = False,
) -> OutgoingMail:
    """Queues one mail to one address. After `expires_at` it is not sent any more.

    `forget_at_once`: no trace of it stays once it has left, or cannot.

    Raises ValidationError for anything but one bare address.
    """
    validate_email(to)
    now = now or timezone.now()
    publication = PublicationSettings.load()
    words = render(template, context, publication)
    return OutgoingMail.objects.create(
        to=to,
        sender=_named(publication.name, settings.MAIL_FROM),
        reply_to=_named(publication.contact_name, publication.contact_email),
        subject=words.subject,
        text=words.text,
        html=words.html,
        kind=kind,
        created_at=now,
        next_attempt_at=now,
        expires_at=expires_at,
        forget_at_once=forget_at_once,
    )


def _named(name: str, address: str) -> str:
    """`Ana Lopez <ana@example.org>`, quoted where it must be; empty without an address."""
    return str(Address(one_line(name), addr_spec=address)) if address else ""
