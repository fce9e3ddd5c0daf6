"""For the publisher's home: how many are members, who fails now, who came and who went in the last thirty days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from standfirst.billing.models import Join
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import State

LATELY = timedelta(days=30)
SOME = 10


@dataclass(frozen=True)
class Takings:
    """`failing`: the newest of those whose payment failed, with their readers. Counts are of memberships."""

    members: int
    joined: int
    leaving: int
    ended: int
    paused: int
    failed: int
    unclaimed: int
    failing: tuple[Membership, ...]


def takings(now: datetime) -> Takings:
    since = now - LATELY
    runs = Q(state__in=[State.ACTIVE, State.PENDING, State.PAST_DUE])
    counts = Membership.objects.aggregate(
        members=Count("pk", filter=runs),
        joined=Count("pk", filter=Q(started_at__gt=since) & ~Q(state=State.INCOMPLETE)),
        leaving=Count("pk", filter=runs & Q(ends_at_period_end=True)),
        ended=Count("pk", filter=Q(state=State.ENDED, ended_at__gt=since)),
        paused=Count("pk", filter=Q(state=State.PAUSED)),
        failed=Count("pk", filter=Q(state=State.PAST_DUE)),
    )
    failing = Membership.objects.filter(state=State.PAST_DUE).exclude(reader=None)
    newest = failing.select_related("reader").order_by("-failed_at")[:SOME]
    unclaimed = Join.objects.unclaimed(now).count()
    return Takings(**counts, unclaimed=unclaimed, failing=tuple(newest))
