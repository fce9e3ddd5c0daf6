"""What leaves the sandbox: an object without our own fields, expanded where asked (docs.stripe.com/expand)."""

from collections.abc import Callable, Iterable
from typing import Any

from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.store import Store

EXPANDABLE = {
    "balance_transaction",
    "charge",
    "coupon",
    "customer",
    "default_payment_method",
    "default_price",
    "discount",
    "discounts",
    "invoice",
    "latest_attempt",
    "latest_charge",
    "latest_invoice",
    "mandate",
    "payment_intent",
    "payment_method",
    "pending_setup_intent",
    "price",
    "product",
    "promotion_code",
    "refund",
    "setup_intent",
    "subscription",
}
DEEPEST = 4


def bare(thing: Any) -> Any:
    """A copy without the fields that are ours. Metadata is the merchant's: its names are left alone."""
    if isinstance(thing, dict):
        return {
            name: value if name == "metadata" else bare(value)
            for name, value in thing.items()
            if not name.startswith("_")
        }
    return [bare(each) for each in thing] if isinstance(thing, list) else thing


def shown(store: Store, thing: Json, expand: Iterable[str] = ()) -> Json:
    """Raises Refusal for a path that leads nowhere."""
    out: Json = bare(thing)
    for path in expand:
        steps = path.split(".")
        if len([step for step in steps if step != "data"]) > DEEPEST:
            raise invalid(f"You cannot expand more than {DEEPEST} levels of a property ({path}).")
        _expand(store, out, steps, path)
    return out


def listed(url: str, things: list[Json], *, has_more: bool = False) -> Json:
    return {"object": "list", "data": things, "has_more": has_more, "url": url}


def _expand(store: Store, thing: Any, steps: list[str], path: str) -> None:
    if isinstance(thing, list):
        for each in thing:
            _expand(store, each, steps, path)
        return
    if not isinstance(thing, dict) or not steps or thing.get("deleted"):
        return
    step, rest = steps[0], steps[1:]
    if step not in thing or (thing.get("object"), step) in ON_DEMAND:
        thing[step] = _on_demand(store, thing, step, path)
    else:
        thing[step] = _resolved(store, thing[step], step, path, last=not rest)
    _expand(store, thing[step], rest, path)


def _resolved(store: Store, value: Any, step: str, path: str, *, last: bool) -> Any:
    if isinstance(value, list) and step != "data":
        return [_resolved(store, each, step, path, last=last) for each in value]
    if isinstance(value, str):
        found = store.get(value) if step in EXPANDABLE else None
        if found is None:
            raise _nowhere(path)
        return bare(found)
    if last and value is not None and step not in EXPANDABLE | {"data"}:
        raise _nowhere(path)
    return value


def _nowhere(path: str) -> Exception:
    return invalid(f"This property cannot be expanded ({path}).", param="expand")


def _on_demand(store: Store, thing: Json, step: str, path: str) -> Any:
    make = ON_DEMAND.get((thing.get("object", ""), step))
    if make is None:
        raise _nowhere(path)
    return thing[step] if thing.get(step) is not None else make(store, thing)


def _payments(store: Store, invoice: Json) -> Json:
    payments = [
        payment
        for payment in store.of(invoice["customer"], "invoice_payment")
        if payment["invoice"] == invoice["id"]
    ]
    return listed(f"/v1/invoice_payments?invoice={invoice['id']}", bare(payments[::-1]))


def _confirmation_secret(store: Store, invoice: Json) -> Json | None:
    for payment in _payments(store, invoice)["data"]:
        intent = store.get(payment["payment"].get("payment_intent"))
        if payment["is_default"] and intent:
            return {"client_secret": intent["client_secret"], "type": "payment_intent"}
    return None


def _refunds(store: Store, charge: Json) -> Json:
    refunds = [
        refund
        for refund in store.of(charge["customer"] or "", "refund")
        if refund["charge"] == charge["id"]
    ]
    return listed(f"/v1/charges/{charge['id']}/refunds", bare(refunds[::-1]))


def _subscriptions(store: Store, customer: Json) -> Json:
    going = [
        subscription
        for subscription in store.of(customer["id"], "subscription")
        if subscription["status"] not in ("canceled", "incomplete_expired")
    ]
    return listed(f"/v1/customers/{customer['id']}/subscriptions", bare(going[::-1]))


# Left out unless asked for.
ON_DEMAND: dict[tuple[str, str], Callable[[Store, Json], Any]] = {
    ("invoice", "payments"): _payments,
    ("invoice", "confirmation_secret"): _confirmation_secret,
    ("charge", "refunds"): _refunds,
    ("customer", "subscriptions"): _subscriptions,
}
