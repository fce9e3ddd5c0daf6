"""The account page's part about what one pays: the plan, its price, what comes next, the card, and what can be done."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.billing.paying import Paying, paying_of, price_paid
from standfirst.billing.receipts import next_payment
from standfirst.membership.format import (
    format_card,
    format_card_end,
    format_day,
    format_money,
    format_price,
)
from standfirst.membership.snapshot import Card, Money, State
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Step:
    label: str
    url: str


@dataclass(frozen=True)
class MembershipPart:
    """For its signed-in owner alone. `next`: the next payment, or the day it ends, or what is open."""

    plan: str
    price: str
    next: str
    card: str
    steps: tuple[Step, ...]


def membership_part(reader: Reader, now: datetime) -> MembershipPart | None:
    """None for who has none that a card pays for."""
    paying = paying_of(reader)
    if paying is None:
        return None
    it, price = paying.membership, price_paid(paying.membership)
    money = Money(it.amount, it.currency)
    return MembershipPart(
        plan=it.plan.name,
        price=format_price(money, price.interval) if price else format_money(money),
        next=_next(paying, now),
        card=_card(it.card, now) if it.card and paying.state is not State.ENDED else "",
        steps=tuple(_step(name) for name in STEPS[_case(paying)]),
    )


def _next(paying: Paying, now: datetime) -> str:
    it = paying.membership
    ahead = it.paid_until if it.paid_until and now < it.paid_until else None
    match paying.state:
        case State.ENDED:
            at = max(filter(None, [it.ended_at, ahead]))
            return _("Ended on %(day)s. Nothing is charged.") % {"day": format_day(at, now)}
        case State.PAUSED:
            if it.paused_until:
                words = _("Paused until %(day)s; nothing is charged.")
                return words % {"day": format_day(it.paused_until, now)}
            return _("Paused; nothing is charged.")
        case State.PAST_DUE | State.INCOMPLETE:
            failed = it.failure.money if it.failure else Money(it.amount, it.currency)
            return _("A payment of %(amount)s is open.") % {"amount": format_money(failed)}
        case _ if it.ends_at_period_end and ahead:
            words = _("Ends on %(day)s, as you asked. Nothing more is charged.")
            return words % {"day": format_day(ahead, now)}
        case _:
            return next_payment(paying, now)


def _card(card: Card, now: datetime) -> str:
    values = {"card": format_card(card), "month": format_card_end(card)}
    if card.had_ended(now):
        return _("%(card)s, expired %(month)s") % values
    return _("%(card)s, good to the end of %(month)s") % values


def _case(paying: Paying) -> State | str:
    """Leaving is a state of its own here: what one can do differs."""
    leaving = paying.membership.ends_at_period_end and paying.state is State.ACTIVE
    return "leaving" if leaving else paying.state


STEPS: dict[State | str, tuple[str, ...]] = {
    State.ACTIVE: ("card", "change_plan", "pause", "leave", "receipts"),
    State.PENDING: ("card", "leave", "receipts"),
    State.PAST_DUE: ("card", "leave", "receipts"),
    State.INCOMPLETE: ("confirm_payment", "card", "leave", "receipts"),
    State.PAUSED: ("resume", "card", "leave", "receipts"),
    State.ENDED: ("rejoin", "receipts"),
    "leaving": ("stay", "card", "receipts"),
}


def _step(name: str) -> Step:
    labels = {
        "card": _("Update card"),
        "change_plan": _("Change plan"),
        "confirm_payment": _("Review and approve"),
        "leave": _("Leave"),
        "pause": _("Pause"),
        "receipts": _("Receipts"),
        "rejoin": _("Rejoin"),
        "resume": _("Resume"),
        "stay": _("Stay"),
    }
    return Step(labels[name], reverse("leave" if name == "stay" else name))
