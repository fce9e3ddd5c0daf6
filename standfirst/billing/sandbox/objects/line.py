"""A line of an invoice: docs.stripe.com/api/invoice-line-item/object"""

from datetime import UTC, datetime

from standfirst.billing.sandbox.ids import Json, fresh

NO_DECIMALS = ("jpy", "krw", "clp", "vnd", "xaf", "xof")


def of_item(
    item: Json, amount: int, period: tuple[int, int], description: str, *, proration: bool = False
) -> Json:
    """Before any discount."""
    price = item["price"]
    return {
        "id": fresh("il_", 24),
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": description,
        "discount_amounts": [],
        "discountable": not proration,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "parent": {
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": proration,
                "proration_details": {"credited_items": None} if proration else None,
                "subscription": item["subscription"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        "period": {"start": period[0], "end": period[1]},
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "subscription": item["subscription"],
        "subtotal": amount,
        "taxes": [],
    }


def full(item: Json, name: str, period: tuple[int, int]) -> Json:
    price = item["price"]
    every = price["recurring"]["interval"]
    said = f"{item['quantity']} × {name} (at {money(price['unit_amount'], price['currency'])} / {every})"
    return of_item(item, amount_of(item), period, said)


def free(item: Json, name: str, period: tuple[int, int]) -> Json:
    return of_item(item, 0, period, f"Trial period for {name}")


def unused(item: Json, name: str, now: int, amount: int) -> Json:
    """Money back for the part of the period that is not used (docs.stripe.com/billing/subscriptions/prorations)."""
    start, end = item["current_period_start"], item["current_period_end"]
    back = -share(amount, now, start, end)
    return of_item(
        item, back, (now, end), f"Unused time on {name} after {day(now)}", proration=True
    )


def remaining(item: Json, name: str, now: int, amount: int) -> Json:
    start, end = item["current_period_start"], item["current_period_end"]
    asked = share(amount, now, start, end)
    return of_item(
        item, asked, (now, end), f"Remaining time on {name} after {day(now)}", proration=True
    )


def share(amount: int, now: int, start: int, end: int) -> int:
    """Of what a whole period costs, by the second; rounded half up."""
    left, whole = max(0, end - now), max(1, end - start)
    return (2 * amount * left + whole) // (2 * whole)


def amount_of(item: Json) -> int:
    amount: int = item["price"]["unit_amount"] * item["quantity"]
    return amount


def money(amount: int, currency: str) -> str:
    return f"{amount if currency in NO_DECIMALS else f'{amount / 100:.2f}'} {currency.upper()}"


def day(stamp: int) -> str:
    return f"{datetime.fromtimestamp(stamp, UTC):%d %b %Y}"
