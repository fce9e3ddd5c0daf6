"""The rules of the gate, each a pure function: what it says of one access and one standing, or None.

`decide` asks them in order; the first that answers decides. Open by allow-list: an opening rule must say so,
and what none of them opens is locked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from standfirst.gate.access import Access, Level
from standfirst.gate.decision import NO_FACTS, Answer, Decision, Facts, Reason, Warning
from standfirst.membership.standing import Hold, Loss, Lost, Right, Standing, Who


@dataclass(frozen=True)
class Opens:
    warning: Warning | None = None
    facts: Facts = field(default_factory=lambda: NO_FACTS)

    def __str__(self) -> str:
        return f"open, with a warning: {self.warning}" if self.warning else "open"


@dataclass(frozen=True)
class Locks:
    reason: Reason
    facts: Facts = field(default_factory=lambda: NO_FACTS)

    def __str__(self) -> str:
        return f"locked: {self.reason}"


Opening = Callable[[Access, Standing], Opens | None]
Locking = Callable[[Access, Standing], Locks | None]


def public_story(access: Access, standing: Standing) -> Opens | None:
    return Opens() if access.level is Level.PUBLIC else None


def staff_reads(access: Access, standing: Standing) -> Opens | None:
    return Opens() if standing.staff else None


def registered_story(access: Access, standing: Standing) -> Opens | None:
    signed_in = standing.who is Who.SIGNED_IN
    return Opens() if access.level is Level.REGISTERED and signed_in else None


def right_to_read(access: Access, standing: Standing) -> Opens | None:
    """One right without grace is enough to read without a banner."""
    reaching = [right for right in standing.rights if _reaches(right, access)]
    if not reaching:
        return None
    in_grace = [right for right in reaching if right.grace]
    if len(in_grace) < len(reaching):
        return Opens()
    last = max(in_grace, key=_lasting)
    return Opens(Warning.GRACE, _facts(payment=last.grace, plan=last.plan))


def _reaches(right: Right, access: Access) -> bool:
    return access.level is not Level.PLANS or right.plan in access.plans


def _lasting(right: Right) -> tuple[bool, float, str]:
    return right.until is None, right.until.timestamp() if right.until else 0, right.row


def plan_too_low(access: Access, standing: Standing) -> Locks | None:
    if access.level is not Level.PLANS or not standing.rights:
        return None
    wanted, held = tuple(sorted(access.plans)), tuple(sorted(standing.plans))
    return Locks(Reason.PLAN_TOO_LOW, _facts(wanted=wanted, held=held))


def payment_to_confirm(access: Access, standing: Standing) -> Locks | None:
    return _held(standing, Hold.CONFIRM_PAYMENT, Reason.CONFIRM_PAYMENT)


def card_expired(access: Access, standing: Standing) -> Locks | None:
    return _held(standing, Hold.CARD_EXPIRED, Reason.CARD_EXPIRED)


def card_declined(access: Access, standing: Standing) -> Locks | None:
    return _held(standing, Hold.CARD_DECLINED, Reason.CARD_DECLINED)


def paused(access: Access, standing: Standing) -> Locks | None:
    return _held(standing, Hold.PAUSED, Reason.PAUSED)


def _held(standing: Standing, hold: Hold, reason: Reason) -> Locks | None:
    held = max((it for it in standing.held if it.hold is hold), key=lambda it: it.row, default=None)
    if held is None:
        return None
    return Locks(reason, _facts(payment=held.payment, plan=held.plan, resumes_at=held.resumes_at))


_LOSSES = {
    Loss.ENDED: Reason.ENDED,
    Loss.SEAT_REMOVED: Reason.SEAT_REMOVED,
    Loss.GRANT_ENDED: Reason.GRANT_ENDED,
}


def right_lost(access: Access, standing: Standing) -> Locks | None:
    """Of all that ended, the latest is the reason; of those at one instant, what the reader paid for."""
    if not standing.lost:
        return None
    last = max(standing.lost, key=_latest)
    facts = _facts(
        at=last.at,
        cause=last.cause,
        attempts=last.attempts,
        through=last.through,
        plan=last.plan,
    )
    return Locks(_LOSSES[last.loss], facts)


def _latest(lost: Lost) -> tuple[datetime, int, str]:
    return lost.at, -list(Loss).index(lost.loss), lost.row


def never_joined(access: Access, standing: Standing) -> Locks | None:
    return Locks(Reason.NEVER_JOINED) if standing.who is Who.SIGNED_IN else None


def unverified(access: Access, standing: Standing) -> Locks | None:
    if standing.who is not Who.UNVERIFIED:
        return None
    return Locks(Reason.UNVERIFIED, _facts(at=standing.pending_since))


def signed_out(access: Access, standing: Standing) -> Locks:
    """Asked last: whatever nothing else explained is a browser nobody is signed in with."""
    return Locks(Reason.SIGNED_OUT)


def _facts(**facts: object) -> Facts:
    return MappingProxyType(facts)


OPENING: tuple[Opening, ...] = (public_story, staff_reads, registered_story, right_to_read)
LOCKING: tuple[Locking, ...] = (
    plan_too_low,
    payment_to_confirm,
    card_expired,
    card_declined,
    paused,
    right_lost,
    never_joined,
    unverified,
    signed_out,
)


def decide(access: Access, standing: Standing, now: datetime) -> Decision:
    """Whether this standing may read what has this access at `now`, and if not, why not.

    Pure: no request, no database, no clock. A standing past its `valid_until` is refused as a ValueError:
    it must be worked out again, for the clock has changed it.
    """
    if standing.valid_until is not None and now >= standing.valid_until:
        raise ValueError(
            f"This standing was valid until {standing.valid_until}; work it out again."
        )
    answers: list[Answer] = []
    for rule in (*OPENING, *LOCKING):
        said = rule(access, standing)
        answers.append(Answer(rule.__name__, str(said or "no")))
        if said:
            return _decision(said, standing, tuple(answers))
    raise AssertionError("signed_out answers whatever it is asked")


def _decision(said: Opens | Locks, standing: Standing, answers: tuple[Answer, ...]) -> Decision:
    return Decision(
        open=isinstance(said, Opens),
        reason=said.reason if isinstance(said, Locks) else None,
        warning=said.warning if isinstance(said, Opens) else None,
        facts=said.facts,
        valid_until=standing.valid_until,
        answers=answers,
    )
