"""Passkeys: what a reader's telephone, computer or security key shows in the place of a code.

Only the public half is kept: whoever reads this table can log in as nobody.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

NAME_LENGTH = 60


def digest_of(credential_id: bytes) -> str:
    """Ids may be 1023 bytes long, too long for an index: each is found by its hash."""
    return hashlib.sha256(credential_id).hexdigest()


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    def of_credential(self, credential_id: bytes) -> "Passkey | None":
        return self.select_related("reader").filter(digest=digest_of(credential_id)).first()


class Passkey(models.Model):
    """`credential`: its id and public key, as WebAuthn's attested credential data. `count`: how often it signed."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    credential = models.BinaryField(editable=False)
    count = models.PositiveBigIntegerField(default=0, editable=False)
    added_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.name

    def use(self, count: int, now: datetime) -> bool:
        """False where its counter did not go up: then there is a copy of it, or its answer came twice.

        Passkeys that are kept in several devices count nothing and say 0 (WebAuthn Level 2, 6.1.1).
        """
        went_up = Q(count__lt=count) if count else Q(count=0)
        return bool(Passkey.objects.filter(went_up, pk=self.pk).update(count=count, used_at=now))
