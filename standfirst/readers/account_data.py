"""What this room keeps of a reader: the account, its addresses, and the links that log in."""

from datetime import datetime
from typing import Any

from standfirst.readers.models import Reader
from standfirst.readers.personal import plain, plain_rows

FIELDS = frozenset(
    {
        "account.EmailAddress.email",
        "account.EmailAddress.user",
        "readers.LogInLink.digest",
        "readers.LogInLink.reader",
        "readers.Reader.email",
        "readers.Reader.name",
        "readers.Reader.password",
        "readers.Reader_groups.reader",
        "readers.Reader_user_permissions.reader",
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """What logs in, a password's hash or a link's, is no data of the reader's to carry about."""
    return {
        "account": {
            "name": reader.name,
            "since": plain(reader.date_joined),
            "last_log_in": plain(reader.last_login),
            "role": str(reader.role.label) if reader.role else None,
            "password_set": reader.has_usable_password(),
        },
        "addresses": plain_rows(
            reader.addresses.all(), address="email", primary="primary", confirmed="verified"
        ),
        "log_in_links": plain_rows(
            reader.log_in_links.order_by("expires_at"), works_until="expires_at", used="used_at"
        ),
    }


def erase(reader: Reader, now: datetime) -> None:
    reader.addresses.all().delete()
    reader.log_in_links.all().delete()
    reader.groups.clear()
    reader.user_permissions.clear()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Verified addresses go over; `kept` stays with its own primary one, name and password. No role goes over.

    The other's log-in links end: they were made for an account that is no more.
    """
    other.addresses.filter(verified=False).delete()
    other.addresses.update(user=kept, primary=False)
    other.log_in_links.all().delete()
    kept.name = kept.name or other.name
    kept.date_joined = min(kept.date_joined, other.date_joined)
    kept.save(update_fields=["name", "date_joined"])
