"""A standing in plain words, for the reader's own pages."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.gate.access import MEMBERS
from standfirst.gate.notices import Notice, Place, notice_for
from standfirst.gate.rules import decide
from standfirst.membership.format import format_card, format_card_end, format_day, format_money
from standfirst.membership.models import Plan
from standfirst.membership.standing import Held, Hold, Loss, Lost, Payment, Right, Standing


def standing_in_words(standing: Standing, now: datetime) -> list[str]:
    """What this reader may read and why, one sentence a line; facts only its owner may see."""
    names = dict(Plan.objects.values_list("slug", "name"))
    lines = [
        *(_right(it, names, now) for it in standing.rights),
        *(_held(it, names, standing.plans) for it in standing.held),
        *(_lost(it, names, now) for it in standing.lost),
        *_payments(standing, now),
    ]
    if standing.staff:
        lines.insert(0, _("You work here: you read every story."))
    return lines or [_("You have an account, without a membership.")]


def notice_for_members(standing: Standing, path: str, now: datetime) -> Notice | None:
    """What this standing is told before a story for members; None where it reads them."""
    decision = decide(MEMBERS, standing, now)
    return notice_for(decision, MEMBERS, Place(url=path, anchor="", story_id=0), now=now)


def _right(right: Right, names: Mapping[str, str], now: datetime) -> str:
    values = {"plan": names.get(right.plan, right.plan)}
    if right.grace and right.until:
        values["day"] = format_day(right.until, now)
        return _("%(plan)s: a payment failed; you can read until %(day)s.") % values
    if right.until is None or right.awaiting:
        return _("%(plan)s: you can read everything it covers.") % values
    values["day"] = format_day(right.until, now)
    if right.row.startswith("grant"):
        return _("%(plan)s: you can read everything it covers until %(day)s.") % values
    return _("%(plan)s: you can read everything it covers; paid until %(day)s.") % values


_HELD = {
    Hold.CARD_EXPIRED: gettext_lazy(
        "%(plan)s: not open, because a payment failed and the card has expired."
    ),
    Hold.CARD_DECLINED: gettext_lazy("%(plan)s: not open, because a payment failed."),
    Hold.CONFIRM_PAYMENT: gettext_lazy(
        "%(plan)s: not open until a payment is approved with your bank."
    ),
    Hold.PAUSED: gettext_lazy("%(plan)s: paused."),
}


# Where a right beside it opens the same plan.
_PAUSED = gettext_lazy("%(plan)s: your own membership is paused; you read all the same.")
_UNPAID = gettext_lazy("%(plan)s: your own membership waits for a payment; you read all the same.")


def _held(held: Held, names: Mapping[str, str], open_plans: Collection[str]) -> str:
    words = _HELD[held.hold]
    if held.plan in open_plans:
        words = _PAUSED if held.hold is Hold.PAUSED else _UNPAID
    return str(words) % {"plan": names.get(held.plan, held.plan)}


def _lost(lost: Lost, names: Mapping[str, str], now: datetime) -> str:
    values = {
        "plan": names.get(lost.plan, lost.plan),
        "day": format_day(lost.at, now),
        "through": lost.through,
    }
    if lost.loss is Loss.ENDED:
        return _("%(plan)s: your membership ended on %(day)s.") % values
    if lost.through:
        return _("%(plan)s: your place through %(through)s ended on %(day)s.") % values
    return _("%(plan)s: your place ended on %(day)s.") % values


def _payments(standing: Standing, now: datetime) -> Iterator[str]:
    """What the last payment did, where it failed."""
    for payment in [it.grace for it in standing.rights] + [it.payment for it in standing.held]:
        if payment and payment.failure:
            yield _failure(payment, now)


def _failure(payment: Payment, now: datetime) -> str:
    failure = payment.failure
    assert failure is not None
    said = _("The last payment, %(amount)s on %(day)s, didn't go through.") % {
        "amount": format_money(failure.money),
        "day": format_day(failure.at, now),
    }
    if payment.card is None:
        return said
    words = (
        _("Card on file: %(card)s, expired %(month)s.")
        if payment.card.had_ended(now)
        else _("Card on file: %(card)s, good to the end of %(month)s.")
    )
    card = words % {"card": format_card(payment.card), "month": format_card_end(payment.card)}
    return f"{said} {card}"
