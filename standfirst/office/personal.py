"""What the office keeps of a reader: their cases and what was written in them, and what staff did with the account."""

from datetime import datetime
from typing import Any

from standfirst.office.models import StaffAct, SupportCase, SupportMessage
from standfirst.office.models.case import SupportCaseQuerySet
from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain, plain_rows

FIELDS = frozenset(
    {
        *(
            f"office.SupportCase.{name}"
            for name in ("reader", "code", "explanation", "story", "reply_to")
        ),
        "office.SupportMessage.by",
        "office.SupportMessage.text",
        *(f"office.StaffAct.{name}" for name in ("reader", "by", "act", "what", "reason")),
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """Who of the staff it was is theirs to tell."""
    cases = SupportCase.objects.filter(reader=reader)
    mine = SupportMessage.objects.filter(case__in=cases)
    strangers = SupportMessage.objects.filter(case__in=_asked_signed_out(reader))
    return {
        "support_cases": plain_rows(
            cases.order_by("opened_at"),
            code="code",
            opened="opened_at",
            story="story__title",
            cookies_kept="cookies_work",
            what_the_gate_said="explanation",
        ),
        "support_messages": [
            {
                "case": it.case.code,
                "written": plain(it.at),
                "by": "staff" if it.from_staff else "you",
                "text": it.text,
            }
            for it in (mine | strangers).select_related("case")
        ],
        "acts_of_staff": plain_rows(
            StaffAct.objects.of(reader), done="at", act="act", what="what", reason="reason"
        ),
    }


def erase(reader: Reader, now: datetime) -> None:
    """The messages go with their cases; what was done with the account goes with the account's row."""
    SupportCase.objects.filter(reader=reader).delete()
    _asked_signed_out(reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    SupportCase.objects.filter(reader=other).update(reader=kept)
    StaffAct.objects.hand_over(other, kept)
    SupportMessage.objects.filter(by=other).update(by=kept)


def _asked_signed_out(reader: Reader) -> SupportCaseQuerySet:
    """What they wrote without being logged in, by the address they wanted the answer at."""
    addresses = {reader.email, *proven_addresses(reader)}
    return SupportCase.objects.filter(reader=None, reply_to__in=addresses)
