"""What to say of a decision: which words fit it, and the facts they print. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext, ngettext

from standfirst.gate.access import Access, Level
from standfirst.gate.decision import Decision, Reason, Warning
from standfirst.membership.format import (
    format_all,
    format_any,
    format_card,
    format_card_end,
    format_day,
    format_money,
    format_price,
    format_time,
)
from standfirst.membership.offers import Offer, cheapest
from standfirst.membership.snapshot import EndCause, Failure, FailureKind
from standfirst.membership.standing import Payment


@dataclass(frozen=True)
class Shop:
    """What is sold: the plans' names by slug, in their order, and the prices on sale."""

    plan_names: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    def names(self, slugs: tuple[str, ...]) -> list[str]:
        known = [name for slug, name in self.plan_names.items() if slug in slugs]
        return known + [slug for slug in slugs if slug not in self.plan_names]


@dataclass(frozen=True)
class Case:
    decision: Decision
    access: Access
    shop: Shop
    now: datetime

    def day(self, at: datetime) -> str:
        return format_day(at, self.now)


@dataclass(frozen=True)
class Saying:
    """`variant` is a key of `words.VARIANTS`; `values` fills exactly its facts."""

    variant: str
    values: Mapping[str, str] = field(default_factory=dict)


def say(case: Case) -> Saying | None:
    """None where an open page goes without a word."""
    key = case.decision.reason or case.decision.warning
    return SAYINGS[key](case) if key else None


def _signed_out(case: Case) -> Saying:
    if case.access.level is Level.REGISTERED:
        return Saying("signed_out_registered")
    variant, values = "signed_out", {}
    if case.access.plans:
        variant = "signed_out_plan"
        values["plan"] = format_any(case.shop.names(tuple(sorted(case.access.plans))))
    offer = cheapest(case.shop.offers, case.access.plans)
    if offer is None:
        return Saying(f"{variant}_unpriced", values)
    return Saying(variant, values | {"price": format_price(offer.money, offer.interval)})


def _unverified(case: Case) -> Saying:
    return Saying("unverified", {"time": format_time(case.decision.facts["at"])})


def _never_joined(case: Case) -> Saying:
    return Saying("never_joined")


def _plan_too_low(case: Case) -> Saying:
    facts = case.decision.facts
    wanted, held = case.shop.names(facts["wanted"]), case.shop.names(facts["held"])
    return Saying("plan_too_low", {"plan": format_any(wanted), "your_plan": format_all(held)})


def _failed(case: Case) -> tuple[Payment, Failure]:
    """A card's hold, and grace, come from a payment that failed."""
    payment: Payment = case.decision.facts["payment"]
    assert payment.failure is not None
    return payment, payment.failure


def _attempt(case: Case, failure: Failure) -> dict[str, str]:
    return {"amount": format_money(failure.money), "date": case.day(failure.at)}


def _card_expired(case: Case) -> Saying:
    payment, failure = _failed(case)
    values, card = _attempt(case, failure), payment.card
    if card is None or not card.had_ended(case.now):
        return Saying("card_expired_by_bank", values)
    printed = {"card": format_card(card), "card_end": format_card_end(card)}
    return Saying("card_expired", values | printed)


def _card_declined(case: Case) -> Saying:
    _payment, failure = _failed(case)
    values, again = _attempt(case, failure), failure.next_attempt
    if again is None or again <= case.now:
        return Saying("card_declined_last", values)
    return Saying("card_declined", values | {"next_date": case.day(again)})


def _confirm_payment(case: Case) -> Saying:
    """A first payment may wait for approval before any attempt failed."""
    payment: Payment = case.decision.facts["payment"]
    money = payment.failure.money if payment.failure else payment.money
    return Saying("confirm_payment", {"amount": format_money(money)})


def _paused(case: Case) -> Saying:
    resumes = case.decision.facts["resumes_at"]
    if resumes is None or resumes <= case.now:
        return Saying("paused_open")
    return Saying("paused", {"resume_date": case.day(resumes)})


def _ended(case: Case) -> Saying:
    facts = case.decision.facts
    cause: EndCause = facts["cause"]
    values = {"date": case.day(facts["at"])}
    if cause is EndCause.UNPAID:
        values["attempts"] = _attempts(facts["attempts"])
    return Saying(f"ended_{cause}", values)


def _attempts(count: int) -> str:
    """Three unpaid attempts; where nobody counted, no number is made up."""
    if not count:
        return gettext("an unpaid renewal")
    words = ngettext("%(count)s unpaid attempt", "%(count)s unpaid attempts", count)
    return words % {"count": apnumber(count)}


def _place_ended(case: Case) -> Saying:
    facts, variant = case.decision.facts, str(case.decision.reason)
    values = {"date": case.day(facts["at"])}
    if not facts["through"]:
        return Saying(f"{variant}_unnamed", values)
    return Saying(variant, values | {"through": facts["through"]})


_GRACE = {
    FailureKind.EXPIRED: "grace_expired",
    FailureKind.DECLINED: "grace_declined",
    FailureKind.NEEDS_APPROVAL: "grace_approval",
}


def _grace(case: Case) -> Saying:
    payment, failure = _failed(case)
    assert payment.until is not None
    values = _attempt(case, failure) | {"until": case.day(payment.until)}
    variant = _GRACE[failure.kind]
    if failure.kind is FailureKind.NEEDS_APPROVAL:
        del values["date"]
    return Saying(variant, values)


SAYINGS: Mapping[Reason | Warning, Callable[[Case], Saying]] = MappingProxyType(
    {
        Reason.SIGNED_OUT: _signed_out,
        Reason.UNVERIFIED: _unverified,
        Reason.NEVER_JOINED: _never_joined,
        Reason.PLAN_TOO_LOW: _plan_too_low,
        Reason.CARD_EXPIRED: _card_expired,
        Reason.CARD_DECLINED: _card_declined,
        Reason.CONFIRM_PAYMENT: _confirm_payment,
        Reason.PAUSED: _paused,
        Reason.ENDED: _ended,
        Reason.SEAT_REMOVED: _place_ended,
        Reason.GRANT_ENDED: _place_ended,
        Warning.GRACE: _grace,
    }
)
