"""Standing: all the gate needs to know of a reader, worked out now from local rows. Pure; no ORM, no network."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from standfirst.membership.snapshot import Card, EndCause, Failure, FailureKind, Money, State


class Who(StrEnum):
    SIGNED_OUT = "signed_out"
    UNVERIFIED = "unverified"  # an address was typed here; its code is pending in this browser
    SIGNED_IN = "signed_in"


class Hold(StrEnum):
    """Why a membership that is not over opens nothing."""

    CONFIRM_PAYMENT = "confirm_payment"
    CARD_EXPIRED = "card_expired"
    CARD_DECLINED = "card_declined"
    PAUSED = "paused"


class Loss(StrEnum):
    """How a right that is over ended."""

    ENDED = "ended"
    SEAT_REMOVED = "seat_removed"
    GRANT_ENDED = "grant_ended"


@dataclass(frozen=True)
class Payment:
    """What a notice may print to its signed-in owner about money."""

    money: Money
    card: Card | None = None
    failure: Failure | None = None
    until: datetime | None = None  # grace: reading goes on until then


@dataclass(frozen=True)
class Right:
    """Something that opens the stories of a plan until `until` (None: no end is known)."""

    row: str  # the row it came from, for explaining: "membership 7", "grant 3"
    plan: str
    until: datetime | None = None
    awaiting: bool = False
    grace: Payment | None = None


@dataclass(frozen=True)
class Held:
    row: str
    plan: str
    hold: Hold
    payment: Payment
    resumes_at: datetime | None = None


@dataclass(frozen=True)
class Lost:
    row: str
    plan: str
    loss: Loss
    at: datetime
    cause: EndCause | None = None
    through: str = ""  # who gave the seat or grant


@dataclass(frozen=True)
class Standing:
    """`valid_until` is the next instant at which the clock alone changes any of this; None: never."""

    who: Who = Who.SIGNED_OUT
    staff: bool = False
    pending_since: datetime | None = None
    rights: tuple[Right, ...] = ()
    held: tuple[Held, ...] = ()
    lost: tuple[Lost, ...] = ()
    valid_until: datetime | None = None

    @property
    def plans(self) -> frozenset[str]:
        return frozenset(right.plan for right in self.rights)


@dataclass(frozen=True)
class MembershipFacts:
    """A membership's row as values. See `Snapshot` for the fields."""

    row: str
    plan: str
    state: State
    money: Money
    confirmed_at: datetime
    paid_until: datetime | None = None
    grace_until: datetime | None = None
    paused_until: datetime | None = None
    ended_at: datetime | None = None
    end_cause: EndCause | None = None
    card: Card | None = None
    failure: Failure | None = None


@dataclass(frozen=True)
class GrantFacts:
    row: str
    plan: str
    seat: bool
    starts_at: datetime
    ends_at: datetime | None
    through: str = ""


@dataclass
class _Findings:
    rights: list[Right] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    instants: list[datetime] = field(default_factory=list)


_HOLD_FOR = {
    FailureKind.EXPIRED: Hold.CARD_EXPIRED,
    FailureKind.DECLINED: Hold.CARD_DECLINED,
    FailureKind.NEEDS_APPROVAL: Hold.CONFIRM_PAYMENT,
}


def work_out(
    memberships: Iterable[MembershipFacts],
    grants: Iterable[GrantFacts],
    now: datetime,
    *,
    trust: timedelta,
    staff: bool = False,
) -> Standing:
    """The standing of a signed-in reader. `trust` bounds how long a membership stays open without fresh news."""
    found = _Findings()
    for membership in memberships:
        _weigh_membership(membership, now, trust, found)
    for grant in grants:
        _weigh_grant(grant, now, found)
    return Standing(
        who=Who.SIGNED_IN,
        staff=staff,
        rights=tuple(found.rights),
        held=tuple(found.held),
        lost=tuple(found.lost),
        valid_until=min((at for at in found.instants if at > now), default=None),
    )


