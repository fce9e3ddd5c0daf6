"""A reader's receipts, and what will be paid next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from standfirst.billing.models import Invoice, InvoiceState
from standfirst.billing.paying import Paying
from standfirst.membership.format import format_day, format_money
from standfirst.membership.snapshot import Money, State
from standfirst.readers.models import Reader


@dataclass(frozen=True)
class Receipt:
    day: str
    what: str
    amount: str
    state: str
    number: str
    web_page: str
    pdf: str


def receipts_of(reader: Reader, now: datetime) -> list[Receipt]:
    """Newest first; without those of nothing, such as a trial's."""
    invoices = Invoice.objects.filter(customer__reader=reader, amount__gt=0)
    return [_receipt(it, now) for it in invoices]


def next_payment(paying: Paying, now: datetime) -> str:
    """Empty where nothing is due: a failed payment is no coming one."""
    it = paying.membership
    due = paying.state in (State.ACTIVE, State.PENDING) and not it.ends_at_period_end
    if not due or it.paid_until is None or it.paid_until <= now:
        return ""
    return _("Next payment: %(amount)s on %(day)s.") % {
        "amount": format_money(Money(it.amount, it.currency)),
        "day": format_day(it.paid_until, now),
    }


def _receipt(it: Invoice, now: datetime) -> Receipt:
    return Receipt(
        day=format_day(it.paid_at or it.at, now),
        what=_what(it, now),
        amount=format_money(it.money),
        state=", ".join(_state(it)),
        number=it.number,
        web_page=it.web_page,
        pdf=it.pdf,
    )


def _what(it: Invoice, now: datetime) -> str:
    if not (it.period_start and it.period_end):
        return _("Membership")
    return _("Membership, %(start)s to %(end)s") % {
        "start": format_day(it.period_start, now),
        "end": format_day(it.period_end, now),
    }


def _state(it: Invoice) -> Iterator[str]:
    yield str(it.get_state_display())
    if it.state == InvoiceState.PARTLY_REFUNDED:
        yield _("%(amount)s back") % {"amount": format_money(Money(it.refunded, it.currency))}
