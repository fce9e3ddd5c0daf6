"""docs.stripe.com/api/prices/object"""

from datetime import UTC, datetime, timedelta

from standfirst.billing.sandbox.ids import Json, fresh


def new(now: int, product: str, currency: str, unit_amount: int, **fields: object) -> Json:
    return {
        "id": fresh("price_", 24),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": now,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": product,
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": unit_amount,
        "unit_amount_decimal": str(unit_amount),
        **fields,
    }


def recurring(interval: str, count: int = 1, trial_days: int | None = None) -> Json:
    return {
        "interval": interval,
        "interval_count": count,
        "meter": None,
        "trial_period_days": trial_days,
        "usage_type": "licensed",
    }


def as_plan(price: Json) -> Json:
    """The older word for the same, still on each subscription item: docs.stripe.com/api/plans/object"""
    every = price["recurring"] or recurring("month")
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": "per_unit",
        "created": price["created"],
        "currency": price["currency"],
        "interval": every["interval"],
        "interval_count": every["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": None,
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def period_after(start: int, anchor: int, price: Json) -> int:
    """The end of the period that begins at `start`: the anchor's day of the month, or the month's last where it has
    none (docs.stripe.com/billing/subscriptions/billing-cycle)."""
    every = price["recurring"]
    first = datetime.fromtimestamp(anchor, UTC)
    days = {"day": 1, "week": 7}.get(every["interval"])
    if days:
        step = timedelta(days=days * every["interval_count"])
        begun = datetime.fromtimestamp(start, UTC)
        passed = (begun - first) // step
        return int((first + (passed + 1) * step).timestamp())
    months = every["interval_count"] * (12 if every["interval"] == "year" else 1)
    turns = 0
    while (end := _months_after(first, turns * months)) <= start:
        turns += 1
    return end


def _months_after(first: datetime, months: int) -> int:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in range(first.day, 0, -1):
        try:
            return int(first.replace(year=year, month=month + 1, day=day).timestamp())
        except ValueError:
            continue
    raise AssertionError("a month has a first day")
