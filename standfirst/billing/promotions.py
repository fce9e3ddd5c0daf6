"""Promotion codes, as Stripe knows them: what a code takes off a price, and for how long.

It is Stripe that applies one; we ask it before, so that whoever joins sees the amount before it is charged.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from standfirst.billing.gateway import asking
from standfirst.membership.snapshot import Money

LONGEST = 40


@dataclass(frozen=True)
class Promotion:
    """`months`: for how long; 0 is once, None for ever."""

    stripe_id: str
    code: str
    percent: Decimal | None = None
    off: Money | None = None
    months: int | None = 0
    least: Money | None = None  # what the price has to be

    def takes_from(self, money: Money) -> bool:
        """A fixed amount is of one currency, and so is what a price has to be at least."""
        if self.off and self.off.currency != money.currency:
            return False
        if self.least:
            return self.least.currency == money.currency and money.amount >= self.least.amount
        return True

    def taken_from(self, money: Money) -> Money:
        if self.off:
            return Money(max(0, money.amount - self.off.amount), money.currency)
        off = Decimal(money.amount) * (self.percent or 0) / 100
        return Money(
            money.amount - int(off.quantize(Decimal(1), rounding=ROUND_HALF_UP)), money.currency
        )


def find(code: str) -> Promotion | None:
    """None for one that Stripe does not know, or takes no more. Raises gateway.Trouble."""
    if not code or len(code) > LONGEST:
        return None
    with asking() as stripe:
        found = stripe.v1.promotion_codes.list(
            params={
                "code": code,
                "active": True,
                "limit": 1,
                "expand": ["data.promotion.coupon"],
            }
        )
    return next((_read(it.to_dict()) for it in found.data), None)


def _read(it: dict[str, Any]) -> Promotion | None:
    """None for one that is bound to a customer of Stripe's: nobody here can show that it is theirs."""
    coupon = it["promotion"]["coupon"]
    if it.get("customer") or not coupon.get("valid", True):
        return None
    percent, restrictions = coupon.get("percent_off"), it.get("restrictions") or {}
    months = {"once": 0, "repeating": coupon.get("duration_in_months")}
    return Promotion(
        stripe_id=it["id"],
        code=it["code"],
        percent=Decimal(str(percent)) if percent else None,
        off=_money(coupon.get("amount_off"), coupon.get("currency")),
        months=months.get(coupon["duration"]),
        least=_money(
            restrictions.get("minimum_amount"), restrictions.get("minimum_amount_currency")
        ),
    )


def _money(amount: int | None, currency: str | None) -> Money | None:
    return Money(amount, currency.upper()) if amount and currency else None
