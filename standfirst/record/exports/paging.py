"""Where to go on: by what was seen last, never by counting what comes before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from urllib.parse import quote, urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from standfirst.publication.addresses import whole
from standfirst.record.exports.asking import number
from standfirst.record.models import Party, Person
from standfirst.record.models.statement import StatementQuerySet
from standfirst.record.reading import Said, Sight, for_reading

Row = TypeVar("Row", Party, Person, Page)

AT_ONCE = 500  # rows in memory


@dataclass(frozen=True)
class Stretch:
    """`after`: what to ask for next, "" where there is no more."""

    rows: StatementQuerySet
    after: str

    def said(self, sight: Sight) -> Iterator[Said]:
        """In constant memory."""
        rows = for_reading(self.rows).iterator(chunk_size=AT_ONCE)
        while some := list(islice(rows, AT_ONCE)):
            yield from sight.all_said(some)


def by_number(rows: StatementQuerySet, after: str, limit: int) -> Stretch:
    """Oldest row first, so that whoever comes back later goes on where they were."""
    begun = rows.filter(pk__gt=number("after", after) if after else 0).order_by("pk")
    ends = list(begun.values_list("pk", flat=True)[limit - 1 : limit + 1])
    if len(ends) < 2:
        return Stretch(begun[:limit], "")
    return Stretch(begun.filter(pk__lte=ends[0]), str(ends[0]))


def by_slug(rows: QuerySet[Row], after: str, limit: int) -> tuple[list[Row], str]:
    """The rows, and what to ask for next."""
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
        response.headers["X-Next"] = quote(after, safe="")
