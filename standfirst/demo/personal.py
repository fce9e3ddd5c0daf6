"""What a demo keeps of a reader: the mails its outbox page shows, in place of a mailbox."""

from datetime import datetime
from typing import Any

from standfirst.demo.models import KeptMail, KeptMailQuerySet
from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain_rows

FIELDS = frozenset(f"demo.KeptMail.{name}" for name in ("to", "subject", "text", "html"))


def personal_data(reader: Reader) -> dict[str, Any]:
    return {
        "demo_outbox": plain_rows(_kept_for(reader), to="to", subject="subject", kept="kept_at")
    }


def erase(reader: Reader, now: datetime) -> None:
    _kept_for(reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    """Nothing to do: a mail goes with its address."""


def _kept_for(reader: Reader) -> KeptMailQuerySet:
    return KeptMail.objects.order_by("kept_at").filter(to__in=proven_addresses(reader))
