"""What this room keeps of a reader: the account, its addresses, and what logs in to it."""

from datetime import datetime
from typing import Any

from standfirst.readers.joining import holds_rights
from standfirst.readers.models import AuthenticatorApp, Reader

FIELDS = frozenset(
    {
        "account.EmailAddress.email",
        "account.EmailAddress.user",
        "readers.AuthenticatorApp.reader",
        "readers.AuthenticatorApp.secret",
        "readers.LogInLink.digest",
        "readers.LogInLink.reader",
        "readers.Passkey.credential",
        "readers.Passkey.digest",
        "readers.Passkey.name",
        "readers.Passkey.reader",
        "readers.Reader.email",
        "readers.Reader.name",
        "readers.Reader.password",
        "readers.Reader_groups.reader",
        "readers.Reader_user_permissions.reader",
        "readers.RecoveryCode.digest",
        "readers.RecoveryCode.reader",
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """What logs in, a password's hash or a link's, is no data of the reader's to carry about."""
    return {
        "account": {
            "name": reader.name,
            "since": reader.date_joined.isoformat(),
            "last_log_in": reader.last_login.isoformat() if reader.last_login else None,
            "role": str(reader.role.label) if reader.role else None,
            "password_set": reader.has_usable_password(),
        },
        "addresses": [
            {"address": row.email, "primary": row.primary, "confirmed": row.verified}
            for row in reader.addresses.all()
        ],
        "passkeys": [
            {
                "name": passkey.name,
                "added": passkey.added_at.isoformat(),
                "last_used": passkey.used_at.isoformat() if passkey.used_at else None,
            }
            for passkey in reader.passkeys.all()
        ],
        "authenticator_app": [
            {"added": app.added_at.isoformat()}
            for app in AuthenticatorApp.objects.filter(reader=reader)
        ],
        "log_in_links": [
            {
                "works_until": link.expires_at.isoformat(),
                "used": link.used_at.isoformat() if link.used_at else None,
            }
            for link in reader.log_in_links.order_by("expires_at")
        ],
    }


def erase(reader: Reader, now: datetime) -> None:
    reader.addresses.all().delete()
    reader.log_in_links.all().delete()
    reader.passkeys.all().delete()
    reader.recovery_codes.all().delete()
    AuthenticatorApp.objects.filter(reader=reader).delete()
    reader.groups.clear()
    reader.user_permissions.clear()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Verified addresses and passkeys go over; `kept` stays with its own primary one, name and password.

    No role goes over, and into an account with one no passkey either: none was shown, and each would open the
    admin. The other's second factor and log-in links end with it.
    """
    if not holds_rights(kept):
        other.passkeys.update(reader=kept)
    other.addresses.filter(verified=False).delete()
    other.addresses.update(user=kept, primary=False)
    other.log_in_links.all().delete()
    kept.name = kept.name or other.name
    kept.date_joined = min(kept.date_joined, other.date_joined)
    kept.save(update_fields=["name", "date_joined"])
