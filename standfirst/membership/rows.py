"""From a reader's rows to a standing: two queries, whatever the history."""

from datetime import datetime, timedelta

from django.conf import settings

from standfirst.membership.models import Grant, Membership
from standfirst.membership.standing import (
    GrantFacts,
    MembershipFacts,
    Standing,
    Who,
    work_out,
)
from standfirst.readers.models import Reader


def facts_of(reader: Reader) -> tuple[list[MembershipFacts], list[GrantFacts]]:
    """All that a reader's standing comes from, as values."""
    memberships = Membership.objects.of(reader).select_related("plan")
    grants = Grant.objects.of(reader).select_related("plan")
    return [it.facts() for it in memberships], [it.facts() for it in grants]


def standing_of_both(kept: Reader, other: Reader, now: datetime) -> Standing:
    """What `kept`'s standing would be with the rows of `other` as well."""
    memberships, grants = facts_of(kept)
    more_memberships, more_grants = facts_of(other)
    trust = timedelta(hours=settings.TRUST_HOURS)
    return work_out(
        [*memberships, *more_memberships],
        [*grants, *more_grants],
        now,
        trust=trust,
        staff=kept.is_staff,
    )


def standing_of(
    reader: Reader | None, now: datetime, *, pending_since: datetime | None = None
) -> Standing:
    """The standing of a reader, or of a browser nobody is signed in with (`reader` None).

    `pending_since`: when a code was asked for in this browser, if one is pending.
    """
    if reader is None:
        who = Who.UNVERIFIED if pending_since else Who.SIGNED_OUT
        return Standing(who=who, pending_since=pending_since)
    memberships, grants = facts_of(reader)
    trust = timedelta(hours=settings.TRUST_HOURS)
    return work_out(memberships, grants, now, trust=trust, staff=reader.is_staff)
