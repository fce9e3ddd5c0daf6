"""The addresses of a reader: any that is verified logs in; mail about the account goes to the primary one.

One that was merely typed is kept nowhere but in the session of the browser that waits for its code, so it can
stand in nobody's way. Each change is told to the primary address and to the one concerned.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from standfirst.publication.mail import send
from standfirst.readers import both_proved
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.models import Reader
from standfirst.readers.places import with_place
from standfirst.readers.words import veiled

KIND = "addresses_changed"
SAID = "addresses_said"


class Change(StrEnum):
    ADDED = "added"
    MADE_PRIMARY = "made_primary"
    REMOVED = "removed"
    JOINED = "joined"


class Proved(StrEnum):
    """Whose a proven address turned out to be."""

    NEW = "new"
    OURS = "ours"
    ANOTHERS = "anothers"


class AddressNeeded(Exception):
    """It is the primary one, or without it none would be verified."""


def asking_account(request: HttpRequest) -> str:
    """Who asks, in a mail that may reach a stranger: enough for its owner to know it by, and no address."""
    reader = reader_of(request)
    return veiled(reader.email) if reader else ""


def arrive_with_address(request: HttpRequest, address: str, now: datetime) -> str:
    """The code was right: the address is theirs. The page that comes next, by name."""
    reader = signed_in(request)
    match add(reader, address, now):
        case Proved.ANOTHERS:
            if other := Reader.objects.with_address(address).first():
                both_proved.remember(request, other, address, now)
                return "join_accounts"
        case Proved.NEW:
            say(request, Change.ADDED, address)
    return "addresses"


def add(reader: Reader, address: str, now: datetime) -> Proved:
    """Two who prove one address at once get one answer each: the database keeps one row."""
    try:
        return _add(reader, address, now)
    except IntegrityError:
        return Proved.ANOTHERS


@transaction.atomic
def _add(reader: Reader, address: str, now: datetime) -> Proved:
    reader = locked(reader)
    owner = Reader.objects.with_address(address).first()
    if owner is not None:
        owner.confirm_address(address)
        return Proved.OURS if owner == reader else Proved.ANOTHERS
    EmailAddress.objects.create(user=reader, email=address, verified=True)
    tell(reader, Change.ADDED, address, [reader.email, address], now)
    return Proved.NEW


@transaction.atomic
def make_primary(reader: Reader, row: EmailAddress, now: datetime) -> None:
    """Raises AddressNeeded for one that is not verified, or is gone.

    An old one that was never verified goes: only a primary one may be kept so, else it would be in its owner's way.
    """
    reader = locked(reader)
    if not reader.addresses.filter(pk=row.pk, verified=True).exists():
        raise AddressNeeded
    before = reader.email
    if row.email == before:
        return
    reader.addresses.filter(primary=True, verified=False).delete()
    reader.addresses.filter(primary=True).update(primary=False)
    reader.addresses.filter(pk=row.pk).update(primary=True)
    reader.email = row.email
    reader.save(update_fields=["email"])
    tell(reader, Change.MADE_PRIMARY, row.email, [before, row.email], now)


@transaction.atomic
def remove(reader: Reader, row: EmailAddress, now: datetime) -> None:
    """Raises AddressNeeded. Log-in links that wait end with it: they may lie in its mailbox."""
    reader = locked(reader)
    others = reader.addresses.exclude(pk=row.pk)
    if row.email == reader.email or not others.filter(verified=True).exists():
        raise AddressNeeded
    gone, _each = reader.addresses.filter(pk=row.pk).delete()
    if gone:
        reader.log_in_links.all().delete()
        tell(reader, Change.REMOVED, row.email, [reader.email, row.email], now)


def locked(reader: Reader) -> Reader:
    """The reader's row as it is now, held until the transaction ends; who was joined away meanwhile is refused."""
    row = Reader.objects.select_for_update().filter(pk=reader.pk).first()
    if row is None:
        raise PermissionDenied
    return row


def tell(
    reader: Reader, change: Change, address: str, mailboxes: Iterable[str], now: datetime
) -> None:
    for mailbox in dict.fromkeys(mailboxes):
        send(
            to=mailbox,
            template="readers/mail/addresses_changed",
            context={
                "change": change,
                "address": address,
                "primary": reader.email,
                "url": f"{settings.ADDRESS}{with_place('account_login', reverse('addresses'))}",
            },
            kind=KIND,
            now=now,
        )


def say(request: HttpRequest, change: Change, address: str) -> None:
    """For the next look at the page of addresses, once."""
    request.session[SAID] = {"change": change.value, "address": address}


def said(request: HttpRequest) -> dict[str, str] | None:
    found: dict[str, str] | None = request.session.get(SAID)
    if found is not None:
        del request.session[SAID]
    return found
