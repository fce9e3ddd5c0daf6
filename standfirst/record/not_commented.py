"""Who had not commented when we looked: which of it is to be looked at again, and who has spoken since.

Asked of the rows each time, so that it closes by itself, at once, when the story that carries their words goes out.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDay

from standfirst.record.models import Statement
from standfirst.record.models.statement import Stance, StatementQuerySet
from standfirst.record.reading import for_reading

AGES = timedelta(days=7)  # after we looked
STORY_OVER = timedelta(days=60)  # after its story went out: nobody waits any more
SILENT = (Stance.NOT_COMMENTED, Stance.DECLINED)  # said nothing of the matter


class WithNumber(Protocol):
    @property
    def pk(self) -> int: ...


def look_again(now: datetime) -> StatementQuerySet:
    """The oldest look first. Whatever is on record of that body since closes it, another look included."""
    silent = _silent(Statement.objects.published(now)).filter(
        published_at__gt=now - STORY_OVER, party__isnull=False, looked__lte=now - AGES
    )
    again: StatementQuerySet = silent.filter(~Exists(_later(now))).order_by("looked", "pk")
    return again


def spoken_since(statements: Iterable[WithNumber], now: datetime) -> Mapping[int, Statement]:
    """Of those that had not commented, by their number, what their body said first after that. In two queries.

    To be asked only of statements whose words may be read: that somebody had not commented is one of the words.
    The rows are `for_reading`; a Sight decides what of them is shown.
    """
    spoken = _later(now).exclude(stance__in=SILENT).order_by("said_at", "pk")
    asked = _silent(Statement.objects.filter(pk__in=[it.pk for it in statements]))
    first = dict(asked.annotate(first=Subquery(spoken.values("pk")[:1])).values_list("pk", "first"))
    rows = for_reading(Statement.objects.all()).in_bulk([pk for pk in first.values() if pk])
    return {pk: rows[found] for pk, found in first.items() if found in rows}


def _silent(statements: StatementQuerySet) -> Any:
    """Those that had not commented, with when we looked, and on which day."""
    looked = Coalesce("looked_at", "said_at")
    silent = statements.filter(stance=Stance.NOT_COMMENTED)
    return silent.alias(looked=looked, day=TruncDay(looked, tzinfo=UTC))


def _later(now: datetime) -> StatementQuerySet:
    """Of the same body, on the same storyline or in the same story, after the outer statement's look.

    A day is known as its first instant: what was said on the day of the look is later if a later story has it.
    """
    of_body = Statement.objects.published(now).filter(
        party=OuterRef("party"), said_at__gte=OuterRef("day")
    )
    same = Q(story=OuterRef("story")) | Q(storyline=OuterRef("storyline"))
    later = Q(said_at__gt=OuterRef("looked")) | Q(published_at__gt=OuterRef("published_at"))
    return of_body.filter(same, later).exclude(pk=OuterRef("pk"))
