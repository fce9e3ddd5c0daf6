"""One-time codes: what was asked for when, how often it was tried, whether it was used.

A row names nobody: the address stands in the session of the browser that asked, beside the row's id.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import models
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

LIFETIME = timedelta(minutes=10)
TRIES = 5
# How long a row is kept, so that a browser coming back late is told that its code expired.
KEPT = timedelta(days=1)


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class End(StrEnum):
    """Why a code can be entered no more."""

    USED = "used"
    SPENT = "spent"
    EXPIRED = "expired"


def digest_of(code: str) -> str:
    """Keyed with the site's secret: eight digits alone could be guessed back from a plain hash."""
    return salted_hmac("standfirst.readers.code", digits_of(code), algorithm="sha256").hexdigest()


def digits_of(typed: str) -> str:
    """What was typed or pasted, as plain digits: spaces, dashes and the words around them do not count."""
    return "".join(str(int(char)) for char in typed if char.isdecimal())


class LogInCodeQuerySet(models.QuerySet["LogInCode"]):
    def live(self, now: datetime) -> "LogInCodeQuerySet":
        return self.filter(used_at=None, tries__lt=TRIES, asked_at__gt=now - LIFETIME)

    def forget_old(self, now: datetime) -> None:
        self.filter(asked_at__lt=now - KEPT).delete()


class LogInCode(models.Model):
    digest = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField(db_index=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = LogInCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"code {self.pk}"

    @classmethod
    def keep(cls, code: str, now: datetime) -> "LogInCode":
        """Without a code, nothing that is entered will be right: no digest is empty."""
        return cls.objects.create(digest=digest_of(code) if code else "", asked_at=now)

    def enter(self, typed: str, now: datetime) -> Verdict:
        """Spend one try. The conditional updates hold when requests come at once: no try is had twice,
        and one request alone is told RIGHT."""
        rows = LogInCode.objects.filter(pk=self.pk)
        tried = rows.live(now).update(tries=F("tries") + 1)
        self.refresh_from_db()
        if not tried:
            return Verdict.OVER
        if not constant_time_compare(self.digest, digest_of(typed)):
            return Verdict.WRONG
        used = rows.filter(used_at=None).update(used_at=now)
        return Verdict.RIGHT if used else Verdict.OVER

    def end(self, now: datetime) -> End | None:
        """None while it can be entered."""
        if self.used_at is not None:
            return End.USED
        if now >= self.asked_at + LIFETIME:
            return End.EXPIRED
        return None if self.tries_left else End.SPENT

    @property
    def tries_left(self) -> int:
        return max(0, TRIES - self.tries)
