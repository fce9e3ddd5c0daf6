"""An explanation in words for staff: the answer, what was told, the rows it came from, each rule asked.

Takes plain values as `explain` makes them, so that one kept with a case and one made now read alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.gate.decision import Reason
from standfirst.membership.format import (
    format_card,
    format_card_end,
    format_day,
    format_money,
)
from standfirst.membership.models import Plan
from standfirst.membership.snapshot import Card, EndCause, FailureKind, Money, State

REASONS: Mapping[Reason, str | Promise] = {
    Reason.PLAN_TOO_LOW: gettext_lazy("it is in another plan than the reader's"),
    Reason.CONFIRM_PAYMENT: gettext_lazy("the bank wants a payment approved"),
    Reason.CARD_EXPIRED: gettext_lazy("a payment failed, and the card has expired"),
    Reason.CARD_DECLINED: gettext_lazy("a payment failed"),
    Reason.PAUSED: gettext_lazy("the membership is paused"),
    Reason.ENDED: gettext_lazy("the membership has ended"),
    Reason.SEAT_REMOVED: gettext_lazy("the seat was taken away"),
    Reason.GRANT_ENDED: gettext_lazy("the grant has ended"),
    Reason.NEVER_JOINED: gettext_lazy("the reader has an account, and never joined"),
    Reason.UNVERIFIED: gettext_lazy("a code was sent, and not entered yet"),
    Reason.SIGNED_OUT: gettext_lazy("nobody is logged in in this browser"),
}
# By the names of the gate's rules, in the order in which they are asked.
RULES: Mapping[str, str | Promise] = {
    "public_story": gettext_lazy("Is the story open to everyone?"),
    "staff_reads": gettext_lazy("Does the reader work here?"),
    "registered_story": gettext_lazy("Is an account enough for it, and is the reader logged in?"),
    "right_to_read": gettext_lazy("Does a membership or a grant open it?"),
    "plan_too_low": gettext_lazy("Is it in another plan than the reader's?"),
    "payment_to_confirm": gettext_lazy("Does a payment wait for the bank's approval?"),
    "card_expired": gettext_lazy("Did a payment fail because the card expired?"),
    "card_declined": gettext_lazy("Did a payment fail otherwise?"),
    "paused": gettext_lazy("Is the membership paused?"),
    "right_lost": gettext_lazy("Did a membership, a seat or a grant end?"),
    "never_joined": gettext_lazy("Is the reader logged in, and without a membership?"),
    "unverified": gettext_lazy("Does the browser wait for a code?"),
    "signed_out": gettext_lazy("Is nobody logged in?"),
}
STATES: Mapping[State, str | Promise] = {
    State.ACTIVE: gettext_lazy("running"),
    State.PENDING: gettext_lazy("a payment is under way at the bank"),
    State.PAST_DUE: gettext_lazy("a renewal failed"),
    State.INCOMPLETE: gettext_lazy("the first payment never went through"),
    State.PAUSED: gettext_lazy("paused"),
    State.ENDED: gettext_lazy("ended"),
}
CAUSES: Mapping[EndCause, str | Promise] = {
    EndCause.BY_READER: gettext_lazy("the reader wished it"),
    EndCause.UNPAID: gettext_lazy("it was not paid"),
    EndCause.REFUNDED: gettext_lazy("the payment was refunded"),
    EndCause.DISPUTED: gettext_lazy("the payment was disputed with the bank"),
    EndCause.UNCONFIRMED: gettext_lazy("no news of it came for too long"),
}
FAILURES: Mapping[FailureKind, str | Promise] = {
    FailureKind.EXPIRED: gettext_lazy("the card has expired"),
    FailureKind.DECLINED: gettext_lazy("the bank declined it"),
    FailureKind.NEEDS_APPROVAL: gettext_lazy("the bank wants the reader's approval"),
}


@dataclass(frozen=True)
class Row:
    """A membership or a grant: what it is, and what is so of it, as names and values."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    question: str
    answer: str
    decided: bool


@dataclass(frozen=True)
class Explained:
    """`said` is the notice's line; empty where nothing was to be said, and in cases kept before it was."""

    open: bool
    answer: str
    said: str
    rows: tuple[Row, ...]
    rules: tuple[Asked, ...]


