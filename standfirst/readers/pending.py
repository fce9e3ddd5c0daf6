"""The code this browser waits for, kept in its session: who asks from another browser finds nothing."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from standfirst.readers.codes import LIFETIME, LogInCode, digest_of

KEY = "pending_code"
# Seconds the session of somebody not logged in is kept: long enough to be told that a code expired.
SESSION_SECONDS = 24 * 3600


def keep_for_a_day(request: HttpRequest) -> None:
    """The session of somebody who is not logged in, and may be about to."""
    request.session.set_expiry(SESSION_SECONDS)


class Purpose(StrEnum):
    LOG_IN = "log_in"
    SIGN_UP = "sign_up"
    CONFIRM = "confirm"  # a signed-in reader shows once more who they are
    ADD = "add"  # a signed-in reader shows that another address is theirs too
    JOIN = "join"  # somebody who has paid shows whose account it is for

    @property
    def signed_in(self) -> bool:
        """Whether it is for somebody logged in: the others are over once somebody is."""
        return self in {Purpose.CONFIRM, Purpose.ADD}


@dataclass(frozen=True)
class Pending:
    """`code` is the row's id; `place` the path to go back to, or empty; `earlier` the ids of the codes
    that this one took the place of.
    """

    code: int
    purpose: Purpose
    address: str
    place: str
    asked_at: datetime
    over: bool = False
    earlier: tuple[int, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> "Pending | None":
        """What another version of this code kept otherwise is forgotten: the reader asks once more."""
        kept = request.session.get(KEY)
        if kept is None:
            return None
        try:
            return cls._read(kept)
        except (KeyError, TypeError, ValueError):
            cls.forget(request)
            return None

    @classmethod
    def _read(cls, kept: dict[str, Any]) -> "Pending":
        read = {
            "purpose": Purpose(kept["purpose"]),
            "asked_at": datetime.fromisoformat(kept["asked_at"]),
            "earlier": tuple(kept.get("earlier", ())),
        }
        return cls(**kept | read)

    def remember(self, request: HttpRequest) -> None:
        request.session[KEY] = asdict(self) | {"asked_at": self.asked_at.isoformat()}
        if not self.purpose.signed_in:
            keep_for_a_day(request)

    def mark_over(self, request: HttpRequest) -> None:
        replace(self, over=True).remember(request)

    @staticmethod
    def forget(request: HttpRequest) -> None:
        request.session.pop(KEY, None)

    def sent_before(self, typed: str) -> bool:
        """Whether what was typed stood in an earlier mail. To nobody else does it say anything."""
        if not self.earlier:
            return False
        return LogInCode.objects.filter(pk__in=self.earlier, digest=digest_of(typed)).exists()

    @property
    def nth(self) -> int:
        """Counts the mails."""
        return len(self.earlier) + 1

    @cached_property
    def row(self) -> LogInCode:
        """One that was forgotten meanwhile expired long ago."""
        found = LogInCode.objects.filter(pk=self.code).first()
        return found or LogInCode(asked_at=self.asked_at)


def pending_since(request: HttpRequest, now: datetime) -> datetime | None:
    """When the code that this browser still waits for was asked for. Reads at most the session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    pending = Pending.of(request)
    if pending is None or pending.over or now >= pending.asked_at + LIFETIME:
        return None
    return pending.asked_at
