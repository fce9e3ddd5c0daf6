"""Where to go on: by what was seen last, never by counting what comes before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.models import Page

from standfirst.publication.addresses import whole
from standfirst.record.exports.asking import Refused, number
from standfirst.record.models import Party, Person, Statement
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.reading import Said, Sight, for_reading

Row = TypeVar("Row", Party, Person, Page)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 500  # rows in memory


@dataclass(frozen=True)
class Part:
    """`after`: what to ask for next, "" where there is no more."""

    rows: StatementQuerySet
    after: str

    def said(self, sight: Sight) -> Iterator[Said]:
        """In constant memory."""
        rows = for_reading(self.rows).iterator(chunk_size=AT_ONCE)
        while some := list(islice(rows, AT_ONCE)):
            yield from sight.all_said(some)


def by_number(found: StatementQuerySet, after: str, limit: int) -> Part:
    """Oldest row first, so that whoever comes back later goes on where they were."""
    begun = found.filter(pk__gt=number("after", after) if after else 0).order_by("pk")
    ends = list(begun.values_list("pk", flat=True)[limit - 1 : limit + 1])
    if len(ends) < 2:
        return Part(begun[:limit], "")
    return Part(begun.filter(pk__lte=ends[0]), str(ends[0]))


def newest_said_first(
    found: StatementQuerySet, after: str, limit: int
) -> tuple[list[Statement], str]:
    """The rows, and what to ask for next."""
    if after:
        said_at, pk = _place(after)
        found = found.filter(Q(said_at__lt=said_at) | Q(pk__lt=pk), said_at__lte=said_at)
    rows = list(for_reading(found.newest_first())[: limit + 1])
    more = len(rows) > limit
    return rows[:limit], _place_of(rows[limit - 1]) if more else ""


def by_slug(rows: QuerySet[Row], after: str, limit: int) -> tuple[list[Row], str]:
    begun = rows.order_by("slug").filter(slug__gt=after)
    found = list(begun[: limit + 1])
    return found[:limit], found[limit - 1].slug if len(found) > limit else ""


def next_address(request: HttpRequest, after: str) -> str:
    """Of the next part; "" where there is none."""
    asked = {name: value for name, value in request.GET.items() if name != "after"}
    return whole(f"{request.path}?{urlencode({**asked, 'after': after})}") if after else ""


def point_on(response: HttpResponseBase, request: HttpRequest, after: str) -> None:
    """Say in the head where the next part is: https://www.rfc-editor.org/rfc/rfc8288"""
    if after:
        response.headers["Link"] = f'<{next_address(request, after)}>; rel="next"'
        response.headers["X-Next"] = after


def _place_of(row: Statement) -> str:
    return f"{(row.said_at - EPOCH) // timedelta(microseconds=1)}.{row.pk}"


def _place(after: str) -> tuple[datetime, int]:
    """Of `_place_of`. Raises Refused."""
    moment, _dot, pk = after.partition(".")
    before = moment.startswith("-")
    micros = number("after", moment.removeprefix("-"))
    try:
        said_at = EPOCH + timedelta(microseconds=-micros if before else micros)
    except OverflowError:
        raise Refused("after", _("Give what the last answer said.")) from None
    return said_at, number("after", pk)
