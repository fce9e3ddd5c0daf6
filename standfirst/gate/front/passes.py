"""The pass: a signed cookie that names its reader's audience, so that the front can decide without a database.

It is bound to one session, and holds no longer than the standing it was made from. What ends it before that is heard
by way of `publication.changes`. Signed by hand, and not by Django's signer: it is read before every other answer.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

from standfirst import __version__

COOKIE = "pass"
LONGEST = 12 * 3600.0  # seconds; rows of changes are kept for longer
PART = "."  # stands in no part: plans' slugs have none, and times are in whole milliseconds


@dataclass(frozen=True)
class Pass:
    """`session`: `digest_of` its key. `issued_at`, `until`: Unix time; the standing was read after `issued_at`."""

    audience: str
    reader: int
    session: str
    issued_at: float
    until: float

    def signed(self) -> str:
        times = (str(int(it * 1000)) for it in (self.issued_at, self.until))
        audience = self.audience.replace(",", "+")  # no cookie holds a comma
        said = PART.join((audience, str(self.reader), self.session, *times))
        return f"{said}{PART}{_seal(said)}"

    @classmethod
    def read(cls, cookie: str) -> "Pass | None":
        """None for what we did not sign, and for what another version did."""
        said, _, seal = cookie.rpartition(PART)
        if not hmac.compare_digest(seal.encode(), _seal(said).encode()):
            return None
        audience, reader, session, issued_at, until = said.split(PART)
        times = (int(it) / 1000 for it in (issued_at, until))
        return cls(audience.replace("+", ","), int(reader), session, *times)


def _seal(said: str) -> str:
    """HMAC with SHA-256 (RFC 2104), in the characters of a cookie."""
    key = _key(settings.SECRET_KEY, f"{__version__} {settings.TRUST_HOURS}")
    return urlsafe_b64encode(hmac.digest(key, said.encode(), "sha256")).decode().rstrip("=")


@lru_cache(maxsize=4)
def _key(secret: str, version: str) -> bytes:
    """What decides who belongs to an audience is in it: of another version no pass is good."""
    salt = f"standfirst.gate.pass {version}"
    return salted_hmac(salt, "", secret=secret, algorithm="sha256").digest()
