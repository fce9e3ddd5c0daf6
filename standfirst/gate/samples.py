"""What each placeholder looks like when it is filled in: for staff who write a notice's words."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.utils.translation import gettext

from standfirst.gate.words import VARIANTS
from standfirst.membership.format import (
    format_card,
    format_card_end,
    format_day,
    format_money,
    format_price,
    format_time,
)
from standfirst.membership.snapshot import Card, Money

_AT = datetime(2026, 8, 3, 7, 12, tzinfo=UTC)
_FIVE = Money(500, "EUR")
_CARD = Card("visa", "4242", 7, 2026)


def samples(variant: str) -> Mapping[str, str]:
    """Sample output by placeholder, for those this variant may print, in the active language."""
    every = {
        "amount": format_money(_FIVE),
        "attempts": gettext("three unpaid attempts"),
        "card": format_card(_CARD),
        "card_end": format_card_end(_CARD),
        "date": format_day(_AT, _AT),
        "next_date": format_day(_AT.replace(day=8), _AT),
        "plan": "Plus",
        "price": format_price(_FIVE, "month"),
        "resume_date": format_day(_AT.replace(month=9, day=1), _AT),
        "through": "Acme",
        "time": format_time(_AT),
        "until": format_day(_AT.replace(day=17), _AT),
        "your_plan": "Basic",
    }
    return {name: every[name] for name in sorted(VARIANTS[variant].facts)}
