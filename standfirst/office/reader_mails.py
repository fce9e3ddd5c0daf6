"""A reader's addresses, and the mails to them: the outbox knows no readers."""

from typing import Any

from allauth.account.models import EmailAddress

from standfirst.publication.models import OutgoingMail
from standfirst.publication.outgoing import OutgoingMailQuerySet
from standfirst.readers.models import Reader


def addresses_of(reader: Reader) -> Any:
    return EmailAddress.objects.filter(user=reader).order_by("-primary", "email")


def verified_addresses(reader: Reader) -> Any:
    return addresses_of(reader).filter(verified=True)


def mails_to(reader: Reader) -> OutgoingMailQuerySet:
    """To any of the reader's verified addresses: one that was only typed may be somebody else's."""
    return OutgoingMail.objects.filter(to__in=verified_addresses(reader).values("email"))
