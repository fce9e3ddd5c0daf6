"""What only the clock brings is looked for by the worker: each job in batches, each fact told once, at any interval.

Killed half-way, the next run goes on: what was told has its row.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from standfirst.billing.letters import fact_of, tell
from standfirst.billing.letters_due import Kind, reads_until
from standfirst.billing.letters_rows import interval_of, payments_of
from standfirst.billing.models import Letter
from standfirst.membership.models import Interval, Membership
from standfirst.membership.models.membership import MembershipQuerySet
from standfirst.membership.snapshot import State

log = logging.getLogger(__name__)

BATCH = 200
CARD_AHEAD = timedelta(days=21)
RENEWAL_AHEAD = timedelta(days=14)
SOON = timedelta(days=3)


def sweep(now: datetime) -> None:
    """A job of the worker's. Each of its parts is cheap where nothing is due."""
    for kind, found in (
        (Kind.LOCKED, locked(now)),
        (Kind.GRACE_ENDS, grace_ends(now)),
        (Kind.CARD_ENDS, cards_that_end(now)),
        (Kind.RENEWS_SOON, renewals(now)),
        (Kind.TRIAL_ENDS, trials(now)),
        (Kind.RESUMES_SOON, pauses(now)),
    ):
        _tell_each(kind, found, now)


def locked(now: datetime) -> Iterator[Membership]:
    """Grace is over, and a fetch since then says so: time alone locks nobody."""
    past_due = _of_readers().filter(state=State.PAST_DUE, grace_until__lte=now)
    end = Greatest("grace_until", "paid_until")
    confirmed = past_due.filter(
        Q(paid_until=None, confirmed_at__gte=F("grace_until"))
        | Q(paid_until__lte=now, confirmed_at__gte=end)
    )
    yield from confirmed


def grace_ends(now: datetime) -> Iterator[Membership]:
    """Not of a failure that was told of within the same days."""
    coming = _of_readers().filter(state=State.PAST_DUE, grace_until__gt=now)
    just_told = Letter.objects.filter(
        membership=OuterRef("pk"),
        kind__in=[Kind.PAYMENT_FAILED, Kind.APPROVAL_WANTED],
        at__gt=now - SOON,
    )
    for it in coming.filter(~Exists(just_told), grace_until__lte=now + SOON):
        if reads_until(it.facts()) <= now + SOON:
            yield it


def cards_that_end(now: datetime) -> Iterator[Membership]:
    """Before the next renewal. An expiry date locks nobody: the bank may renew the card by itself."""
    last = now + CARD_AHEAD
    ends = Q(card_exp_year__lt=last.year) | Q(
        card_exp_year=last.year, card_exp_month__lt=last.month
    )
    for it in _that_renew(now, CARD_AHEAD).filter(ends):
        if it.card and it.paid_until and it.card.had_ended(it.paid_until):
            yield it


def renewals(now: datetime) -> Iterator[Membership]:
    """Yearly ones, which nobody has in mind any more."""
    for it in _that_renew(now, RENEWAL_AHEAD):
        if interval_of(it) == Interval.YEAR and not payments_of(it).none:
            yield it


def trials(now: datetime) -> Iterator[Membership]:
    """Not of those that began within the same days: they were told a moment ago."""
    told = Letter.objects.filter(membership=OuterRef("pk"), kind=Kind.TRIAL_BEGAN)
    for it in _that_renew(now, SOON).filter(Exists(told), started_at__lt=now - SOON):
        if payments_of(it).none:
            yield it


def pauses(now: datetime) -> Iterator[Membership]:
    yield from _of_readers().filter(
        state=State.PAUSED,
        paused_until__gt=now,
        paused_until__lte=now + SOON,
        ends_at_period_end=False,
    )


def _of_readers() -> MembershipQuerySet:
    return Membership.objects.exclude(reader=None).select_related("plan", "reader").order_by("pk")


def _that_renew(now: datetime, within: timedelta) -> MembershipQuerySet:
    return _of_readers().filter(
        state=State.ACTIVE,
        ends_at_period_end=False,
        paid_until__gt=now,
        paid_until__lte=now + within,
    )


def _tell_each(kind: Kind, found: Iterator[Membership], now: datetime) -> None:
    """One that fails does not keep the others."""
    for some in _batches(found):
        about = {it.pk: f"{it}: {fact_of(kind, it.facts(), now)}" for it in some}
        told = Letter.objects.told(kind, set(about.values()))
        for it in some:
            try:
                if about[it.pk] not in told and _still(kind, it, now):
                    tell(kind, it, now)
            except Exception:
                log.exception("%s could not be told: %s.", it, kind)


def _still(kind: Kind, it: Membership, now: datetime) -> bool:
    """Read again: news may have come since the batch was."""
    read = it.confirmed_at, it.state
    it.refresh_from_db()
    return (it.confirmed_at, it.state) == read or kind not in _OF_A_MOMENT


_OF_A_MOMENT = {Kind.LOCKED, Kind.GRACE_ENDS}


def _batches(found: Iterable[Membership]) -> Iterator[list[Membership]]:
    batch: list[Membership] = []
    for it in found:
        batch.append(it)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
