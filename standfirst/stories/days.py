"""Cards by the day they came out, in the publication's time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from standfirst.stories.reading import Card


@dataclass(frozen=True)
class Day:
    date: date
    cards: tuple[Card, ...]


def by_day(cards: Iterable[Card]) -> list[Day]:
    """Takes them in the order of time, and keeps it."""
    days = groupby(cards, lambda card: timezone.localdate(card.published_at))
    return [Day(date, tuple(those)) for date, those in days]
