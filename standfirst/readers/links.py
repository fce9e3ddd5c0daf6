"""One-use links that log a reader in. Made by whoever runs the publication; only a hash is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from standfirst.readers.models import Reader

LIFETIME = timedelta(hours=24)
# How long a row is kept after that, so that whoever comes late is told that the link expired.
KEPT = timedelta(days=1)


class LinkState(StrEnum):
    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"


def _digest(token: str) -> str:
    """256 random bits need neither salt nor a slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class LogInLinkQuerySet(models.QuerySet["LogInLink"]):
    def by_token(self, token: str) -> "LogInLink | None":
        return self.select_related("reader").filter(digest=_digest(token)).first()

    def forget_old(self, now: datetime) -> None:
        self.filter(expires_at__lt=now - KEPT).delete()


class LogInLink(models.Model):
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log_in_links"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = LogInLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"log-in link {self.pk}"

    @classmethod
    def token_for(cls, reader: "Reader", now: datetime) -> str:
        token = secrets.token_urlsafe(32)
        cls.objects.create(reader=reader, digest=_digest(token), expires_at=now + LIFETIME)
        return token

    def state(self, now: datetime) -> LinkState:
        if self.used_at is not None:
            return LinkState.USED
        return LinkState.EXPIRED if now >= self.expires_at else LinkState.GOOD

    def use(self, now: datetime) -> bool:
        """True for exactly one caller, and only while it is good."""
        good = LogInLink.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        return bool(good.update(used_at=now))
