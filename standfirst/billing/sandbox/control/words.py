"""Money, days and cards in words."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

SIGNS = {
    "eur": "€",
    "usd": "$",
    "gbp": "£",
    "chf": "CHF ",
    "sek": "SEK ",
    "nok": "NOK ",
    "jpy": "¥",
}
WITHOUT_CENTS = {"jpy", "krw", "vnd", "clp"}
BRANDS = {"visa": "Visa", "mastercard": "Mastercard", "amex": "American Express"}
EVERY = {"day": "a day", "week": "a week", "month": "a month", "year": "a year"}


def money(amount: int, currency: str) -> str:
    """`amount` in minor units: €5, €5.50, -€2."""
    sign = SIGNS.get(currency, f"{currency.upper()} ")
    minus, amount = "-" if amount < 0 else "", abs(amount)
    if currency in WITHOUT_CENTS:
        return f"{minus}{sign}{amount:,}"
    whole, cents = divmod(amount, 100)
    return f"{minus}{sign}{whole:,}" + (f".{cents:02}" if cents else "")


def day(at: int) -> str:
    """Of seconds since 1970: 9 November 2026."""
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day} {moment:%B %Y}"


def short_day(at: int) -> str:
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day} {moment:%b}"


def minute(at: float) -> str:
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day} {moment:%b %Y, %H:%M:%S}"


def method(found: Mapping[str, Any] | None) -> str:
    """A payment method: Visa 4242, 12/2031."""
    if found is None:
        return "no card"
    if found["type"] != "card":
        held = found.get(found["type"]) or {}
        return f"bank account ending in {held.get('last4', '')}"
    card = found["card"]
    brand = BRANDS.get(card["brand"], str(card["brand"]).title())
    return f"{brand} {card['last4']}, {card['exp_month']}/{card['exp_year']}"


def price(found: Mapping[str, Any]) -> str:
    """€5 a month; €12 every 3 months; €5 once."""
    asked = money(found["unit_amount"] or 0, found["currency"])
    recurring = found.get("recurring")
    if not recurring:
        return f"{asked} once"
    count, interval = recurring.get("interval_count", 1), recurring["interval"]
    return f"{asked} {EVERY[interval]}" if count == 1 else f"{asked} every {count} {interval}s"


def decline(code: str | None) -> str:
    """Stripe's code for why a payment was refused: insufficient_funds → insufficient funds."""
    return (code or "declined").replace("_", " ")
