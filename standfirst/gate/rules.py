"""The rules of the gate, each a pure function: what it says of one access and one standing, or None.

`decide` asks them in order; the first opening one opens, else the first locking one is the reason.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from standfirst.gate.access import Access, Level
from standfirst.gate.decision import Answer, Decision, Reason, Warning
from standfirst.membership.standing import Held, Hold, Loss, Lost, Right, Standing, Who

Facts = Mapping[str, Any]
NO_FACTS: Facts = MappingProxyType({})
Opening = Callable[[Access, Standing], "Facts | None"]
Locking = Callable[[Access, Standing], "tuple[Reason, Facts] | None"]


def public_story(access: Access, standing: Standing) -> Facts | None:
    return NO_FACTS if access.level is Level.PUBLIC else None


def staff_reads(access: Access, standing: Standing) -> Facts | None:
    return NO_FACTS if standing.staff else None


def registered_story(access: Access, standing: Standing) -> Facts | None:
    signed_in = standing.who is Who.SIGNED_IN
    return NO_FACTS if access.level is Level.REGISTERED and signed_in else None


def right_to_read(access: Access, standing: Standing) -> Facts | None:
    """The best right that reaches this story: one without grace before one in it, then the longest."""
    reaching = [right for right in standing.rights if _reaches(right, access)]
    if not reaching:
        return None
    best = max(reaching, key=lambda it: (it.grace is None, it.until is None, it.until or 0))
    if best.grace is None:
        return NO_FACTS
    return MappingProxyType({"warning": Warning.GRACE, "payment": best.grace, "plan": best.plan})


def _reaches(right: Right | Held | Lost, access: Access) -> bool:
    if access.level is Level.PLANS:
        return right.plan in access.plans
    return access.level in {Level.MEMBERS, Level.REGISTERED, Level.PUBLIC}


def plan_too_low(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    if access.level is not Level.PLANS or not standing.rights:
        return None
    facts = {"wanted": tuple(sorted(access.plans)), "held": tuple(sorted(standing.plans))}
    return Reason.PLAN_TOO_LOW, MappingProxyType(facts)


def payment_to_confirm(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return _held(standing, Hold.CONFIRM_PAYMENT, Reason.CONFIRM_PAYMENT)


def card_expired(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return _held(standing, Hold.CARD_EXPIRED, Reason.CARD_EXPIRED)


def card_declined(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return _held(standing, Hold.CARD_DECLINED, Reason.CARD_DECLINED)


def paused(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return _held(standing, Hold.PAUSED, Reason.PAUSED)


def _held(standing: Standing, hold: Hold, reason: Reason) -> tuple[Reason, Facts] | None:
    held = next((it for it in standing.held if it.hold is hold), None)
    if held is None:
        return None
    facts = {"payment": held.payment, "plan": held.plan, "resumes_at": held.resumes_at}
    return reason, MappingProxyType(facts)


_LOSSES = {
    Loss.ENDED: Reason.ENDED,
    Loss.SEAT_REMOVED: Reason.SEAT_REMOVED,
    Loss.GRANT_ENDED: Reason.GRANT_ENDED,
}


def right_lost(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    """Of all that ended, the latest is the reason."""
    if not standing.lost:
        return None
    last = max(standing.lost, key=lambda it: it.at)
    facts = {"at": last.at, "cause": last.cause, "through": last.through, "plan": last.plan}
    return _LOSSES[last.loss], MappingProxyType(facts)


def never_joined(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return (Reason.NEVER_JOINED, NO_FACTS) if standing.who is Who.SIGNED_IN else None


def unverified(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    if standing.who is not Who.UNVERIFIED:
        return None
    return Reason.UNVERIFIED, MappingProxyType({"at": standing.pending_since})


def signed_out(access: Access, standing: Standing) -> tuple[Reason, Facts] | None:
    return (Reason.SIGNED_OUT, NO_FACTS) if standing.who is Who.SIGNED_OUT else None


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
        raise ValueError(f"This standing was valid until {standing.valid_until}; work it out again.")
    answers: list[Answer] = []
    opened = _first(OPENING, access, standing, answers)
    if opened is not None:
        facts = dict(opened)
        return Decision(
            open=True,
            warning=facts.pop("warning", None),
            facts=MappingProxyType(facts),
            valid_until=standing.valid_until,
            answers=tuple(answers),
        )
    locked = _first(LOCKING, access, standing, answers)
    reason, facts_ = locked if locked is not None else (Reason.SIGNED_OUT, NO_FACTS)
    return Decision(
        open=False,
        reason=reason,
        facts=facts_,
        valid_until=standing.valid_until,
        answers=tuple(answers),
    )


def _first(rules: tuple[Callable[[Access, Standing], Any], ...], access: Access, standing: Standing, answers: list[Answer]) -> Any:
    """The first rule's answer that is not None; every rule asked is written to `answers`."""
    for rule in rules:
        said = rule(access, standing)
        answers.append(Answer(rule.__name__, "no" if said is None else "yes"))
        if said is not None:
            return said
    return None
