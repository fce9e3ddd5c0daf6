"""Lists of the record, newest first, a page at a time. A page begins where another ended, and is never counted to.

So the last of ten thousand statements costs what the first does, and nothing moves while somebody turns pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from standfirst.record.models.statement import Statement, StatementQuerySet
from standfirst.record.reading import for_reading
from standfirst.record.refusing import Refused
from standfirst.record.search.places import KEYS

A_PAGE = 20
BEFORE, AFTER = "before", "after"
_WRITTEN = re.compile(r"(-?[0-9]{1,18})-([0-9]{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """Between two statements in the order of time: next to the one of `pk`, said at `at`.

    `newer`: what is asked for are those after it, the nearest first.
    """

    at: datetime
    pk: int
    newer: bool = False

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @classmethod
    def asked(cls, query: Any) -> Self | None:
        """Of an address: `before` or `after`; None for the newest. Raises Refused for what is neither."""
        for name in (BEFORE, AFTER):
            if written := query.get(name):
                return cls._read(name, written)
        return None

    @classmethod
    def _read(cls, name: str, written: str) -> Self:
        found = _WRITTEN.fullmatch(written)
        try:
            if not found:
                raise ValueError(written)
            at, pk = _EPOCH + timedelta(microseconds=int(found[1])), int(found[2])
            if pk >= KEYS:
                raise ValueError(written)
            return cls(at, pk, newer=name == AFTER)
        except (ValueError, OverflowError) as wrong:
            raise Refused(name, _("This is no place in a list of the record.")) from wrong


class Keys(Protocol):
    """A list of the record. `limit` keys from the cursor on, the nearest first."""

    def __call__(self, cursor: Cursor | None, limit: int) -> Sequence[int]: ...


@dataclass(frozen=True)
class Part:
    """A page of a list. `newer` and `older` are the ends of the addresses of the pages beside it, "" if none."""

    rows: list[Statement]
    newer: str = ""
    older: str = ""

    @property
    def whole(self) -> bool:
        """The list has this one page."""
        return not self.newer and not self.older


def part_of(keys: Keys, cursor: Cursor | None, size: int = A_PAGE) -> Part:
    found = list(keys(cursor, size + 1))
    more, here = len(found) > size, found[:size]
    if not here:
        return Part([])
    if cursor and cursor.newer:
        here.reverse()
    found_rows = {it.pk: it for it in for_reading(Statement.objects.filter(pk__in=here))}
    rows = [found_rows[pk] for pk in here if pk in found_rows]
    newer_there = more if cursor and cursor.newer else cursor is not None
    older_there = True if cursor and cursor.newer else more
    return Part(
        rows,
        newer=f"{AFTER}={_place(rows[0])}" if newer_there else "",
        older=f"{BEFORE}={_place(rows[-1])}" if older_there else "",
    )


def keys_of(statements: StatementQuerySet) -> Keys:
    """Straight from the rows, by an index that begins with what they are filtered by."""

    def keys(cursor: Cursor | None, limit: int) -> Sequence[int]:
        found = statements.filter(_beyond(cursor)) if cursor else statements
        newer = cursor is not None and cursor.newer
        order = ("said_at", "pk") if newer else ("-said_at", "-pk")
        return list(found.order_by(*order).values_list("pk", flat=True)[:limit])

    return keys


def _beyond(cursor: Cursor) -> Q:
    if cursor.newer:
        return Q(said_at__gte=cursor.at) & ~Q(said_at=cursor.at, pk__lte=cursor.pk)
    return Q(said_at__lte=cursor.at) & ~Q(said_at=cursor.at, pk__gte=cursor.pk)


def _place(row: Statement) -> Cursor:
    return Cursor(row.said_at, row.pk)
