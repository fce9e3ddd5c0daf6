"""Joins that were paid and that nobody has claimed: reminded of after a day, refunded after some more.

Each step is taken by a conditional update first, so two workers, or one that was killed, do it once; what is left to do
at Stripe shows in the rows.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from standfirst.billing.charging import find, look
from standfirst.billing.claiming import end, mailed_path
from standfirst.billing.gateway import Trouble, Unreachable, is_connected
from standfirst.billing.models import Invoice, Join, JoinState
from standfirst.membership.format import format_day, format_money
from standfirst.publication.mail import send
from standfirst.publication.models import PublicationSettings

logger = logging.getLogger(__name__)

AT_ONCE = 20


def look_after_joins(now: datetime) -> None:
    """The worker's job."""
    if not is_connected():
        return
    settle(now)
    remind(now)
    refund(now)
    Join.objects.forget_old(now)


def settle(now: datetime) -> None:
    """Payments whose browser has gone. What was never begun is not begun now: nobody is charged behind their back."""
    for join in Join.objects.stuck(now).select_related("customer", "reader")[:AT_ONCE]:
        try:
            _settle(join, now)
        except Unreachable:
            return
        except Trouble:
            logger.exception("Not known yet what became of %s.", join)
        join.wait_on(now)


def _settle(join: Join, now: datetime) -> None:
    if not join.subscription and join.customer:
        found = find(join, join.customer)
        Join.objects.filter(pk=join.pk, subscription="").update(subscription=found)
        join.refresh_from_db()
    if join.subscription:
        look(join, now)
    else:
        join.move([JoinState.PAYING], JoinState.FAILED)


def remind(now: datetime) -> None:
    for join in Join.objects.to_remind(now)[:AT_ONCE]:
        tell(join, now)


@transaction.atomic
def tell(join: Join, now: datetime) -> None:
    """The way to a join, to the address it was typed with: once."""
    waiting = Join.objects.filter(pk=join.pk, state=JoinState.PAID, reminded_at=None)
    if not waiting.update(reminded_at=now):
        return
    with translation.override(PublicationSettings.load().language):
        until = (join.paid_at or now) + timedelta(days=settings.UNCLAIMED_DAYS)
        context = {**_facts(join, now), "until": format_day(until, now)}
    send(
        to=join.address,
        template="billing/mail/join_unclaimed",
        context={"url": f"{settings.ADDRESS}{mailed_path(join)}", **context},
        kind="join_unclaimed",
        now=now,
    )


def refund(now: datetime) -> None:
    for join in Join.objects.to_refund(now)[:AT_ONCE]:
        _give_back(join, now)
    for join in Join.objects.to_end()[:AT_ONCE]:
        end(join, now)


@transaction.atomic
def _give_back(join: Join, now: datetime) -> None:
    """From here on nobody can claim it; the money itself goes back next, as often as it takes."""
    if not join.move([JoinState.PAID], JoinState.REFUNDED):
        return
    with translation.override(PublicationSettings.load().language):
        context = _facts(join, now)
    send(
        to=join.address,
        template="billing/mail/join_refunded",
        context=context,
        kind="join_refunded",
        now=now,
    )


def _facts(join: Join, now: datetime) -> dict[str, str]:
    return {"amount": amount_of(join), "day": format_day(join.paid_at or now, now)}


def amount_of(join: Join) -> str:
    """What was paid, in words; empty for one that begins free."""
    paid = Invoice.objects.filter(subscription=join.subscription, amount__gt=0).last()
    return format_money(paid.money) if paid else ""


@transaction.atomic
def tell_again(join: Join, now: datetime) -> None:
    """Staff ask for it: the first mail may have been lost."""
    Join.objects.filter(pk=join.pk).update(reminded_at=None)
    tell(join, now)


def give_back_now(join: Join, now: datetime) -> bool:
    """Staff do what the rule does later. False where Stripe didn't answer: the worker goes on with it."""
    _give_back(join, now)
    join.refresh_from_db()
    return join.state == JoinState.REFUNDED and end(join, now)
