"""A card that failed is mended: the new one is kept, what is open is collected at once, and the truth fetched.

What is asked for depends on where it stands: the open invoice; after long locked, a new period from today; after the
processor gave up, a new subscription; and nothing where nothing is owed. What a reader ended is never revived here.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.urls import reverse

from standfirst.billing import customers, sync
from standfirst.billing.beginning import begin_anew
from standfirst.billing.catching_up import catch_up
from standfirst.billing.collecting import (
    Attempt,
    Came,
    Owed,
    attempt_at,
    collect,
    owed_for,
    unless_under_way,
    void,
)
from standfirst.billing.gateway import CardRefused, Refused, Trouble, asking
from standfirst.billing.paying import Paying, again, paying_for, price_now
from standfirst.billing.tokens import Purpose, token_for
from standfirst.membership.models import Membership, Price
from standfirst.membership.snapshot import EndCause, Money, State

GOOD_FOR = timedelta(hours=1)  # a setup intent, from when it was begun
USED = "used"  # the name in its metadata
LONGEST_SHOWN = 80


class Step(StrEnum):
    """What mending does for this membership."""

    SAVE = "save"  # nothing is owed: the card is kept
    PAY = "pay"  # the open invoice
    AFRESH = "afresh"  # the open invoice is dropped; a new period begins today
    ANEW = "anew"  # the processor gave up: a new subscription
    OVER = "over"  # ended otherwise, or not sold any more: nothing is done


@dataclass(frozen=True)
class Mend:
    step: Step
    money: Money
    owed: Owed | None = None
    price: Price | None = None

    @property
    def shown(self) -> str:
        """What a form that offers this says of it when it comes back."""
        return shown(self.step, self.money)

    def is_as(self, shown: str) -> bool:
        """Whether nothing is charged but what was shown. Where nothing is owed any more, nothing is charged at all."""
        return self.step is Step.SAVE or shown == self.shown


def shown(what: str, money: Money) -> str:
    return f"{what}-{money.amount}-{money.currency}"


def link_for(membership: Membership) -> str:
    """The whole address for a mail: it mends this membership without a log-in, and does only that.

    Raises ValueError for one that no card pays for.
    """
    paying = paying_for(membership)
    if paying is None:
        raise ValueError(f"No card pays for {membership}.")
    token = token_for(paying, Purpose.MEND)
    return f"{settings.ADDRESS}{reverse('mailed_card', args=[token])}"


def mend_for(paying: Paying, now: datetime) -> Mend:
    """What is to be done, with the processor asked for what is open. Raises gateway.Trouble."""
    it, price = paying.membership, price_now(paying.membership)
    nothing = Mend(Step.SAVE, Money(it.amount, it.currency), price=price)
    if paying.state is State.ENDED:
        if it.end_cause != EndCause.UNPAID or price is None:
            return replace(nothing, step=Step.OVER)
        return replace(nothing, step=Step.ANEW, money=price.money)
    if paying.state not in (State.PAST_DUE, State.INCOMPLETE):
        return nothing
    owed = owed_for(paying.subscription.stripe_id)
    if owed is None or owed.attempt.came is Came.PENDING:
        return nothing
    if is_stale(it, owed, now):
        return replace(nothing, step=Step.AFRESH, owed=owed)
    return replace(nothing, step=Step.PAY, money=owed.money, owed=owed)


def locked_long(it: Membership, now: datetime) -> bool:
    locked = max(filter(None, [it.grace_until, it.paid_until]), default=None)
    return locked is not None and locked + timedelta(days=settings.AFRESH_DAYS) < now


def is_stale(it: Membership, owed: Owed, now: datetime) -> bool:
    """Whether it asks for a time that was not read: locked for long, and the invoice is as old as that."""
    return locked_long(it, now) and owed.since + timedelta(days=settings.AFRESH_DAYS) < now


@dataclass(frozen=True)
class NotOurs(Exception):
    """The setup intent is another customer's, or the card is not saved."""

    intent: str


class Used(Exception):
    """The setup intent has done its work, or is old: an address that comes again, as with a tab that is restored."""


class Changed(Exception):
    """What is to be done now is not what the button said. Nothing was charged."""


@dataclass(frozen=True)
class Saved:
    """`shown`: what the form said that the card was given for."""

    intent: str
    method: str
    shown: str


