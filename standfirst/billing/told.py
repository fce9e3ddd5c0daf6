"""What a reader is told at the top of the page they come back to: "Paid, €5. Next payment 3 September." """

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.paying import Paying, paying_of
from standfirst.membership.format import format_card, format_day, format_money
from standfirst.membership.snapshot import Money, State
from standfirst.publication.sharing import TOLD
from standfirst.publication.told import tells
from standfirst.readers.here import reader_of

LATELY = timedelta(hours=1)  # after that, "paid" is no news


class Told(StrEnum):
    PAID = "paid"
    PENDING = "pending"
    CARD = "card"
    LEFT = "left"
    STAYED = "stayed"
    PAUSED = "paused"
    RESUMED = "resumed"
    CHANGED = "changed"


def back_to(place: str, told: Told) -> HttpResponseRedirect:
    """To the same paragraph, with the word before the #fragment."""
    parts = urlsplit(place or "/")
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != TOLD]
    asking = urlencode([*query, (TOLD, told.value)])
    return redirect(urlunsplit(("", "", parts.path, asking, parts.fragment)))


@tells(*Told)
def line(request: HttpRequest) -> str:
    reader, now = reader_of(request), timezone.now()
    paying = paying_of(reader) if reader else None
    return LINES[Told(request.GET[TOLD])](paying, now) if paying else ""


def _paid(paying: Paying, now: datetime) -> str:
    paid = (
        Invoice.objects.filter(
            customer=paying.customer, state=InvoiceState.PAID, paid_at__gt=now - LATELY
        )
        .order_by("-paid_at")
        .first()
    )
    if paid is None:
        return ""
    said = _("Paid, %(amount)s.") % {"amount": format_money(paid.money)}
    return f"{said} {_next(paying, now)}".rstrip()


def _next(paying: Paying, now: datetime) -> str:
    it = paying.membership
    if paying.state is not State.ACTIVE or it.ends_at_period_end or it.paid_until is None:
        return ""
    return _("Next payment %(day)s.") % {"day": format_day(it.paid_until, now)}


def _pending(paying: Paying, now: datetime) -> str:
    if paying.state is not State.PENDING:
        return ""
    return _("Your payment is under way at your bank. You can read on meanwhile.")


def _card(paying: Paying, now: datetime) -> str:
    card = paying.membership.card
    if card is None:
        return ""
    said = _("Card saved: %(card)s.") % {"card": format_card(card)}
    return f"{said} {_next(paying, now)}".rstrip()


def _left(paying: Paying, now: datetime) -> str:
    it = paying.membership
    if it.ends_at_period_end and it.paid_until:
        words = _(
            "Your membership ends on %(day)s. Nothing more is charged; you can read until then."
        )
        return words % {"day": format_day(it.paid_until, now)}
    if paying.state is not State.ENDED:
        return ""
    refunded = Invoice.objects.filter(
        subscription=paying.subscription.stripe_id, state=InvoiceState.REFUNDED
    )
    back = sum(refunded.values_list("refunded", flat=True))
    if not back:
        return _("Your membership has ended. Nothing more is charged.")
    return _("Your membership has ended. %(amount)s goes back to your card.") % {
        "amount": format_money(Money(back, it.currency))
    }


def _stayed(paying: Paying, now: datetime) -> str:
    if paying.state is State.ENDED or paying.membership.ends_at_period_end:
        return ""
    return f"{_('You stay a member.')} {_next(paying, now)}".rstrip()


def _paused(paying: Paying, now: datetime) -> str:
    it = paying.membership
    if paying.state is not State.PAUSED or it.paused_until is None:
        return ""
    words = _("Paused until %(day)s; nothing is charged.") % {
        "day": format_day(it.paused_until, now)
    }
    if it.paid_until is None or it.paid_until <= now:
        return words
    reading = _("You can read until %(day)s.") % {"day": format_day(it.paid_until, now)}
    return f"{words} {reading}"


def _resumed(paying: Paying, now: datetime) -> str:
    if paying.state is not State.ACTIVE:
        return ""
    paid = _paid(paying, now)
    return (
        paid or f"{_('No longer paused. Nothing was charged today.')} {_next(paying, now)}".rstrip()
    )


def _changed(paying: Paying, now: datetime) -> str:
    if paying.state is State.ENDED:
        return ""
    said = _("You have %(plan)s now.") % {"plan": paying.membership.plan.name}
    return f"{said} {_paid(paying, now) or _next(paying, now)}".rstrip()


LINES: Mapping[Told, Callable[[Paying, datetime], str]] = {
    Told.PAID: _paid,
    Told.PENDING: _pending,
    Told.CARD: _card,
    Told.LEFT: _left,
    Told.STAYED: _stayed,
    Told.PAUSED: _paused,
    Told.RESUMED: _resumed,
    Told.CHANGED: _changed,
}
