"""Recovery codes: ten in a drawer, for whoever has lost what else is shown. Each is good once; only hashes are kept."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from standfirst.readers.models import Reader

HOW_MANY = 10
LENGTH = 10
# Without those that are taken for one another.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def plain_code(typed: str) -> str:
    """As it is hashed: however it was typed."""
    return "".join(char for char in typed.lower() if char in LETTERS)


def _digest(code: str) -> str:
    return salted_hmac(
        "standfirst.readers.recovery", plain_code(code), algorithm="sha256"
    ).hexdigest()


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def left(self) -> "RecoveryCodeQuerySet":
        return self.filter(used_at=None)

    def use(self, typed: str, now: datetime) -> bool:
        """True for exactly one caller."""
        return bool(self.left().filter(digest=_digest(typed)).update(used_at=now))


class RecoveryCode(models.Model):
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "digest"], name="one_of_each_recovery_code")
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"

    @staticmethod
    @transaction.atomic
    def new_for(reader: "Reader") -> list[str]:
        """To be shown once: nobody can read them again. Those made before end."""
        reader.recovery_codes.all().delete()
        codes = [_new_code() for _code in range(HOW_MANY)]
        RecoveryCode.objects.bulk_create(
            RecoveryCode(reader=reader, digest=_digest(code)) for code in codes
        )
        return codes
