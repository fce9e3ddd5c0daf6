"""Standing: all the gate needs to know of a reader, worked out now from local rows. Pure; no ORM, no network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    until: datetime | None = None  # in grace: reading goes on until then


@dataclass(frozen=True)
class Right:
    """Something that opens the stories of a plan; `until` is when the clock next changes that (None: never)."""

    row: str  # the row it came from, for explaining: "membership 7", "grant 3"
    plan: str
    until: datetime | None = None
    awaiting: bool = False  # open on trust: news is due
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
    cause: EndCause | None = None  # of a membership
    attempts: int = 0  # unpaid attempts before it ended, where known
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
    ends_at_period_end: bool = False
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


Finding = Right | Held | Lost


def work_out(
    memberships: Iterable[MembershipFacts],
    grants: Sequence[GrantFacts],
    now: datetime,
    *,
    trust: timedelta,
    staff: bool = False,
) -> Standing:
    """The standing of a signed-in reader; the order of the rows makes no difference.

    `trust` bounds how long a membership stays open without fresh news.
    """
    found: list[Finding] = [weigh_membership(it, now, trust) for it in memberships]
    found += [finding for it in grants if (finding := weigh_grant(it, now))]
    found.sort(key=lambda finding: finding.row)
    rights = tuple(it for it in found if isinstance(it, Right))
    changes = [right.until for right in rights if right.until]
    changes += [grant.starts_at for grant in grants if now < grant.starts_at]
    return Standing(
        who=Who.SIGNED_IN,
        staff=staff,
        rights=rights,
        held=tuple(it for it in found if isinstance(it, Held)),
        lost=tuple(it for it in found if isinstance(it, Lost)),
        valid_until=min(changes, default=None),
    )


def weigh_grant(grant: GrantFacts, now: datetime) -> Right | Lost | None:
    """None for one that has not started, and for one taken back before it did."""
    if now < grant.starts_at or (grant.ends_at and grant.ends_at <= grant.starts_at):
        return None
    if grant.ends_at is None or now < grant.ends_at:
        return Right(grant.row, grant.plan, grant.ends_at)
    loss = Loss.SEAT_REMOVED if grant.seat else Loss.GRANT_ENDED
    return Lost(grant.row, grant.plan, loss, grant.ends_at, through=grant.through)


def weigh_membership(it: MembershipFacts, now: datetime, trust: timedelta) -> Finding:
    match it.state:
        case State.ACTIVE | State.PENDING:
            return _running(it, now, trust)
        case State.PAST_DUE:
            return _past_due(it, now, trust)
        case State.INCOMPLETE:
            return _unpaid(it)
        case State.PAUSED:
            return _paused(it, now, trust)
        case State.ENDED:
            return _ended(it, now)


def _running(it: MembershipFacts, now: datetime, trust: timedelta) -> Right | Lost:
    """Open while paid for; then for `trust` after the last word that it runs; then over, unconfirmed.

    A payment pending at the bank stays open for as long as fresh news says that it is pending.
    """
    if it.paid_until and now < it.paid_until:
        return Right(it.row, it.plan, it.paid_until)
    vouched = max(filter(None, [it.paid_until, it.confirmed_at]))
    if now < vouched + trust:
        return Right(it.row, it.plan, vouched + trust, awaiting=True)
    return Lost(it.row, it.plan, Loss.ENDED, vouched, EndCause.UNCONFIRMED)


def _past_due(it: MembershipFacts, now: datetime, trust: timedelta) -> Right | Held:
    """Grace, and what was paid for if that is longer, is open under a banner."""
    end = max(filter(None, [it.grace_until, it.paid_until]), default=it.confirmed_at)
    if now < end:
        payment = Payment(it.money, it.card, it.failure, until=end)
        return Right(it.row, it.plan, end, grace=payment)
    return _on_trust(it, end, now, trust) or _unpaid(it)


def _paused(it: MembershipFacts, now: datetime, trust: timedelta) -> Right | Held:
    """What was paid for stays open; then paused. A resume date alone opens nothing: news does."""
    if it.paid_until and now < it.paid_until:
        return Right(it.row, it.plan, it.paid_until)
    held = Held(it.row, it.plan, Hold.PAUSED, Payment(it.money, it.card), it.paused_until)
    return _on_trust(it, it.paid_until or it.confirmed_at, now, trust) or held


def _on_trust(it: MembershipFacts, end: datetime, now: datetime, trust: timedelta) -> Right | None:
    """What was open until `end` locks on news fetched since, or when `trust` runs out: never by time alone."""
    if it.confirmed_at < end and now < end + trust:
        return Right(it.row, it.plan, end + trust, awaiting=True)
    return None


_HOLD_FOR = {
    FailureKind.EXPIRED: Hold.CARD_EXPIRED,
    FailureKind.DECLINED: Hold.CARD_DECLINED,
    FailureKind.NEEDS_APPROVAL: Hold.CONFIRM_PAYMENT,
}


def _unpaid(it: MembershipFacts) -> Held:
    """A first payment that nothing was heard of yet waits for the bank's approval page."""
    kind = it.failure.kind if it.failure else FailureKind.NEEDS_APPROVAL
    return Held(it.row, it.plan, _HOLD_FOR[kind], Payment(it.money, it.card, it.failure))


_MONEY_BACK = frozenset({EndCause.REFUNDED, EndCause.DISPUTED})


def _ended(it: MembershipFacts, now: datetime) -> Right | Lost:
    """What was paid for stays open to its end, unless the money went back. No news can follow an end."""
    paid_until = None if it.end_cause in _MONEY_BACK else it.paid_until
    if paid_until and now < paid_until:
        return Right(it.row, it.plan, paid_until)
    at = max(filter(None, [it.ended_at, paid_until]), default=it.confirmed_at)
    attempts = it.failure.attempts if it.failure else 0
    return Lost(it.row, it.plan, Loss.ENDED, at, it.end_cause, attempts)
