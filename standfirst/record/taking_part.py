"""Who takes part in a storyline: the parties that are on record there, and those that had not commented."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from standfirst.record.models import Party, Statement
from standfirst.record.models.statement import Stance, StatementQuerySet
from standfirst.record.reading import Linked, Sight, for_reading

SHOWN = 40  # parties
SILENT = 20  # parties that had not commented, in whole statements


@dataclass(frozen=True)
class Part:
    """A party in a storyline: how often it is on record, and from when to when."""

    party: Linked
    count: int
    first: datetime
    last: datetime


class TakingPart:
    """Read once: what `on` holds by party. What is locked counts, and nothing is told of it but that it is there."""

    def __init__(self, on: StatementQuerySet, sight: Sight) -> None:
        silent = Q(stance=Stance.NOT_COMMENTED)
        self._rows: list[Any] = list(
            on.filter(party__isnull=False)
            .order_by()
            .values("party")
            .annotate(
                count=Count("pk"),
                first=Min("said_at"),
                last=Max("said_at"),
                spoke=Max("said_at", filter=sight.readable & ~silent),
                silent=Max("said_at", filter=sight.readable & silent),
                silent_in=Max("pk", filter=sight.readable & silent),
            )
        )

    def parts(self, since: datetime | None = None) -> list[Part]:
        """Those most on record first, and no more than a page shows; if asked, those first on record since then."""
        rows = [row for row in self._rows if since is None or row["first"] >= since]
        rows = sorted(rows, key=lambda row: (-row["count"], row["party"]))[:SHOWN]
        known = Party.objects.in_bulk([row["party"] for row in rows])
        return [
            Part(Linked(it.name, it.url), row["count"], row["first"], row["last"])
            for row in rows
            if (it := known.get(row["party"]))
        ]

    @property
    def others(self) -> int:
        """How many more there are than are shown."""
        return max(len(self._rows) - SHOWN, 0)

    def had_not_commented(self) -> list[Statement]:
        """The newest of each party that has said nothing since, of those that may be read; one more than is shown."""
        found = [row["silent_in"] for row in self._rows if _is_silent(row)]
        rows = Statement.objects.filter(pk__in=found).newest_first()
        return list(for_reading(rows)[: SILENT + 1])


def _is_silent(row: Any) -> bool:
    silent, spoke = row["silent"], row["spoke"]
    return silent is not None and (spoke is None or spoke < silent)