def begin(paying: Paying, purpose: str, shown: str) -> str:
    """The secret with which the browser saves a card for this customer and for nothing else. Nothing is charged."""
    with asking() as stripe:
        intent = stripe.v1.setup_intents.create(
            params={
                "customer": paying.customer.stripe_id,
                "usage": "off_session",
                "automatic_payment_methods": {"enabled": True},
                "metadata": {
                    "purpose": purpose,
                    "subscription": paying.subscription.stripe_id,
                    "shown": shown[:LONGEST_SHOWN],
                },
            }
        )
    return str(intent.client_secret)


def saved_card(paying: Paying, intent: str, purpose: str, now: datetime) -> Saved:
    """What this setup intent saved. A succeeded one stays so for ever at the processor; here it is good once, and soon.

    Raises NotOurs where it is not for this customer and purpose, and Used.
    """
    if not re.fullmatch(r"seti_\w+", intent, re.ASCII):
        raise NotOurs(intent)
    try:
        with asking() as stripe:
            found: dict[str, Any] = stripe.v1.setup_intents.retrieve(intent).to_dict()
    except Refused as why:
        raise NotOurs(intent) from why
    named = found.get("metadata") or {}
    ours = (
        found.get("customer") == paying.customer.stripe_id
        and named.get("purpose") == purpose
        and found["status"] == "succeeded"
    )
    method = found.get("payment_method")
    if not (ours and method):
        raise NotOurs(intent)
    if named.get(USED) or datetime.fromtimestamp(found["created"], UTC) + GOOD_FOR < now:
        raise Used
    method = method if isinstance(method, str) else str(method["id"])
    return Saved(intent, method, named.get("shown") or "")


def use_up(saved: Saved) -> None:
    """Only once it is known how it went: until then, coming again is how one hears of it."""
    with suppress(Trouble), asking() as stripe:
        stripe.v1.setup_intents.update(saved.intent, params={"metadata": {USED: "yes"}})


def mend(paying: Paying, intent: str, now: datetime) -> tuple[Mend, Attempt | None]:
    """What was done, and how it went; None where nothing was to be collected. Doing it twice does it once.

    Raises NotOurs, Used, Changed, and gateway.Trouble: then nothing is known to have been charged.
    """
    saved = saved_card(paying, intent, Purpose.MEND, now)
    sync.sync(paying.customer, now)
    paying = again(paying)
    todo = mend_for(paying, now)
    if todo.step is Step.OVER:
        return todo, None
    if not todo.is_as(saved.shown):
        use_up(saved)
        raise Changed
    customers.keep_card(paying.customer, saved.method)
    attempt = _collect(paying, todo, saved.method, now)
    use_up(saved)
    catch_up(paying.customer, now)
    return todo, attempt


def _collect(paying: Paying, todo: Mend, method: str, now: datetime) -> Attempt | None:
    match todo.step:
        case Step.PAY:
            assert todo.owed is not None
            attempt = collect(todo.owed.invoice, method, f"mend-{todo.owed.invoice}-{method}")
            if attempt.came is Came.PAID:
                void(todo.owed.older)
            return attempt
        case Step.AFRESH:
            assert todo.owed is not None
            # First, so that an interruption charges nothing twice: it leaves a pause, which can be resumed.
            void(todo.owed.all)
            return begin_period(paying, f"afresh-{todo.owed.invoice}")
        case Step.ANEW:
            assert todo.price is not None
            return begin_anew(paying.customer, todo.price, method, now)
        case _:
            return None


def begin_period(paying: Paying, key: str) -> Attempt:
    """A new period from this moment on, paid with the card on file; what was before is not charged for.

    No longer paused, if it was. Done once for a key, however often it is asked for.
    """
    params: dict[str, Any] = {
        "billing_cycle_anchor": "now",
        "proration_behavior": "none",
        "pause_collection": "",
        "off_session": False,
    }
    try:
        with asking() as stripe:
            changed = stripe.v1.subscriptions.update(
                paying.subscription.stripe_id,
                params=params,  # type: ignore[arg-type]
                options={"idempotency_key": key},
            ).to_dict()
    except CardRefused as refused:
        money = Money(paying.membership.amount, paying.membership.currency)
        return Attempt(Came.REFUSED, money, "", refused.code, refused.decline_code)
    except Refused as refused:
        unless_under_way(refused)
        raise
    return attempt_at(changed["latest_invoice"])
