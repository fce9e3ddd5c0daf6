"""What is kept of where a reader is logged in: devices, what they approved, links that log out."""

from datetime import datetime
from typing import Any

from standfirst.readers.models import Device, Reader
from standfirst.readers.personal import plain

FIELDS = frozenset(
    {
        "readers.Approval.browser",
        "readers.Approval.reader",
        "readers.Approval.system",
        "readers.Device.browser",
        "readers.Device.language",
        "readers.Device.reader",
        "readers.Device.session_key",
        "readers.Device.system",
        "readers.Device.time_zone",
        "readers.LogOutLink.digest",
        "readers.LogOutLink.reader",
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """Without the keys of sessions and links: they open, and are no data to carry about."""
    return {
        "devices": [
            {
                "browser": device.words,
                "language": device.language,
                "time_zone": device.time_zone,
                "logged_in": plain(device.began_at),
                "by": device.how,
                "last_seen": plain(device.seen_at),
            }
            for device in Device.objects.of(reader)
        ],
        "approvals": [
            {"browser": approval.words, "asked": plain(approval.asked_at)}
            for approval in reader.approvals.order_by("asked_at")
        ],
    }


def erase(reader: Reader, now: datetime) -> None:
    Device.objects.end_all(reader)
    reader.approvals.all().delete()
    reader.log_out_links.all().delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Nothing goes over: who was logged in with the other account logs in with the one that stays."""
    erase(other, now)
