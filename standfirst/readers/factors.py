"""The second factor of staff: who is asked for one, whether this session has shown it, and what is done without.

A passkey is one, and an authenticator app; recovery codes stand in for them. Readers are never asked: what the
publisher decides here is about the admin alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from standfirst.readers.authenticator_app import DIGITS
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.key_mail import tell
from standfirst.readers.models import AuthenticatorApp, Passkey, Reader, RecoveryCode, StaffLogIn
from standfirst.readers.places import with_place
from standfirst.readers.proof import doubted, recently_proven

MAY_ENTER = "wagtailadmin.access_admin"
_KEY = "factor_shown"

View = Callable[..., HttpResponseBase]


class Door(StrEnum):
    """What stands between a member of staff and the admin; the value is the page that leads on."""

    OPEN = ""
    CONFIRM = "confirm"
    SHOW = "show_factor"
    ADD = "add_factor"


def decide_door(*, doubted: bool, required: bool, holds: bool, shown: bool) -> Door:
    """`doubted`: nothing but a password was shown. Nobody adds a factor on the strength of that."""
    if shown:
        return Door.OPEN
    if required and holds:
        return Door.SHOW
    if doubted:
        return Door.CONFIRM
    return Door.ADD if required else Door.OPEN


def door_before(request: HttpRequest, reader: Reader) -> Door:
    shown = was_shown(request)
    required = not shown and StaffLogIn.load().two
    return decide_door(
        doubted=doubted(request),
        required=required,
        holds=required and factors_of(reader).held,
        shown=shown,
    )


def was_shown(request: HttpRequest) -> bool:
    return _KEY in request.session


def remember_shown(request: HttpRequest) -> None:
    """For as long as the session lasts: of staff, 12 hours without a visit end it."""
    request.session[_KEY] = True


@dataclass(frozen=True)
class Factors:
    passkeys: int
    app: AuthenticatorApp | None

    @property
    def held(self) -> bool:
        return bool(self.passkeys or self.app)


def factors_of(reader: Reader) -> Factors:
    app = AuthenticatorApp.objects.filter(reader=reader).first()
    return Factors(passkeys=reader.passkeys.count(), app=app)


@transaction.atomic
def enter(reader: Reader, typed: str, now: datetime) -> bool:
    """A code of the app, or a recovery code, which is used up by it and told by mail."""
    digits = "".join(typed.split())
    if digits.isdecimal() and len(digits) == DIGITS:
        app = factors_of(reader).app
        return app is not None and app.enter(digits, now)
    if not reader.recovery_codes.use(typed, now):
        return False
    left = reader.recovery_codes.left().count()
    tell(reader, _("A recovery code was used. You have %(left)d left.") % {"left": left}, now)
    return True


@transaction.atomic
def add_app(reader: Reader, secret: str, period: int, now: datetime) -> None:
    """`period`: that of the code it was added with. Raises IntegrityError where there is one already."""
    AuthenticatorApp.objects.create(reader=reader, secret=secret, period=period, added_at=now)
    tell(reader, _("An authenticator app was added."), now)


@transaction.atomic
def remove_app(app: AuthenticatorApp, now: datetime) -> None:
    app.delete()
    _forget_spare(app.reader)
    tell(app.reader, _("The authenticator app was removed."), now)


@transaction.atomic
def remove_passkey(passkey: Passkey, now: datetime) -> None:
    passkey.delete()
    _forget_spare(passkey.reader)
    tell(passkey.reader, _("A passkey was removed: %(name)s.") % {"name": passkey.name}, now)


@transaction.atomic
def new_recovery_codes(reader: Reader, now: datetime) -> list[str]:
    """To be shown this once."""
    codes = RecoveryCode.new_for(reader)
    tell(reader, _("New recovery codes were made; those from before no longer work."), now)
    return codes


@transaction.atomic
def take_away(reader: Reader, now: datetime) -> None:
    """A colleague has lost theirs: they log in with a code, and add another."""
    reader.drop_factors()
    tell(reader, _("A publisher took your passkeys and second factor away."), now)


def _forget_spare(reader: Reader) -> None:
    """Recovery codes stand in for something; with nothing left to stand in for, they go too."""
    if not factors_of(reader).held:
        reader.recovery_codes.all().delete()


def fully_proven(view: View) -> View:
    """Proved lately, and by the second factor where the admin would ask for it: else a mailbox alone would do
    to add another one, and be in."""

    @recently_proven
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = signed_in(request)
        if reader.has_perm(MAY_ENTER) and door_before(request, reader) is Door.SHOW:
            return redirect(with_place(Door.SHOW, request.get_full_path()))
        return view(request, *args, **kwargs)

    return guarded


def step_before_admin(request: HttpRequest) -> Door:
    """Who has no role, or is not logged in, is none of this door's: Wagtail sends them to the staff door."""
    reader = reader_of(request)
    if reader is None or not reader.has_perm(MAY_ENTER):
        return Door.OPEN
    return door_before(request, reader)