def _weigh_grant(grant: GrantFacts, now: datetime, found: _Findings) -> None:
    if now < grant.starts_at:
        found.instants.append(grant.starts_at)
    elif grant.ends_at is None or now < grant.ends_at:
        found.rights.append(Right(grant.row, grant.plan, grant.ends_at))
        if grant.ends_at:
            found.instants.append(grant.ends_at)
    else:
        loss = Loss.SEAT_REMOVED if grant.seat else Loss.GRANT_ENDED
        found.lost.append(Lost(grant.row, grant.plan, loss, grant.ends_at, through=grant.through))


def _weigh_membership(
    it: MembershipFacts, now: datetime, trust: timedelta, found: _Findings
) -> None:
    match it.state:
        case State.ACTIVE | State.PENDING:
            _weigh_running(it, it.paid_until, now, trust, found)
        case State.PAST_DUE:
            _weigh_past_due(it, now, trust, found)
        case State.INCOMPLETE:
            found.held.append(_held(it))
        case State.PAUSED:
            _weigh_paused(it, now, found)
        case State.ENDED:
            _weigh_ended(it, now, found)


def _payment(it: MembershipFacts) -> Payment:
    return Payment(it.money, it.card, it.failure, it.grace_until)


def _held(it: MembershipFacts) -> Held:
    kind = it.failure.kind if it.failure else FailureKind.NEEDS_APPROVAL
    return Held(it.row, it.plan, _HOLD_FOR[kind], _payment(it))


def _weigh_running(
    it: MembershipFacts,
    until: datetime | None,
    now: datetime,
    trust: timedelta,
    found: _Findings,
) -> None:
    """Open until `until`; open and awaiting news for `trust` after it; then over, unconfirmed."""
    if until is None or now < until:
        found.rights.append(Right(it.row, it.plan, until))
        found.instants.extend([until] if until else [])
    elif now < until + trust:
        found.rights.append(Right(it.row, it.plan, until + trust, awaiting=True))
        found.instants.append(until + trust)
    else:
        found.lost.append(Lost(it.row, it.plan, Loss.ENDED, until, EndCause.UNCONFIRMED))


def _weigh_past_due(it: MembershipFacts, now: datetime, trust: timedelta, found: _Findings) -> None:
    """Grace is open under a banner. It ends in a lock only on news fetched after it, or when trust runs out."""
    grace = it.grace_until
    if grace is None:
        found.held.append(_held(it))
    elif now < grace:
        found.rights.append(Right(it.row, it.plan, grace, grace=_payment(it)))
        found.instants.append(grace)
    elif it.confirmed_at < grace and now < grace + trust:
        found.rights.append(Right(it.row, it.plan, grace + trust, awaiting=True))
        found.instants.append(grace + trust)
    else:
        found.held.append(_held(it))


def _weigh_paused(it: MembershipFacts, now: datetime, found: _Findings) -> None:
    """What was paid for stays open; then paused. A resume date alone opens nothing: news does."""
    if it.paid_until and now < it.paid_until:
        found.rights.append(Right(it.row, it.plan, it.paid_until))
        found.instants.append(it.paid_until)
    else:
        found.held.append(Held(it.row, it.plan, Hold.PAUSED, _payment(it), it.paused_until))


def _weigh_ended(it: MembershipFacts, now: datetime, found: _Findings) -> None:
    """One that the reader ended opens until what was paid for is over; any other end is at once."""
    kept = it.end_cause is EndCause.BY_READER
    if kept and it.paid_until and now < it.paid_until:
        found.rights.append(Right(it.row, it.plan, it.paid_until))
        found.instants.append(it.paid_until)
        return
    at = max(filter(None, [it.ended_at, it.paid_until if kept else None]), default=it.confirmed_at)
    found.lost.append(Lost(it.row, it.plan, Loss.ENDED, at, it.end_cause or EndCause.BY_READER))
