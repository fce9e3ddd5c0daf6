"""What support keeps of a reader: what was written in their cases, and what staff did with their account."""

from datetime import datetime
from typing import Any

from standfirst.office.models import StaffAct, SupportCase, SupportMessage
from standfirst.office.models.case import SupportCaseQuerySet
from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader

FIELDS = frozenset(
    {
        "office.SupportCase.reply_to",
        "office.SupportMessage.by",
        "office.SupportMessage.text",
        *(f"office.StaffAct.{name}" for name in ("reader", "by", "act", "what", "reason")),
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """Who of the staff it was is theirs to tell."""
    mine = SupportMessage.objects.filter(case__reader=reader)
    strangers = SupportMessage.objects.filter(case__in=_asked_signed_out(reader))
    return {
        "support_messages": [
            {
                "case": it.case.code,
                "written": it.at.isoformat(),
                "by": "staff" if it.from_staff else "you",
                "text": it.text,
            }
            for it in (mine | strangers).select_related("case")
        ],
        "acts_of_staff": [
            {"done": it.at.isoformat(), "act": it.act, "what": it.what, "reason": it.reason}
            for it in StaffAct.objects.of(reader)
        ],
    }


def erase(reader: Reader, now: datetime) -> None:
    """Their cases, their messages in them and what was done with the account go with the account's row."""
    _asked_signed_out(reader).delete()


def join(kept: Reader, other: Reader, now: datetime) -> None:
    StaffAct.objects.hand_over(other, kept)
    SupportMessage.objects.filter(by=other).update(by=kept)


def _asked_signed_out(reader: Reader) -> SupportCaseQuerySet:
    """What they wrote without being logged in, by the address they wanted the answer at."""
    addresses = {reader.email, *proven_addresses(reader)}
    return SupportCase.objects.filter(reader=None, reply_to__in=addresses)
