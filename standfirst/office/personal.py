"""What the office keeps of a reader: what the gate told them, for staff to see by its code."""

from datetime import datetime
from typing import Any

from standfirst.office.models import SupportCase
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain_rows

FIELDS = frozenset(
    f"office.SupportCase.{name}" for name in ("reader", "code", "explanation", "story")
)


def personal_data(reader: Reader) -> dict[str, Any]:
    return {
        "support_cases": plain_rows(
            SupportCase.objects.filter(reader=reader).order_by("opened_at"),
            code="code",
            opened="opened_at",
            story="story__title",
            cookies_kept="cookies_work",
            what_the_gate_said="explanation",
        )
    }


def erase(reader: Reader, now: datetime) -> None:
    SupportCase.objects.filter(reader=reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    SupportCase.objects.filter(reader=other).update(reader=kept)
