"""Recovery codes: ten in a drawer, for whoever has lost what else is shown. Each is good once; only hashes are kept.

The hash is slow, as a password's, and not keyed with the site's secret: a code outlives a restore under another one.
"""

import secrets
from datetime import datetime
from hashlib import scrypt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction

if TYPE_CHECKING:
    from standfirst.readers.models import Reader

HOW_MANY = 10
LENGTH = 10
# Without those that are taken for one another.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
# 16 MiB and some 50 ms a try. Ten letters are 49 bits: a fast hash of them would be guessed back in hours.
COST = {"n": 2**14, "r": 8, "p": 1}


def plain_code(typed: str) -> str:
    """As it is hashed: however it was typed."""
    return "".join(char for char in typed.lower() if char in LETTERS)


def _digest(code: str, reader: int) -> str:
    """Salted by reader alone, so that a code is found by its digest and used up in one statement."""
    salt = f"standfirst.readers.recovery:{reader}".encode()
    return scrypt(plain_code(code).encode(), salt=salt, dklen=32, **COST).hex()


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def left(self) -> "RecoveryCodeQuerySet":
        return self.filter(used_at=None)

    def use(self, typed: str, now: datetime) -> bool:
        """Asked of one reader's codes. True for exactly one caller."""
        reader = self.left().values_list("reader", flat=True).first()
        if reader is None:
            return False
        one = self.left().filter(reader=reader, digest=_digest(typed, reader))
        return bool(one.update(used_at=now))


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
            RecoveryCode(reader=reader, digest=_digest(code, reader.pk)) for code in codes
        )
        return codes
