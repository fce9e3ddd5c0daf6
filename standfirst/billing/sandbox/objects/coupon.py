"""Coupons, promotion codes and the discounts they make: docs.stripe.com/billing/subscriptions/coupons"""

from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.objects import price as prices


def new(now: int, **fields: object) -> Json:
    return {
        "id": fresh("", 8),
        "object": "coupon",
        "amount_off": None,
        "created": now,
        "currency": None,
        "duration": "once",
        "duration_in_months": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": {},
        "name": None,
        "percent_off": None,
        "redeem_by": None,
        "times_redeemed": 0,
        "valid": True,
        **fields,
    }


def new_code(now: int, coupon: str, **fields: object) -> Json:
    return {
        "id": fresh("promo_", 24),
        "object": "promotion_code",
        "active": True,
        "code": fresh("", 8).upper(),
        "created": now,
        "customer": None,
        "customer_account": None,
        "expires_at": None,
        "livemode": False,
        "max_redemptions": None,
        "metadata": {},
        "promotion": {"coupon": coupon, "type": "coupon"},
        "restrictions": {
            "first_time_transaction": False,
            "minimum_amount": None,
            "minimum_amount_currency": None,
        },
        "times_redeemed": 0,
        **fields,
    }


def discount(now: int, coupon: Json, subscription: Json, code: str | None) -> Json:
    months = coupon["duration_in_months"] if coupon["duration"] == "repeating" else None
    return {
        "id": fresh("di_", 24),
        "object": "discount",
        "checkout_session": None,
        "customer": subscription["customer"],
        "customer_account": None,
        "end": months_after(now, months) if months else None,
        "invoice": None,
        "invoice_item": None,
        "promotion_code": code,
        "source": {"coupon": coupon["id"], "type": "coupon"},
        "start": now,
        "subscription": subscription["id"],
        "subscription_item": None,
    }


def months_after(start: int, months: int) -> int:
    every = {"recurring": prices.recurring("month", months)}
    return prices.period_after(start, start, every)


def off(coupon: Json, amount: int) -> int:
    """What it takes off; never more than there is."""
    if amount <= 0:
        return 0
    if coupon["percent_off"] is not None:
        return min(amount, round(amount * coupon["percent_off"] / 100))
    return min(amount, int(coupon["amount_off"] or 0))


def is_over(coupon: Json, now: int) -> bool:
    redeem_by, most = coupon["redeem_by"], coupon["max_redemptions"]
    return bool(
        (redeem_by and now >= redeem_by) or (most is not None and coupon["times_redeemed"] >= most)
    )


def code_is_over(code: Json, now: int) -> bool:
    expires, most = code["expires_at"], code["max_redemptions"]
    return bool(
        not code["active"]
        or (expires and now >= expires)
        or (most is not None and code["times_redeemed"] >= most)
    )
