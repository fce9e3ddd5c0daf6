"""What was paid for, and what of that went back: read off Stripe's invoices, line by line. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from standfirst.billing.truth import Thing, Truth
from standfirst.membership.snapshot import EndCause, Money

# docs.stripe.com/api/disputes/object: the money is gone. Won, prevented or a mere inquiry, it is ours.
TAKEN = frozenset({"needs_response", "under_review", "lost"})
UNDONE = frozenset({"failed", "canceled"})  # refunds that did not happen


@dataclass(frozen=True)
class Sold:
    """A price of ours, as Stripe's id of it stands for."""

    plan: str  # Plan.slug
    money: Money
    interval: str = "month"


Prices = Mapping[str, Sold]  # by Stripe's id


@dataclass(frozen=True)
class Back:
    """All of a payment went back: by a refund, or by the bank."""

    cause: EndCause
    at: datetime


@dataclass(frozen=True)
class Period:
    """A time on a plan that an invoice was paid for. `back`: the money is no longer here."""

    invoice: str
    sold: Sold
    start: datetime
    end: datetime
    made_at: datetime
    back: Back | None = None


def at(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def subscription_of(invoice: Thing) -> str:
    details = (invoice.get("parent") or {}).get("subscription_details") or {}
    return id_of(details.get("subscription"))


def id_of(named: Any) -> str:
    """Of an object that may stand in full or as its id alone."""
    return str(named["id"] if isinstance(named, dict) else named or "")


def invoices_of(subscription: str, truth: Truth) -> list[Thing]:
    """Newest first."""
    mine = [it for it in truth.invoices if subscription_of(it) == subscription]
    return sorted(mine, key=lambda it: (it["created"], it["id"]), reverse=True)


def intents_of(invoice: Thing, truth: Truth) -> list[Thing]:
    """The payments asked for by it, newest first."""
    payments = (invoice.get("payments") or {}).get("data") or []
    ids = {id_of((it.get("payment") or {}).get("payment_intent")) for it in payments}
    mine = [it for it in truth.payment_intents if it["id"] in ids]
    return sorted(mine, key=lambda it: it["created"], reverse=True)


def refunded(invoice: Thing, truth: Truth) -> list[Thing]:
    """Its refunds that count, oldest first."""
    ids = {it["id"] for it in intents_of(invoice, truth)}
    mine = [
        it
        for it in truth.refunds
        if id_of(it.get("payment_intent")) in ids and it.get("status") not in UNDONE
    ]
    return sorted(mine, key=lambda it: it["created"])


def disputes_of(invoice: Thing, truth: Truth) -> list[Thing]:
    """Those by which the money is gone, oldest first."""
    ids = {it["id"] for it in intents_of(invoice, truth)}
    mine = [
        it
        for it in truth.disputes
        if id_of(it.get("payment_intent")) in ids and it["status"] in TAKEN
    ]
    return sorted(mine, key=lambda it: it["created"])


def back_of(invoice: Thing, truth: Truth) -> Back | None:
    """Only where all of it went back. A part, as a courtesy, takes nothing from its reader."""
    if disputes := disputes_of(invoice, truth):
        return Back(EndCause.DISPUTED, moment(disputes[0]["created"]))
    refunds = refunded(invoice, truth)
    if refunds and sum(it["amount"] for it in refunds) >= invoice["amount_paid"]:
        return Back(EndCause.REFUNDED, moment(refunds[-1]["created"]))
    return None


def periods_of(subscription: str, truth: Truth, prices: Prices) -> list[Period]:
    """Newest first. Read oldest first: an invoice that asked for nothing, as a change of plan had left something over,
    lives on an earlier payment, and goes back with it. No other money was ever here for it."""
    found: list[Period] = []
    back: Back | None = None  # of the payment that filled the customer's balance last
    for invoice in reversed(invoices_of(subscription, truth)):
        if invoice["status"] != "paid":
            continue
        periods = list(_periods(invoice, truth, prices))
        if _asked_for_nothing(invoice):
            if periods and invoice["total"] < 0:
                back = _back_of_what_ran(periods[0].start, found)
            periods = [replace(it, back=back) for it in periods]
        found += periods
    return found[::-1]


def _asked_for_nothing(invoice: Thing) -> bool:
    """Its total is below nought, and fills the customer's balance; or it came out of that. One whose total is nought is
    neither: a trial, or a coupon for all of it."""
    return bool(invoice.get("total")) and invoice["amount_due"] <= 0


def _back_of_what_ran(start: datetime, earlier: list[Period]) -> Back | None:
    """Of the time that was paid for, and was changed to another plan then."""
    return next((it.back for it in reversed(earlier) if it.end > start), None)


def _periods(invoice: Thing, truth: Truth, prices: Prices) -> Iterator[Period]:
    back = back_of(invoice, truth)
    for line in invoice["lines"]["data"]:
        sold = prices.get(price_of_line(line))
        if sold and is_in_full(line, sold):
            yield Period(
                invoice=invoice["id"],
                sold=sold,
                start=moment(line["period"]["start"]),
                end=moment(line["period"]["end"]),
                made_at=moment(invoice["created"]),
                back=back,
            )


def is_in_full(line: Thing, sold: Sold) -> bool:
    """`amount` is before discounts, which Stripe keeps apart: what a coupon takes off counts as paid. A part of a
    period, on a change of plan, costs a part of the price; what is given back for one is below nought."""
    if line["currency"].upper() != sold.money.currency:
        return False
    if _is_proration(line):
        return bool(line["amount"] > 0)
    return bool(line["amount"] >= sold.money.amount)


def price_of_line(line: Thing) -> str:
    details = (line.get("pricing") or {}).get("price_details") or {}
    return id_of(details.get("price"))


def _is_proration(line: Thing) -> bool:
    parent = line.get("parent") or {}
    details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    return bool(details.get("proration"))
