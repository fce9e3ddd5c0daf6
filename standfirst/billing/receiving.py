"""Receipts: the invoices of our subscriptions, as we keep them. Read off the truth, written where something is new."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from standfirst.billing.changes import Change
from standfirst.billing.models import Customer, Invoice, InvoiceState
from standfirst.billing.paid import (
    at,
    disputes_of,
    intents_of,
    moment,
    refunded,
    subscription_of,
)
from standfirst.billing.truth import Thing, Truth


@dataclass(frozen=True)
class Read:
    """See models.Invoice."""

    stripe_id: str
    subscription: str
    number: str
    payment: str
    state: str
    amount: int
    refunded: int
    currency: str
    at: datetime
    paid_at: datetime | None
    period_start: datetime | None
    period_end: datetime | None
    web_page: str
    pdf: str


@dataclass(frozen=True)
class Kept:
    """`back`: how much more of it went back than we knew, in minor units."""

    invoice: Invoice
    change: Change
    back: int


def read(truth: Truth, subscriptions: Iterable[str]) -> list[Read]:
    """Pure. A draft asks for nothing yet."""
    ours = set(subscriptions)
    return [
        _read(it, truth)
        for it in truth.invoices
        if it["status"] != "draft" and subscription_of(it) in ours
    ]


def keep(customer: Customer, found: Iterable[Read]) -> list[Kept]:
    """Those that are new or other than before."""
    known = {it.stripe_id: it for it in customer.invoices.all()}
    return [kept for it in found if (kept := _keep(customer, known.get(it.stripe_id), it))]


def _keep(customer: Customer, row: Invoice | None, it: Read) -> Kept | None:
    state, back = (row.state, row.refunded) if row else ("unknown", 0)
    row = row or Invoice(customer=customer)
    new = {name: value for name, value in asdict(it).items() if getattr(row, name) != value}
    if not new and row.pk:
        return None
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    return Kept(row, Change(customer.stripe_id, it.stripe_id, state, it.state), it.refunded - back)


def _read(it: Thing, truth: Truth) -> Read:
    intent = next((one for one in intents_of(it, truth) if one["status"] == "succeeded"), None)
    intent = intent or next(iter(intents_of(it, truth)), None)
    back = sum(one["amount"] for one in refunded(it, truth))
    paid = it["status"] == "paid"
    times = it.get("status_transitions") or {}
    start, end = _period(it)
    return Read(
        stripe_id=it["id"],
        subscription=subscription_of(it),
        number=it.get("number") or "",
        payment=intent["id"] if intent else "",
        state=_state(it, truth, back),
        amount=max(0, it["amount_paid"] if paid else it["amount_due"]),
        refunded=back,
        currency=it["currency"].upper(),
        at=moment(times.get("finalized_at") or it["created"]),
        paid_at=at(times.get("paid_at")) if paid else None,
        period_start=start,
        period_end=end,
        web_page=it.get("hosted_invoice_url") or "",
        pdf=it.get("invoice_pdf") or "",
    )


def _state(it: Thing, truth: Truth, back: int) -> str:
    if it["status"] in {"void", "uncollectible"}:
        return InvoiceState.VOID if it["status"] == "void" else InvoiceState.OPEN
    if it["status"] != "paid":
        return InvoiceState.OPEN
    if disputes_of(it, truth):
        return InvoiceState.DISPUTED
    if back:
        full = back >= it["amount_paid"]
        return InvoiceState.REFUNDED if full else InvoiceState.PARTLY_REFUNDED
    return InvoiceState.PAID


def _period(it: Thing) -> tuple[datetime | None, datetime | None]:
    """Of the line that reaches farthest: the invoice's own is the one before, on a renewal."""
    lines = it["lines"]["data"]
    if not lines:
        return None, None
    last = max(lines, key=lambda line: line["period"]["end"])
    return moment(last["period"]["start"]), moment(last["period"]["end"])