def in_words(told: Mapping[str, Any], now: datetime) -> Explained:
    """Asks once what plans are called."""
    names = dict(Plan.objects.values_list("slug", "name"))
    decision = told["decision"]
    return Explained(
        open=decision["open"],
        answer=_answer(decision),
        said=told.get("said", ""),
        rows=tuple(row_in_words(row, names, now) for row in told["rows"]),
        rules=tuple(_asked(it["rule"], it["answer"]) for it in told["rules"]),
    )


def _answer(decision: Mapping[str, Any]) -> str:
    if not decision["open"]:
        return _("Locked: %(reason)s.") % {"reason": REASONS[Reason(decision["reason"])]}
    if decision["warning"]:
        return _("Open, with a warning: a payment failed, and the days of grace are running.")
    return _("Open.")


def _asked(rule: str, answer: str) -> Asked:
    if answer == "no":
        return Asked(str(RULES.get(rule, rule)), _("No"), decided=False)
    words = _("Yes, so it is open") if answer.startswith("open") else _("Yes, so it is locked")
    return Asked(str(RULES.get(rule, rule)), words, decided=True)


def row_in_words(row: Mapping[str, Any], names: Mapping[str, str], now: datetime) -> Row:
    """Of a membership's or a grant's facts as plain values."""
    plan = names.get(row["plan"], row["plan"])
    number = row["row"].partition(" ")[2]
    if "seat" in row:
        title = _("Seat %(number)s: %(plan)s") if row["seat"] else _("Grant %(number)s: %(plan)s")
        facts = _of_grant(row, now)
    else:
        title = _("Membership %(number)s: %(plan)s")
        facts = _of_membership(row, now)
    return Row(title % {"number": number, "plan": plan}, tuple(facts))


def _of_grant(row: Mapping[str, Any], now: datetime) -> Iterator[tuple[str, str]]:
    yield _("From"), _day(row["starts_at"], now)
    yield _("Until"), _day(row["ends_at"], now) if row["ends_at"] else _("no end")
    if row["through"]:
        yield _("Given by"), row["through"]


def _of_membership(row: Mapping[str, Any], now: datetime) -> Iterator[tuple[str, str]]:
    yield _("State"), str(STATES[State(row["state"])])
    yield _("Price"), format_money(Money(**row["money"]))
    for label, key in (
        (_("Paid until"), "paid_until"),
        (_("Grace until"), "grace_until"),
        (_("Paused until"), "paused_until"),
        (_("Ended"), "ended_at"),
    ):
        if row[key]:
            yield label, _day(row[key], now)
    if row["end_cause"]:
        yield _("Why it ended"), str(CAUSES[EndCause(row["end_cause"])])
    if row["ends_at_period_end"]:
        yield _("Renewal"), _("none: it ends when the paid period does")
    if row["card"]:
        yield _("Card"), _card(Card(**row["card"]), now)
    if row["failure"]:
        yield _("Last failure"), _failure(row["failure"], now)
    yield _("Confirmed by the payment processor"), _day(row["confirmed_at"], now)


def _card(card: Card, now: datetime) -> str:
    words = _("%(card)s, expired %(month)s") if card.had_ended(now) else _("%(card)s, to %(month)s")
    return words % {"card": format_card(card), "month": format_card_end(card)}


def _failure(failure: Mapping[str, Any], now: datetime) -> str:
    values = {
        "amount": format_money(Money(**failure["money"])),
        "day": _day(failure["at"], now),
        "why": FAILURES[FailureKind(failure["kind"])],
        "attempts": failure["attempts"],
    }
    if not failure["next_attempt"]:
        return _("%(amount)s on %(day)s: %(why)s. Attempts: %(attempts)s.") % values
    values["next"] = _day(failure["next_attempt"], now)
    return (
        _("%(amount)s on %(day)s: %(why)s. Attempts: %(attempts)s; the next on %(next)s.") % values
    )


def _day(iso: str, now: datetime) -> str:
    return format_day(datetime.fromisoformat(iso), now)
