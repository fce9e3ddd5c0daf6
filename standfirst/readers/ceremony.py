"""What a browser's passkey is asked, and whether its answer is believed: WebAuthn Level 2, done by fido2.

A challenge is good for one answer, right or wrong, in the session it was made in, for half an hour. The answer
has to come from this site's own address, from somebody whom the device has looked at (user verification).
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from standfirst.publication.models import PublicationSettings
from standfirst.readers.key_mail import tell
from standfirst.readers.makers import name_of
from standfirst.readers.models import Passkey, Reader
from standfirst.readers.passkeys import digest_of

GOOD_FOR = timedelta(minutes=30)
MOST_PASSKEYS = 20
# Bytes of an answer: a certificate chain may come with it.
LONGEST = 50_000
_ADDING, _SHOWING = "passkey_adding", "passkey_showing"
_PORTS = {"http": 80, "https": 443}
_VERIFIED = UserVerificationRequirement.REQUIRED

Read = TypeVar("Read")


class Refusal(StrEnum):
    STALE = "stale"  # no challenge waits for it: it was answered, is too old, or another browser's
    WRONG = "wrong"  # not what was asked for, or not from here
    ANOTHERS = "anothers"  # it is another reader's than the one who is to show it
    UNKNOWN = "unknown"  # no passkey that is kept here
    COPIED = "copied"  # its counter did not go up
    TAKEN = "taken"  # it is added already
    TOO_MANY = "too_many"


class PasskeyRefused(Exception):
    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


def possible(request: HttpRequest) -> bool:
    """Browsers know passkeys by a site's name: not where it has a number alone, nor under a further name."""
    return _is_name(_host()) and request.get_host().partition(":")[0].lower() == _host()


def begin_adding(request: HttpRequest, reader: Reader, now: datetime) -> dict[str, Any]:
    """What `navigator.credentials.create` is called with."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(reader), name=reader.email, display_name=str(reader)
        ),
        credentials=[_credential(passkey) for passkey in reader.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_VERIFIED,
    )
    _keep(request, _ADDING, state, now)
    return dict(options)


def finish_adding(request: HttpRequest, reader: Reader, answer: str, now: datetime) -> Passkey:
    """The reader's new passkey, told by mail. Raises PasskeyRefused."""
    state = _take(request, _ADDING, now)
    made: AuthenticatorData = _believe(lambda: _server().register_complete(state, _parsed(answer)))
    credential = made.credential_data
    if credential is None:
        raise PasskeyRefused(Refusal.WRONG)
    if reader.passkeys.count() >= MOST_PASSKEYS:
        raise PasskeyRefused(Refusal.TOO_MANY)
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                reader=reader,
                name=name_of(credential.aaguid),
                digest=digest_of(credential.credential_id),
                credential=bytes(credential),
                count=made.counter,
                added_at=now,
            )
            tell(reader, _("A passkey was added: %(name)s.") % {"name": passkey.name}, now)
    except IntegrityError:
        raise PasskeyRefused(Refusal.TAKEN) from None
    return passkey


def begin_showing(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What `navigator.credentials.get` is called with: it names no reader, so the device offers what it has."""
    options, state = _server().authenticate_begin(user_verification=_VERIFIED)
    _keep(request, _SHOWING, state, now)
    return dict(options)


def finish_showing(request: HttpRequest, answer: str, now: datetime) -> Passkey:
    """The passkey that signed, and so its reader. Raises PasskeyRefused."""
    state = _take(request, _SHOWING, now)
    shown = _believe(lambda: AuthenticationResponse.from_dict(_parsed(answer)))
    passkey = Passkey.objects.of_credential(shown.raw_id)
    if passkey is None:
        raise PasskeyRefused(Refusal.UNKNOWN)
    known = [_credential(passkey)]
    _believe(lambda: _server().authenticate_complete(state, known, shown))
    if not passkey.use(shown.response.authenticator_data.counter, now):
        raise PasskeyRefused(Refusal.COPIED)
    return passkey


def _server() -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=_host(), name=PublicationSettings.load().name)
    return Fido2Server(party, verify_origin=lambda origin: origin == _origin())


def _host() -> str:
    """As browsers write it: a name with other letters than ours goes by another spelling."""
    host = urlsplit(settings.ADDRESS).hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def _origin() -> str:
    parts = urlsplit(settings.ADDRESS)
    port = "" if parts.port in {None, _PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{_host()}{port}"


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def _handle(reader: Reader) -> bytes:
    """By which a device knows whose passkey it is. It tells nothing of them."""
    return salted_hmac("standfirst.readers.passkey", str(reader.pk), algorithm="sha256").digest()


def _credential(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))


def _keep(request: HttpRequest, key: str, state: Any, now: datetime) -> None:
    request.session[key] = {"state": state, "at": int(now.timestamp())}


def _take(request: HttpRequest, key: str, now: datetime) -> Any:
    """Two answers at once both find the challenge in the session: the cache gives it to one of them."""
    kept = request.session.pop(key, None)
    if kept is None or not 0 <= now.timestamp() - kept["at"] < GOOD_FOR.total_seconds():
        raise PasskeyRefused(Refusal.STALE)
    seconds = int(GOOD_FOR.total_seconds())
    if not cache.add(f"passkey:{kept['state']['challenge']}", True, seconds):
        raise PasskeyRefused(Refusal.STALE)
    return kept["state"]


def _parsed(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise ValueError("longer than any passkey's answer")
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise ValueError("no passkey's answer")
    return parsed


def _believe(read: Callable[[], Read]) -> Read:
    """An answer may be any bytes, and fido2 falls over them in as many ways: all of them mean no."""
    try:
        return read()
    except Exception as error:
        raise PasskeyRefused(Refusal.WRONG) from error
