"""That this browser has proved two accounts to be one person's, kept in its session for as long as a proof is good."""

from datetime import datetime

from django.http import HttpRequest

from standfirst.readers.models import Reader
from standfirst.readers.proof import GOOD_FOR

KEY = "both_proved"


def remember(request: HttpRequest, other: Reader, address: str, now: datetime) -> None:
    request.session[KEY] = {
        "reader": other.pk,
        "address": address,
        "at": int(now.timestamp()),
    }


def other_account(request: HttpRequest, reader: Reader, now: datetime) -> Reader | None:
    """The account whose address was proved here; None if that is long ago, or the address is another's since."""
    kept = request.session.get(KEY)
    if kept is None or not 0 <= now.timestamp() - kept["at"] < GOOD_FOR.total_seconds():
        return None
    owners = Reader.objects.with_address(kept["address"]).filter(pk=kept["reader"])
    return owners.exclude(pk=reader.pk).first()


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
