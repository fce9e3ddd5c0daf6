"""Everything published, by month."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Count, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.remembering import Remembered
from standfirst.publication.sharing import share_with
from standfirst.stories.counting import StoryPages
from standfirst.stories.days import by_day
from standfirst.stories.front import the_front
from standfirst.stories.metadata import plain_head
from standfirst.stories.models import Outline, StoryPage
from standfirst.stories.published import StoryQuerySet
from standfirst.stories.reading import cards_of

A_PAGE = 100  # stories of a month
AT_ONCE = 120  # months counted in one query


@dataclass(frozen=True)
class Month:
    """`first` is its first day. A month is one of the publication's time zone."""

    first: date
    count: int

    @property
    def url(self) -> str:
        return reverse("archive_month", args=[f"{self.first:%Y}", f"{self.first:%m}"])

    @property
    def name(self) -> str:
        return date_format(self.first, "F Y")

    @property
    def starts_at(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """The first instant that is no longer of it."""
        year, month = divmod(self.first.year * 12 + self.first.month, 12)
        return _midnight(date(year, month + 1, 1))


@dataclass(frozen=True)
class Year:
    number: int
    months: tuple[Month, ...]


def _count_months() -> list[Month]:
    now = timezone.now()
    out = StoryPage.objects.published(now)
    oldest = out.order_by("published_at").values_list("published_at", flat=True).first()
    firsts = _firsts(timezone.localdate(oldest), now) if oldest else []
    counts = [
        count
        for start in range(0, len(firsts), AT_ONCE)
        for count in _counts(out.order_by(), firsts[start : start + AT_ONCE])
    ]
    return [Month(first, count) for first, count in zip(firsts, counts, strict=True) if count]


def _firsts(oldest: date, now: datetime) -> list[date]:
    """Of the months from that of the oldest story to this one, newest first."""
    last = timezone.localdate(now)
    numbers = range(last.year * 12 + last.month, oldest.year * 12 + oldest.month - 1, -1)
    return [date((it - 1) // 12, (it - 1) % 12 + 1, 1) for it in numbers]


def _counts(out: StoryQuerySet, firsts: list[date]) -> list[int]:
    """Of each of these months. Each is a range of an index; to ask each story for its month takes SQLite far longer."""
    months = [Month(first, 0) for first in firsts]
    counts = [
        out.between(month.starts_at, month.ends_at)
        .annotate(place=Value(place))
        .values("place")
        .annotate(count=Count("pk"))
        .values_list("place", "count")
        for place, month in enumerate(months)
    ]
    counted = dict(counts[0].union(*counts[1:], all=True))
    return [counted.get(place, 0) for place in range(len(firsts))]


# Those with stories that are out, newest first. To be read, and never to be changed.
months_out = Remembered(_count_months, LISTS)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    front = the_front()
    months = months_out()
    grouped = groupby(months, lambda it: it.first.year)
    context = {"years": [Year(number, tuple(those)) for number, those in grouped]}
    return _page(request, front.outline(), "archive", _("Archive"), reverse("archive"), context)


@require_safe
def archive_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month, day by day. One in which nothing came out has no page."""
    front = the_front()
    months = months_out()
    wanted = (int(year), int(month))
    here = next((it for it in months if (it.first.year, it.first.month) == wanted), None)
    if here is None:
        raise Http404
    pages = StoryPages(f"month {year}-{month}", partial(_of, here), A_PAGE)
    part = pages.get_page(request.GET.get("page"))
    at = months.index(here)
    outline = front.outline()
    context = {
        "days": by_day(cards_of(part.object_list, outline)),
        "page": part,
        "newer": months[at - 1] if at else None,
        "older": months[at + 1] if at + 1 < len(months) else None,
    }
    return _page(request, outline, "archive_month", here.name, here.url, context)


def _of(month: Month, now: datetime) -> StoryQuerySet:
    return StoryPage.objects.published(now).between(month.starts_at, month.ends_at)


def _page(
    request: HttpRequest, outline: Outline, template: str, name: str, url: str, said: dict[str, Any]
) -> HttpResponse:
    publication = settings_for(request)
    context = {
        "head": plain_head(publication, name, url),
        "name": name,
        "desks": list(outline.desks.values()),
        **said,
    }
    response = render(request, f"stories/{template}.html", context)
    return share_with(request, response, LISTS, parameters=("page",) if "page" in said else ())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
