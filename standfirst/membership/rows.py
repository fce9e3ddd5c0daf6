"""From a reader's rows to a standing: two queries, whatever the history."""

from datetime import datetime, timedelta

from django.conf import settings

from standfirst.membership.models import Grant, Membership
from standfirst.membership.standing import Standing, Who, work_out
from standfirst.readers.models import Reader


def standing_of(
    reader: Reader | None, now: datetime, *, pending_since: datetime | None = None
) -> Standing:
    """The standing of a reader, or of a browser nobody is signed in with (`reader` None).

    `pending_since`: when a code was asked for in this browser, if one is pending.
    """
    if reader is None:
        who = Who.UNVERIFIED if pending_since else Who.SIGNED_OUT
        return Standing(who=who, pending_since=pending_since)
    return work_out(
        [row.facts() for row in Membership.objects.of(reader).select_related("plan")],
        [row.facts() for row in Grant.objects.filter(reader=reader).select_related("plan")],
        now,
        trust=timedelta(hours=settings.TRUST_HOURS),
        staff=reader.is_staff,
    )
