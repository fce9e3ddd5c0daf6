"""The mails to a reader's addresses. The outbox stands a floor below and knows no readers, so it is told of here."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from standfirst.publication.mail.reasons import reason_in_words
from standfirst.publication.outgoing import OutgoingMail, OutgoingMailQuerySet
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain

FIELDS = frozenset(
    f"publication.OutgoingMail.{name}" for name in ("to", "subject", "text", "html", "error")
)


def proven_addresses(reader: Reader) -> QuerySet[EmailAddress, str]:
    """Those whose mail the reader has shown to read. One that was only typed may be somebody else's."""
    return EmailAddress.objects.filter(user=reader, verified=True).values_list("email", flat=True)


def sent_to(reader: Reader) -> OutgoingMailQuerySet:
    """Sent, waiting or given up; a mail is remembered for `outgoing.REMEMBERED`."""
    return OutgoingMail.objects.to_any(proven_addresses(reader))


def personal_data(reader: Reader) -> dict[str, Any]:
    """Without the words: those of a mail that has left are erased, and those of one that waits may hold a code."""
    return {"mails": [_told(mail) for mail in sent_to(reader).order_by("created_at", "pk")]}


def erase(reader: Reader, now: datetime) -> None:
    sent_to(reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Nothing to do: a mail goes with its address."""


def _told(mail: OutgoingMail) -> dict[str, Any]:
    return {
        "kind": mail.kind,
        "to": mail.to,
        "written": plain(mail.created_at),
        "state": mail.state,
        "sent": plain(mail.sent_at),
        "why_not": reason_in_words(mail.error),
    }
