"""A password in the place of a code, for readers who set one. Optional: a code always works.

It logs in through the page that asks for it, and through nothing else (`backend`). It opens what there is to read; for
what matters more (`proof`), and for the admin, a code or a passkey has to follow.
"""

from datetime import datetime

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from standfirst.readers.devices import How
from standfirst.readers.key_mail import tell
from standfirst.readers.models import Reader
from standfirst.readers.noting import end_others
from standfirst.readers.proof import doubt


def reader_with(address: str, password: str) -> Reader | None:
    """The same statement and the same slow hash for no account, no password and a wrong one."""
    reader: Reader | None = Reader.objects.with_address(address).first()
    right = (reader or Reader()).check_password(password)
    return reader if right else None


def log_in(request: HttpRequest, reader: Reader, address: str, place: str) -> HttpResponse:
    """`address`: the one typed, by which this browser is known from now on."""
    record_authentication(request, reader, method=How.PASSWORD)
    response: HttpResponse = perform_login(
        request, reader, redirect_url=place or "/", email=address
    )
    doubt(request)
    return response


@transaction.atomic
def keep(request: HttpRequest, reader: Reader, password: str, now: datetime) -> None:
    """Set it, or set another. Every other session ends: Django holds each to the password it began with."""
    had = reader.has_usable_password()
    reader.set_password(password)
    _changed(request, reader, now)
    tell(reader, _("The password was changed.") if had else _("A password was set."), now)


@transaction.atomic
def remove(request: HttpRequest, reader: Reader, now: datetime) -> None:
    """Every other session ends with it."""
    if not reader.has_usable_password():
        return
    reader.set_unusable_password()
    _changed(request, reader, now)
    tell(reader, _("The password was removed."), now)


def _changed(request: HttpRequest, reader: Reader, now: datetime) -> None:
    reader.save(update_fields=["password"])
    end_others(request, reader, now)
