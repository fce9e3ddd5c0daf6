"""The pass: a signed cookie that names its reader's audience, so that the front can decide without a database.

It is bound to one session, and holds no longer than the standing it was made from. What ends it before that is heard
by way of `publication.changes`.
"""

from dataclasses import astuple, dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

from standfirst import __version__

COOKIE = "pass"
LONGEST = 12 * 3600.0  # seconds; rows of changes are kept for longer


@dataclass(frozen=True)
class Pass:
    """`session`: `digest_of` its key. `issued_at`, `until`: Unix time; the standing was read after `issued_at`."""

    audience: str
    reader: int
    session: str
    issued_at: float
    until: float

    def signed(self) -> str:
        return _signer().sign_object(astuple(self))

    @classmethod
    def read(cls, cookie: str) -> "Pass | None":
        """None for what we did not sign, and for what another version did."""
        try:
            return cls(*_signer().unsign_object(cookie))
        except (BadSignature, TypeError, ValueError):
            return None


def _signer() -> Signer:
    """What decides who belongs to an audience is in the key: of another version no pass is good."""
    return Signer(salt=f"standfirst.gate.pass {__version__} {settings.TRUST_HOURS}")
