"""What is on sale, as values, and the least one can pay."""

from collections.abc import Iterable
from dataclasses import dataclass

from standfirst.membership.models import Interval, Price
from standfirst.membership.snapshot import Money


@dataclass(frozen=True)
class Offer:
    plan: str  # Plan.slug
    money: Money
    interval: str


def offers_on_sale() -> tuple[Offer, ...]:
    prices = Price.objects.on_sale().select_related("plan").order_by("plan__position", "amount")
    return tuple(Offer(price.plan.slug, price.money, price.interval) for price in prices)


def cheapest(offers: Iterable[Offer], plans: frozenset[str] = frozenset()) -> Offer | None:
    """The smallest first payment, by the month where there is one; of these plans if any are named.

    Amounts of different currencies are not compared: the first offer's currency is the one spoken of.
    """
    reaching = [offer for offer in offers if not plans or offer.plan in plans]
    spoken = [offer for offer in reaching if offer.money.currency == reaching[0].money.currency]
    return min(
        spoken,
        key=lambda it: (it.interval != Interval.MONTH, it.money.amount, it.plan),
        default=None,
    )
