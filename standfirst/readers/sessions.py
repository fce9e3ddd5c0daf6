"""Sessions roll: a reader stays in for 400 days after the last visit, staff for 12 hours."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from standfirst.readers.here import reader_of
from standfirst.readers.models import Reader
from standfirst.readers.noting import see

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_KEY = "rolled_at"


def digest_of(session_key: str) -> str:
    """What names a session without letting anybody in."""
    key = _digest_key(settings.SECRET_KEY)
    return hmac.digest(key, session_key.encode(), "sha256").hex()[:32]


@lru_cache(maxsize=4)
def _digest_key(secret: str) -> bytes:
    return salted_hmac("standfirst.readers.session", "", secret=secret, algorithm="sha256").digest()


class Roll(StrEnum):
    KEEP = "keep"
    RENEW = "renew"
    END = "end"


def lifetime_of(reader: Reader) -> timedelta:
    staff = reader.is_staff
    seconds = settings.STAFF_SESSION_SECONDS if staff else settings.READER_SESSION_SECONDS
    return timedelta(seconds=seconds)


def step_of(reader: Reader) -> timedelta:
    """How old a session may get before it is renewed: not with each request, for each is a write."""
    return timedelta(minutes=15) if reader.is_staff else timedelta(days=1)


def decide_roll(age: timedelta, lifetime: timedelta, step: timedelta, *, changed: bool) -> Roll:
    """`changed`: the session was given another lifetime, before a role was taken or left."""
    if age >= lifetime:
        return Roll.END
    return Roll.RENEW if changed or age >= step else Roll.KEEP


def begin(request: HttpRequest, reader: Reader, now: datetime) -> None:
    """Start, or renew, the reader's session: its row and its cookie."""
    request.session[_KEY] = int(now.timestamp())
    request.session.set_expiry(int(lifetime_of(reader).total_seconds()))


def roll(request: HttpRequest, reader: Reader, now: datetime) -> None:
    lifetime = lifetime_of(reader)
    rolled_at = request.session.get(_KEY)
    if rolled_at is None:
        return begin(request, reader, now)
    age = now - datetime.fromtimestamp(rolled_at, UTC)
    changed = request.session.get_expiry_age() != lifetime.total_seconds()
    match decide_roll(age, lifetime, step_of(reader), changed=changed):
        case Roll.END:
            logout(request)
        case Roll.RENEW:
            begin(request, reader, now)
    return None


def rolling_session(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            reader = reader_of(request)
            if reader is not None:
                now = timezone.now()
                roll(request, reader, now)
                if reader_of(request) is not None:
                    see(request, reader, now)
        return get_response(request)

    return middleware
