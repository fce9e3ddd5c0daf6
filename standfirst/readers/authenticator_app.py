"""An authenticator app as a second factor: six digits that change every half minute (TOTP, RFC 6238, SHA-1)."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare

PERIOD = 30  # seconds
DIGITS = 6
# Periods that a telephone's clock may be wrong by, either way.
DRIFT = 1


def new_secret() -> str:
    """160 bits, as RFC 4226 has it, in the letters that apps take (base32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def period_of(now: datetime) -> int:
    return int(now.timestamp()) // PERIOD


def code_in(secret: str, period: int) -> str:
    """RFC 4226, 5.3."""
    digest = hmac.digest(base64.b32decode(secret), period.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def period_in_which(secret: str, typed: str, now: datetime) -> int | None:
    """The period, about now, that has this code."""
    about = range(period_of(now) - DRIFT, period_of(now) + DRIFT + 1)
    right = [it for it in about if constant_time_compare(code_in(secret, it), typed)]
    return max(right, default=None)


def address_of(secret: str, issuer: str, account: str) -> str:
    """What the square shows to an app (https://github.com/google/google-authenticator/wiki/Key-Uri-Format)."""
    label = quote(f"{issuer}:{account}", safe="")
    return (
        f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
    )


class AuthenticatorApp(models.Model):
    """`period`: that of the last code taken. It and all before it are over, so that no code is taken twice."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticator_app"
    )
    secret = models.CharField(max_length=32, editable=False)
    period = models.PositiveBigIntegerField(default=0, editable=False)
    added_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"authenticator app {self.pk}"

    def enter(self, typed: str, now: datetime) -> bool:
        """True once for a code, also when it comes twice at the same time."""
        period = period_in_which(self.secret, typed, now)
        if period is None:
            return False
        rows = AuthenticatorApp.objects.filter(pk=self.pk, period__lt=period)
        return bool(rows.update(period=period, used_at=now))
