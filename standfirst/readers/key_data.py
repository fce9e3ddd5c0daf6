"""What is kept of a reader's keys: passkeys, authenticator app, recovery codes. A password is the account's."""

from datetime import datetime
from typing import Any

from standfirst.readers.joining import holds_rights
from standfirst.readers.models import AuthenticatorApp, Passkey, Reader
from standfirst.readers.personal import plain, plain_rows

FIELDS = frozenset(
    {
        "readers.AuthenticatorApp.reader",
        "readers.AuthenticatorApp.secret",
        "readers.Passkey.credential",
        "readers.Passkey.digest",
        "readers.Passkey.name",
        "readers.Passkey.reader",
        "readers.RecoveryCode.digest",
        "readers.RecoveryCode.reader",
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """That there are keys, and since when; nothing that opens."""
    app = AuthenticatorApp.objects.filter(reader=reader).first()
    return {
        "passkeys": plain_rows(
            reader.passkeys.all(), name="name", added="added_at", last_used="used_at"
        ),
        "authenticator_app": app
        and {"added": plain(app.added_at), "last_used": plain(app.used_at)},
        "recovery_codes_left": reader.recovery_codes.left().count(),
    }


def erase(reader: Reader, now: datetime) -> None:
    Passkey.objects.filter(reader=reader).delete()
    _erase_spare(reader)


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Passkeys go over, but not to staff: to them each opens the admin, and a mailbox is enough to join.

    An app and recovery codes are of staff, and no role goes over.
    """
    if holds_rights(kept):
        other.passkeys.all().delete()
    other.passkeys.update(reader=kept)
    _erase_spare(other)


def _erase_spare(reader: Reader) -> None:
    AuthenticatorApp.objects.filter(reader=reader).delete()
    reader.recovery_codes.all().delete()
