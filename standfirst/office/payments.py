"""What staff see of a reader's payments: at Stripe under which name, when it was asked last, and each invoice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.billing.dashboard import customer_page
from standfirst.billing.models import Customer, Invoice
from standfirst.membership.format import format_day, format_money, format_time
from standfirst.membership.snapshot import Money
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Account:
    """A customer at Stripe. `page` is in Stripe's dashboard, empty where there is none."""

    stripe_id: str
    page: str
    facts: tuple[tuple[str, str], ...]


def accounts_of(reader: Reader, now: datetime) -> list[Account]:
    customers = Customer.objects.filter(reader=reader).prefetch_related("subscriptions")
    return [
        Account(it.stripe_id, customer_page(it.stripe_id), tuple(_facts(it, now)))
        for it in customers.order_by("-made_at", "-pk")
    ]


def _facts(it: Customer, now: datetime) -> Iterator[tuple[str, str]]:
    asked = _moment(it.applied_at, now) if it.applied_at else _("never")
    yield _("Last asked"), asked
    if it.sync_at:
        yield _("To be asked again"), _moment(it.sync_at, now)
    if it.failures:
        yield _("Times in a row Stripe didn't answer"), str(it.failures)
    for subscription in it.subscriptions.all():
        words = subscription.status
        if subscription.doubled:
            words = _("%(status)s, beside a current one") % {"status": words}
        yield _("Subscription %(id)s") % {"id": subscription.stripe_id}, words


def invoice_in_lines(it: Invoice, now: datetime) -> list[str]:
    """What it is first."""
    values = {"amount": format_money(it.money), "state": it.get_state_display(), "id": str(it)}
    lines = [_("Invoice %(id)s: %(amount)s, %(state)s") % values]
    if it.paid_at:
        lines.append(_("Paid on %(day)s") % {"day": format_day(it.paid_at, now)})
    if it.refunded:
        back = format_money(Money(it.refunded, it.currency))
        lines.append(_("Went back: %(amount)s") % {"amount": back})
    if it.period_start and it.period_end:
        period = {"start": format_day(it.period_start, now), "end": format_day(it.period_end, now)}
        lines.append(_("For %(start)s to %(end)s") % period)
    return lines


def told_of(reader: Reader) -> list[dict[str, Any]]:
    """For `explain`: plain values, ready for JSON."""
    return [
        {
            "customer": it.stripe_id,
            "asked_at": it.applied_at.isoformat() if it.applied_at else None,
            "due_at": it.sync_at.isoformat() if it.sync_at else None,
            "failures": it.failures,
            "subscriptions": {row.stripe_id: row.status for row in it.subscriptions.all()},
            "last_invoice": _last_invoice(it),
        }
        for it in Customer.objects.filter(reader=reader).order_by("made_at", "pk")
    ]


def _last_invoice(customer: Customer) -> dict[str, Any] | None:
    it = customer.invoices.first()
    if it is None:
        return None
    return {
        "number": str(it),
        "state": it.state,
        "amount": it.amount,
        "refunded": it.refunded,
        "currency": it.currency,
        "at": it.at.isoformat(),
    }


def _moment(at: datetime, now: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": format_day(at, now), "time": format_time(at)}
