"""Which letter a change of a membership calls for, if any: before, after and now in, a kind out. Pure.

What only time brings (locked, ends soon) is found by `sweeps`. Several things may change at once: one letter tells of
the weightiest, and its facts of the rest.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from standfirst.membership.snapshot import Failure, FailureKind, State
from standfirst.membership.standing import MembershipFacts


class Kind(StrEnum):
    """The values are those of OutgoingMail.kind."""

    JOINED = "membership_began"
    TRIAL_BEGAN = "trial_began"
    FIRST_PAYMENT = "first_payment"
    RENEWED = "membership_renewed"
    PLAN_CHANGED = "plan_changed"
    PAYMENT_FAILED = "payment_failed"
    APPROVAL_WANTED = "approval_wanted"
    LOCKED = "membership_locked"
    PAID_AGAIN = "paid_again"
    LEFT = "membership_left"
    STAYS = "membership_stays"
    ENDED = "membership_ended"
    PAUSED = "membership_paused"
    RESUMED = "membership_resumed"
    # by the clock
    GRACE_ENDS = "grace_ends"
    CARD_ENDS = "card_ends"
    RENEWS_SOON = "renews_soon"
    TRIAL_ENDS = "trial_ends"
    RESUMES_SOON = "resumes_soon"
    # beside a membership's own story
    MEND_LINK = "mend_link"
    DAYS_GIVEN = "days_given_back"
    DOUBLED = "paid_twice"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Payments:
    """Of the membership's invoices: whether nothing was paid yet, or once; whether it is paid by the year."""

    none: bool = False
    first: bool = False
    yearly: bool = False


def due(
    before: MembershipFacts | None, after: MembershipFacts, now: datetime, payments: Payments
) -> Kind | None:
    if before is None or before.state is State.INCOMPLETE:
        return _began(after, now, payments)
    match after.state:
        case State.ENDED:
            return Kind.ENDED if before.state is not State.ENDED else None
        case State.PAST_DUE:
            return _failed(before, after, now) or _wish(before, after)
        case State.PAUSED:
            return _paused(before, after)
        case State.ACTIVE:
            return _runs(before, after, payments)
        case State.PENDING:
            return _wish(before, after)
    return None


def reads_until(it: MembershipFacts) -> datetime:
    """The end of grace, or of what was paid for if that is later."""
    return max(filter(None, [it.grace_until, it.paid_until]), default=it.confirmed_at)


def paid(before: MembershipFacts | None, after: MembershipFacts) -> bool:
    """Whether a period was paid for in between."""
    if after.paid_until is None:
        return False
    return before is None or before.paid_until is None or before.paid_until < after.paid_until


def wants_approval(failure: Failure | None) -> bool:
    return failure is not None and failure.kind is FailureKind.NEEDS_APPROVAL


def _began(after: MembershipFacts, now: datetime, payments: Payments) -> Kind | None:
    """What never came to run began for nobody: the page said so, where it was tried."""
    match after.state:
        case State.ACTIVE | State.PENDING:
            return Kind.TRIAL_BEGAN if _on_trial(after, payments) else Kind.JOINED
        case State.PAST_DUE:
            return _of_failure(after, now)
    return None


def _on_trial(after: MembershipFacts, payments: Payments) -> bool:
    return payments.none and after.state is State.ACTIVE and after.paid_until is not None


def _failed(before: MembershipFacts, after: MembershipFacts, now: datetime) -> Kind | None:
    """A retry that fails too is not told of, but where it now wants something else of the reader."""
    if before.state is State.PAST_DUE and before.grace_until == after.grace_until:
        newly = wants_approval(after.failure) and not wants_approval(before.failure)
        return Kind.APPROVAL_WANTED if newly else None
    return _of_failure(after, now)


def _of_failure(after: MembershipFacts, now: datetime) -> Kind:
    if wants_approval(after.failure):
        return Kind.APPROVAL_WANTED
    return Kind.PAYMENT_FAILED if now < reads_until(after) else Kind.LOCKED


def _paused(before: MembershipFacts, after: MembershipFacts) -> Kind | None:
    same = before.state is State.PAUSED and before.paused_until == after.paused_until
    return _wish(before, after) if same else Kind.PAUSED


def _runs(before: MembershipFacts, after: MembershipFacts, payments: Payments) -> Kind | None:
    if before.state is State.ENDED:
        return Kind.JOINED
    if _was_failing(before) and paid(before, after):
        return Kind.PAID_AGAIN
    if before.state is State.PAUSED:
        return Kind.RESUMED
    return _wish(before, after) or _renewed(before, after, payments)


def _was_failing(before: MembershipFacts) -> bool:
    """Also while a slow payment for what had failed was under way."""
    return before.state is State.PAST_DUE or (
        before.state is State.PENDING and before.grace_until is not None
    )


def _wish(before: MembershipFacts, after: MembershipFacts) -> Kind | None:
    """What the reader asked for."""
    if before.ends_at_period_end != after.ends_at_period_end:
        return Kind.LEFT if after.ends_at_period_end else Kind.STAYS
    if (before.plan, before.money) != (after.plan, after.money):
        return Kind.PLAN_CHANGED
    return None


def _renewed(before: MembershipFacts, after: MembershipFacts, payments: Payments) -> Kind | None:
    """The first payment and each yearly one. Those of every month wait under the account's receipts."""
    if not paid(before, after) or payments.none:
        return None
    if payments.first:
        return Kind.FIRST_PAYMENT
    return Kind.RENEWED if payments.yearly else None
