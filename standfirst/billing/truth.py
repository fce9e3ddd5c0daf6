"""All that Stripe knows of one customer at one moment, as plain values: what a bell rings for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from standfirst.billing.gateway import Refused, asking

Thing = dict[str, Any]  # one of Stripe's objects
A_PAGE = 100  # the most Stripe lists at once


@dataclass(frozen=True)
class Truth:
    """`invoices` have their `payments`; `payment_intents` their `latest_charge`; cards on file stand in full where they
    are named. `refunds` and `disputes` are those of these payments. Each newest first, as Stripe lists them."""

    customer: Thing
    subscriptions: tuple[Thing, ...] = ()
    invoices: tuple[Thing, ...] = ()
    payment_intents: tuple[Thing, ...] = ()
    refunds: tuple[Thing, ...] = ()
    disputes: tuple[Thing, ...] = ()


def fetch(customer: str, known: Iterable[str] = (), *, soon: bool = False) -> Truth:
    """`known`: subscriptions we have rows of; they are asked for even where no list has them (a customer deleted at
    Stripe). Raises Trouble: half a truth is none."""
    with asking(soon=soon) as stripe:
        v1 = stripe.v1
        of: dict[str, Any] = {"customer": customer, "limit": A_PAGE}
        person = v1.customers.retrieve(
            customer, params={"expand": ["invoice_settings.default_payment_method"]}
        )
        subscriptions = _all(
            v1.subscriptions.list(
                params=cast(Any, {**of, "status": "all", "expand": ["data.default_payment_method"]})
            )
        )
        invoices = _all(v1.invoices.list(params=cast(Any, {**of, "expand": ["data.payments"]})))
        intents = _all(
            v1.payment_intents.list(params=cast(Any, {**of, "expand": ["data.latest_charge"]}))
        )
        refunds: list[Thing] = []
        disputes: list[Thing] = []
        for intent in intents:
            charge = intent.get("latest_charge")
            about: Any = {"payment_intent": intent["id"], "limit": A_PAGE}
            if isinstance(charge, dict) and charge.get("amount_refunded"):
                refunds += _all(v1.refunds.list(params=about))
            if isinstance(charge, dict) and charge.get("disputed"):
                disputes += _all(v1.disputes.list(params=about))
    listed = {it["id"] for it in subscriptions}
    subscriptions += [found for it in known if it not in listed and (found := _alone(it, soon))]
    return Truth(
        customer=person.to_dict(),
        subscriptions=tuple(subscriptions),
        invoices=tuple(invoices),
        payment_intents=tuple(intents),
        refunds=tuple(refunds),
        disputes=tuple(disputes),
    )


def _all(listed: Any) -> list[Thing]:
    return [plain(it) for it in listed.auto_paging_iter()]


def plain(it: Any) -> Thing:
    """One of the SDK's objects as values."""
    found: Thing = it.to_dict()
    return found


def _alone(subscription: str, soon: bool) -> Thing | None:
    try:
        with asking(soon=soon) as stripe:
            found = stripe.v1.subscriptions.retrieve(
                subscription, params={"expand": ["default_payment_method"]}
            )
            return dict(found.to_dict())
    except Refused as why:
        if why.code == "resource_missing":
            return None
        raise
