"""What the mend page says: to its owner all that is known, and, here only, why the bank refused."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from standfirst.billing.collecting import Attempt, Came
from standfirst.billing.declines import words_of
from standfirst.billing.mending import Mend, Step
from standfirst.billing.paying import Paying
from standfirst.membership.format import (
    format_card,
    format_card_end,
    format_day,
    format_money,
    format_price,
)
from standfirst.membership.models import Interval, Membership, Price
from standfirst.membership.snapshot import FailureKind, Money


def intro(todo: Mend, *, owner: bool) -> str:
    """The first sentence; without a fact for who only has the link."""
    if todo.step is Step.SAVE:
        return _("Nothing is owed. The card you save here pays from the next payment on.")
    if owner:
        return ""
    return _("A payment for a membership here didn't go through. It can be paid here with a card.")


def lines(paying: Paying, todo: Mend, now: datetime) -> list[str]:
    """For the signed-in owner alone."""
    return [
        *_failed(paying.membership, now),
        *_why(todo),
        *_card(paying.membership, now),
        *_after(paying.membership, todo, now),
    ]


def button(todo: Mend) -> str:
    match todo.step:
        case Step.SAVE | Step.OVER:
            return _("Save this card")
        case Step.PAY:
            return _("Pay %(amount)s and read on") % {"amount": format_money(todo.money)}
        case Step.AFRESH | Step.ANEW:
            return pay_from_today(todo.money, todo.price)


def pay_from_today(money: Money, price: Price | None) -> str:
    """What a button says that begins a new period: the amount and the time it is for."""
    if price and price.interval == Interval.YEAR:
        words = _("Pay %(amount)s for a year from today")
    else:
        words = _("Pay %(amount)s for a month from today")
    return words % {"amount": format_money(money)}


def terms(money: Money, price: Price | None) -> str:
    """What follows after the first payment; it stands below every button that charges."""
    interval = price.interval if price else Interval.MONTH
    words = _("Then %(price)s, until you leave. You can leave at any time in your account.")
    return words % {"price": format_price(money, interval)}


def refusal(attempt: Attempt, *, owner: bool) -> str:
    """Of the card that was given a moment ago; why, to the membership's owner alone."""
    words = _("%(amount)s was not paid. %(why)s Nothing was charged.")
    why = words_of(attempt.code, attempt.decline_code) if owner else words_of("", "")
    return words % {"amount": format_money(attempt.money), "why": why}


def _failed(it: Membership, now: datetime) -> Iterator[str]:
    failure = it.failure
    if failure is None:
        return
    values = {"amount": format_money(failure.money), "day": format_day(failure.at, now)}
    if failure.kind is FailureKind.NEEDS_APPROVAL:
        yield _("Your bank wants your approval for %(amount)s, asked for on %(day)s.") % values
    else:
        yield _("Your %(amount)s payment on %(day)s didn't go through.") % values


def _why(todo: Mend) -> Iterator[str]:
    if todo.owed and todo.owed.attempt.came is Came.REFUSED:
        yield words_of(todo.owed.attempt.code, todo.owed.attempt.decline_code)


def _card(it: Membership, now: datetime) -> Iterator[str]:
    if it.card is None:
        return
    ended = it.card.had_ended(now)
    words = (
        _("Card on file: %(card)s, expired %(month)s.")
        if ended
        else _("Card on file: %(card)s, good to the end of %(month)s.")
    )
    yield words % {"card": format_card(it.card), "month": format_card_end(it.card)}


def _after(it: Membership, todo: Mend, now: datetime) -> Iterator[str]:
    match todo.step:
        case Step.PAY:
            yield from _reading(it, now)
        case Step.AFRESH:
            yield _(
                "You haven't been able to read for a while, so you don't pay for that time: "
                "the open payment is dropped, and a new period begins today."
            )
        case Step.ANEW:
            yield _("After that your membership ended. With a good card it begins again today.")
            yield from _other_price(it, todo)


def _reading(it: Membership, now: datetime) -> Iterator[str]:
    again = it.failure.next_attempt if it.failure else None
    until = max(filter(None, [it.grace_until, it.paid_until]), default=None)
    if until and now < until:
        yield _("You can read until %(day)s.") % {"day": format_day(until, now)}
    if again and now < again:
        words = _("If nothing changes, the card on file is tried again on %(day)s.")
        yield words % {"day": format_day(again, now)}


def _other_price(it: Membership, todo: Mend) -> Iterator[str]:
    if todo.price and todo.price.amount != it.amount:
        yield _("%(plan)s costs %(now)s now; you paid %(before)s.") % {
            "plan": it.plan.name,
            "now": todo.price.in_words,
            "before": format_money(Money(it.amount, it.currency)),
        }
