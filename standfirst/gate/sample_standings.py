"""A reader of each kind the gate tells apart, made up: for editors who look at a story as that reader would.

One for each reason and warning there is. A new one without a sample fails at start, not in front of an editor.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.gate.decision import Reason, Warning
from standfirst.membership.snapshot import Card, EndCause, Failure, FailureKind, Money
from standfirst.membership.standing import Held, Hold, Loss, Lost, Payment, Right, Standing, Who

ROW = "sample"
MEMBER = "member"
Make = Callable[["Plans", datetime], Standing]
SOON = timedelta(days=14)
_FIVE = Money(500, "EUR")


@dataclass(frozen=True)
class Plans:
    """`reading` covers the story, `other` does not; a story for all members is covered by both."""

    reading: str
    other: str


def sample_standing(kind: str, plans: Plans, now: datetime) -> Standing:
    """`kind` is one of `KINDS`: MEMBER, or the word of a reason or a warning."""
    return _SAMPLES[kind].make(plans, now)


def _signed_in(**fields: object) -> Standing:
    return Standing(who=Who.SIGNED_IN, **fields)  # type: ignore[arg-type]


def _member(plans: Plans, now: datetime) -> Standing:
    return _signed_in(rights=(Right(ROW, plans.reading),))


def _on_another_plan(plans: Plans, now: datetime) -> Standing:
    return _signed_in(rights=(Right(ROW, plans.other),))


def _in_grace(plans: Plans, now: datetime) -> Standing:
    until = now + SOON
    payment = _failed(FailureKind.EXPIRED, now, until)
    return _signed_in(rights=(Right(ROW, plans.reading, until=until, grace=payment),))


def _held(hold: Hold, kind: FailureKind) -> Make:
    def sample(plans: Plans, now: datetime) -> Standing:
        resumes = now + SOON if hold is Hold.PAUSED else None
        return _signed_in(held=(Held(ROW, plans.reading, hold, _failed(kind, now), resumes),))

    return sample


def _failed(kind: FailureKind, now: datetime, until: datetime | None = None) -> Payment:
    """By a card whose last month was the one before."""
    last = now.replace(day=1) - timedelta(days=1)
    card = Card("visa", "4242", last.month, last.year)
    failure = Failure(kind, _FIVE, at=now - timedelta(days=3), next_attempt=now + timedelta(days=2))
    return Payment(_FIVE, card, failure, until)


def _lost(loss: Loss, **fields: object) -> Make:
    def sample(plans: Plans, now: datetime) -> Standing:
        lost = Lost(ROW, plans.reading, loss, now - timedelta(days=3), **fields)  # type: ignore[arg-type]
        return _signed_in(lost=(lost,))

    return sample


@dataclass(frozen=True)
class Sample:
    title: Promise
    make: Make


_SAMPLES: Mapping[str, Sample] = MappingProxyType(
    {
        MEMBER: Sample(_("Member"), _member),
        Warning.GRACE: Sample(_("Member in grace: a payment failed"), _in_grace),
        Reason.SIGNED_OUT: Sample(_("Signed out"), lambda plans, now: Standing()),
        Reason.UNVERIFIED: Sample(
            _("A code was sent, and not entered yet"),
            lambda plans, now: Standing(who=Who.UNVERIFIED, pending_since=now),
        ),
        Reason.NEVER_JOINED: Sample(
            _("Registered, without a membership"), lambda plans, now: _signed_in()
        ),
        Reason.GRANT_ENDED: Sample(
            _("Gift or grant over"), _lost(Loss.GRANT_ENDED, through="Acme")
        ),
        Reason.SEAT_REMOVED: Sample(_("Seat removed"), _lost(Loss.SEAT_REMOVED, through="Acme")),
        Reason.ENDED: Sample(_("Membership ended"), _lost(Loss.ENDED, cause=EndCause.BY_READER)),
        Reason.PAUSED: Sample(_("Membership paused"), _held(Hold.PAUSED, FailureKind.DECLINED)),
        Reason.CARD_DECLINED: Sample(
            _("Payment declined"), _held(Hold.CARD_DECLINED, FailureKind.DECLINED)
        ),
        Reason.CARD_EXPIRED: Sample(
            _("Card expired"), _held(Hold.CARD_EXPIRED, FailureKind.EXPIRED)
        ),
        Reason.CONFIRM_PAYMENT: Sample(
            _("The bank wants approval"), _held(Hold.CONFIRM_PAYMENT, FailureKind.NEEDS_APPROVAL)
        ),
        Reason.PLAN_TOO_LOW: Sample(_("Member on another plan"), _on_another_plan),
    }
)
# Who reads first, then who is locked out, from the commonest reason on; with their titles for staff.
KINDS: Mapping[str, Promise] = MappingProxyType(
    {str(kind): _SAMPLES[kind].title for kind in (MEMBER, *Warning, *reversed(Reason))}
)
