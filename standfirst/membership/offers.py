"""What is on sale, as values, and the least one can pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.publication.remembering import Remembered


@dataclass(frozen=True)
class Offer:
    plan: str  # Plan.slug
    money: Money
    interval: str


def _offers_on_sale() -> tuple[Offer, ...]:
    prices = Price.objects.on_sale().select_related("plan").order_by("plan__position", "amount")
    return tuple(Offer(price.plan.slug, price.money, price.interval) for price in prices)


def _plan_names() -> Mapping[str, str]:
    return MappingProxyType(dict(Plan.objects.values_list("slug", "name")))


offers_on_sale = Remembered(_offers_on_sale)
plan_names = Remembered(_plan_names)  # by slug, in the plans' order


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
