"""What is owed at the processor for a subscription, and collecting it: at once, once, and told as it went."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any

from standfirst.billing.gateway import CardRefused, Refused, Unreachable, asking
from standfirst.membership.snapshot import Money

Invoice = Mapping[str, Any]  # Stripe's

_ASKED_FOR = ("draft", "open", "uncollectible")
# Another request with the same key is under way: how it goes is not known yet.
_UNDER_WAY = frozenset({"idempotency_key_in_use", "lock_timeout"})


class Came(StrEnum):
    """How an attempt to collect went."""

    PAID = "paid"
    PENDING = "pending"  # a slow method: the bank takes days
    APPROVE = "approve"  # the bank wants the reader's word
    REFUSED = "refused"


@dataclass(frozen=True)
class Attempt:
    """`secret` is for the bank's page, where it came to `approve`; the codes are Stripe's, where it was refused."""

    came: Came
    money: Money
    secret: str = ""
    code: str = ""
    decline_code: str = ""


@dataclass(frozen=True)
class Owed:
    """The newest open invoice, as it was a moment ago. `older`: the open ones before it."""

    invoice: str
    money: Money
    since: datetime
    attempt: Attempt
    older: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.invoice, *self.older)


def owed_for(subscription: str) -> Owed | None:
    """Also what asking was given up for, and what is about to be asked for. What lies open from before the last paid
    one is not asked for again."""
    with asking() as stripe:
        found = stripe.v1.invoices.list(
            params={"subscription": subscription, "limit": 20, "expand": ["data.payments"]}
        )
    unpaid = _unpaid(it.to_dict() for it in found.data)
    if not unpaid:
        return None
    newest, *older = unpaid
    return Owed(
        invoice=newest["id"],
        money=_money(newest),
        since=datetime.fromtimestamp(newest["created"], UTC),
        attempt=_attempt(newest),
        older=tuple(it["id"] for it in older),
    )


def _unpaid(invoices: Iterable[Invoice]) -> list[Invoice]:
    """Newest first."""
    sorted_ones = sorted(invoices, key=lambda it: (it["created"], it["id"]), reverse=True)
    since_paid = takewhile(lambda it: it["status"] != "paid", sorted_ones)
    return [it for it in since_paid if it["status"] in _ASKED_FOR]


def collect(invoice: str, payment_method: str, key: str) -> Attempt:
    """Have it paid now, by this method or, where none is named, by the one on file. With the same key it is tried
    once, however often it is asked for. An invoice that is paid already stays paid once; a draft is made final."""
    params: dict[str, Any] = {"off_session": False}
    if payment_method:
        params["payment_method"] = payment_method
    _finalize(invoice)
    try:
        with asking() as stripe:
            stripe.v1.invoices.pay(invoice, params=params, options={"idempotency_key": key})  # type: ignore[arg-type]
    except CardRefused:
        pass
    except Refused as why:
        unless_under_way(why)
    return attempt_at(invoice)


def _finalize(invoice: str) -> None:
    """Refused where it is final already."""
    with suppress(Refused), asking() as stripe:
        stripe.v1.invoices.finalize_invoice(invoice, params={"auto_advance": False})


def attempt_at(invoice: str) -> Attempt:
    """How it stands with it now."""
    with asking() as stripe:
        found = stripe.v1.invoices.retrieve(invoice, params={"expand": ["payments"]})
    return _attempt(found.to_dict())


def void(invoices: tuple[str, ...]) -> None:
    """Nothing is asked for them any more. One that is paid or void already stays so."""
    for invoice in invoices:
        try:
            with asking() as stripe:
                stripe.v1.invoices.void_invoice(invoice)
        except Refused as why:
            unless_under_way(why)


def unless_under_way(why: Refused) -> None:
    """What is being done this moment elsewhere is not refused: whether it is done is not known."""
    if why.code in _UNDER_WAY:
        raise Unreachable(str(why)) from why


def _attempt(invoice: Invoice) -> Attempt:
    money = _money(invoice)
    if invoice["status"] in ("paid", "void"):
        return Attempt(Came.PAID if invoice["status"] == "paid" else Came.REFUSED, money)
    intent = _intent_of(invoice)
    if intent is None:
        return Attempt(Came.REFUSED, money)
    status = intent["status"]
    if status in ("succeeded", "processing"):
        return Attempt(Came.PENDING, money)
    if status == "requires_action":
        return Attempt(Came.APPROVE, money, secret=intent["client_secret"])
    error = intent.get("last_payment_error") or {}
    return Attempt(
        Came.REFUSED,
        money,
        code=error.get("code") or "",
        decline_code=error.get("decline_code") or "",
    )


def _intent_of(invoice: Invoice) -> Mapping[str, Any] | None:
    """Of the payment that counts: the default one, else the last."""
    payments = sorted(_payments(invoice), key=lambda it: bool(it.get("is_default")))
    if not payments:
        return None
    intent = payments[-1]["payment"]["payment_intent"]
    if isinstance(intent, str):
        with asking() as stripe:
            return stripe.v1.payment_intents.retrieve(intent).to_dict()
    return dict(intent)


def _payments(invoice: Invoice) -> Iterator[Mapping[str, Any]]:
    for payment in (invoice.get("payments") or {}).get("data") or ():
        if (payment.get("payment") or {}).get("payment_intent"):
            yield payment


def _money(invoice: Invoice) -> Money:
    paid = invoice["status"] == "paid"
    amount = invoice["amount_paid"] if paid else invoice["amount_remaining"]
    return Money(amount, invoice["currency"].upper())
