"""Where a statement's words stand in the texts of its sources. Of those texts readers get the matched words alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from standfirst.record.models import Evidence
from standfirst.record.models.statement import Mark
from standfirst.record.reading import Said

_READ = ("statement_id", "mark", "exact", "checked_at", "source__url")


@dataclass(frozen=True)
class Found:
    """`exact`: the source's own words, "" where they are not in it."""

    source: str  # its address
    mark: Mark
    exact: str
    checked_at: datetime


def found_for(statements: Iterable[Said]) -> dict[int, tuple[Found, ...]]:
    """By the statement's number, asked for all of them at once. Of locked ones nothing is told."""
    told = [it.pk for it in statements if not it.locked]
    found: dict[int, tuple[Found, ...]] = {}
    if not told:
        return found
    rows = Evidence.objects.filter(statement__in=told).select_related("source").only(*_READ)
    for row in rows.order_by("pk"):
        one = Found(row.source.url, Mark(row.mark), row.exact, row.checked_at)
        found[row.statement_id] = (*found.get(row.statement_id, ()), one)
    return found
