"""What the record keeps of a reader: what they challenged, and what of it they did as staff."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader
from standfirst.readers.personal import plain_rows
from standfirst.record import challenging
from standfirst.record.models import Challenge, Source

FIELDS = frozenset(
    {
        *(
            f"record.Challenge.{name}"
            for name in (
                *("reader", "name", "capacity", "email", "text"),
                *("shown_as", "reply", "settled_by"),
            )
        ),
        "record.Source.text_kept_by",
    }
)


def personal_data(reader: Reader) -> dict[str, Any]:
    """What staff noted of a challenge went to them by mail when it was settled."""
    found = {
        "challenges": plain_rows(
            _made_by(reader).order_by("pk"),
            at="at",
            of="statement__uid",
            name="name",
            on_behalf_of="capacity",
            email="email",
            text="text",
            outcome="outcome",
            readers_see_it="public",
            disputed_by="shown_as",
            answer="reply",
        ),
        "challenges_settled": plain_rows(
            Challenge.objects.filter(settled_by=reader).order_by("pk"),
            at="settled_at",
            of="statement__uid",
            outcome="outcome",
        ),
        "source_texts_kept": plain_rows(
            Source.objects.filter(text_kept_by=reader).order_by("pk"), of="url", at="text_kept_at"
        ),
    }
    return {name: rows for name, rows in found.items() if rows}


def erase(reader: Reader, now: datetime) -> None:
    challenging.forget(_made_by(reader))


def join(kept: Reader, other: Reader, now: datetime) -> None:
    Challenge.objects.filter(reader=other).update(reader=kept)
    Challenge.objects.filter(settled_by=other).update(settled_by=kept)
    Source.objects.filter(text_kept_by=other).update(text_kept_by=kept)


def _made_by(reader: Reader) -> QuerySet[Challenge]:
    """Those they made without being logged in too, by the address they wanted the answer at."""
    addresses = {reader.email, *proven_addresses(reader)}
    signed_out = Challenge.objects.filter(reader=None, email__in=addresses)
    return Challenge.objects.filter(reader=reader) | signed_out
