"""One-use links: those that log a reader in, made by whoever runs the publication, and those in mails that log a
reader out everywhere. Only a hash is kept.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from standfirst.readers.models import Reader

# How long a row is kept after its time, so that whoever comes late is told that the link expired.
KEPT = timedelta(days=1)


class LinkState(StrEnum):
    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"


def _digest(token: str) -> str:
    """256 random bits need neither salt nor a slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class OneUseLinkQuerySet(models.QuerySet[Any]):
    def by_token(self, token: str) -> Any:
        return self.select_related("reader").filter(digest=_digest(token)).first()

    def forget_old(self, now: datetime) -> None:
        self.filter(expires_at__lt=now - KEPT).delete()


class OneUseLink(models.Model):
    lifetime: ClassVar[timedelta]

    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = OneUseLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def token_for(cls, reader: "Reader", now: datetime) -> str:
        token = secrets.token_urlsafe(32)
        expires_at = now + cls.lifetime
        links: Any = (
            cls.objects
        )  # each kind has a `reader` of its own, by another name the other way
        links.create(reader=reader, digest=_digest(token), expires_at=expires_at)
        return token

    def state(self, now: datetime) -> LinkState:
        if self.used_at is not None:
            return LinkState.USED
        return LinkState.EXPIRED if now >= self.expires_at else LinkState.GOOD

    def use(self, now: datetime) -> bool:
        """True for exactly one caller, and only while it is good."""
        good = type(self).objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        return bool(good.update(used_at=now))


class LogInLink(OneUseLink):
    lifetime = timedelta(hours=24)

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log_in_links"
    )

    def __str__(self) -> str:
        return f"log-in link {self.pk}"


class LogOutLink(OneUseLink):
    """In the mail about a log-in; good for as long as such a mail may lie unread."""

    lifetime = timedelta(days=30)

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log_out_links"
    )

    def __str__(self) -> str:
        return f"log-out link {self.pk}"
