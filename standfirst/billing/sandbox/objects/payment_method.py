"""docs.stripe.com/api/payment_methods/object. `_number` says how it behaves; it never leaves the sandbox."""

from datetime import UTC, datetime

from standfirst.billing.sandbox import cards
from standfirst.billing.sandbox.ids import Json, fresh

NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


def new(
    now: int,
    number: str,
    exp: tuple[int, int],
    billing: Json | None = None,
    wallet: str | None = None,
) -> Json:
    slow = cards.is_slow(number)
    method: Json = {
        "id": fresh("pm_", 24),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing_details(billing),
        "created": now,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "sepa_debit" if slow else "card",
        "_number": number,
        "_set_up": False,
        "_used": False,
    }
    if slow:
        return {**method, "sepa_debit": _debit(number)}
    return {**method, "card": _card(number, exp, wallet)}


def billing_details(given: Json | None) -> Json:
    """Every key, given or not."""
    blank = {"email": None, "name": None, "phone": None, "tax_id": None}
    address = (given or {}).get("address")
    return {
        **blank,
        **(given or {}),
        "address": {**NO_ADDRESS, **(address or {})},
    }


def _card(number: str, exp: tuple[int, int], wallet: str | None) -> Json:
    brand = cards.brand_of(number)
    return {
        "brand": brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "pass",
        },
        "country": "US",
        "display_brand": brand,
        "exp_month": exp[0],
        "exp_year": exp[1],
        "fingerprint": cards.fingerprint_of(number),
        "funding": cards.funding_of(number),
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": {"dynamic_last4": None, "type": wallet} if wallet else None,
    }


def _debit(number: str) -> Json:
    return {
        "bank_code": number[4:9],
        "branch_code": "",
        "country": number[:2],
        "fingerprint": cards.fingerprint_of(number),
        "generated_from": {"charge": None, "setup_attempt": None},
        "last4": number[-4:],
    }


def has_ended(method: Json, at: datetime) -> bool:
    """A card is good to the end of the month it names."""
    card = method.get("card")
    if not card:
        return False
    year, month = divmod(card["exp_year"] * 12 + card["exp_month"], 12)
    return at >= datetime(year, month + 1, 1, tzinfo=UTC)


def as_paid_with(method: Json) -> Json:
    """How a charge shows it: docs.stripe.com/api/charges/object, payment_method_details."""
    if "card" not in method:
        return {"type": method["type"], method["type"]: {**_paid_debit(method)}}
    card = method["card"]
    same = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
    )
    more = {
        "authorization_code": None,
        "installments": None,
        "mandate": None,
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": None,
        "regulated_status": card["regulated_status"],
        "three_d_secure": None,
        "wallet": card["wallet"],
    }
    return {"type": "card", "card": {name: card[name] for name in same} | more}


def _paid_debit(method: Json) -> Json:
    debit = method["sepa_debit"]
    return {
        "bank_code": debit["bank_code"],
        "branch_code": debit["branch_code"],
        "country": debit["country"],
        "fingerprint": debit["fingerprint"],
        "last4": debit["last4"],
        "mandate": None,
    }
