"""What is told while something is done, for tests of every room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from standfirst.publication.models import Change


@dataclass(frozen=True)
class Told:
    """`now` are topics told at once; `ahead`, by topic, when each told ahead of time is to be heard."""

    now: frozenset[str]
    ahead: dict[str, set[datetime]]


def heard(act: Callable[[], Any], now: datetime) -> Told:
    """What `act` tells in its own transaction. It is undone again, and with it whatever it told."""
    before = list(Change.objects.values_list("pk", flat=True))
    new = Change.objects.exclude(pk__in=before)
    with transaction.atomic():
        act()
        rows = list(new)
        transaction.set_rollback(True)
    assert not new.all().exists()
    ahead: dict[str, set[datetime]] = {}
    for row in rows:
        if row.at > now:
            ahead.setdefault(row.topic, set()).add(row.at)
    return Told(frozenset(row.topic for row in rows if row.at <= now), ahead)


def topics(act: Callable[[], Any]) -> set[str]:
    """Those told at once, however long it takes."""
    soon = timezone.now() + timedelta(minutes=10)
    return set(heard(act, soon).now)


Table = dict[str, tuple[Callable[[], Any], set[str]]]


def wrong_in(table: Table) -> list[str]:
    """Which rows (what is done, and the topics it tells) are otherwise."""
    found = {name: (topics(act), expected) for name, (act, expected) in table.items()}
    return [
        f"{name}: {sorted(got)}, not {sorted(expected)}"
        for name, (got, expected) in found.items()
        if got != expected
    ]
