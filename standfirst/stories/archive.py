"""Everything published, by month."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.sharing import share_with
from standfirst.stories.days import by_day
from standfirst.stories.front import the_front
from standfirst.stories.metadata import plain_head
from standfirst.stories.models import FrontPage, Outline
from standfirst.stories.reading import cards_of


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


def months_of(front: FrontPage, now: datetime) -> list[Month]:
    """Those with stories that are out, newest first."""
    out = front.stories(now).order_by().annotate(month=TruncMonth("published_at"))
    counted = out.values("month").annotate(count=Count("pk")).order_by("-month")
    return [Month(it["month"].date(), it["count"]) for it in counted]


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    front = the_front()
    months = months_of(front, timezone.now())
    grouped = groupby(months, lambda it: it.first.year)
    context = {"years": [Year(number, tuple(those)) for number, those in grouped]}
    return _page(request, front.outline(), "archive", _("Archive"), reverse("archive"), context)


@require_safe
def archive_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """All of a month. One in which nothing came out has no page."""
    now = timezone.now()
    front = the_front()
    months = months_of(front, now)
    wanted = (int(year), int(month))
    here = next((it for it in months if (it.first.year, it.first.month) == wanted), None)
    if here is None:
        raise Http404
    stories = front.stories(now).between(here.starts_at, here.ends_at)
    at = months.index(here)
    outline = front.outline()
    context = {
        "days": by_day(cards_of(stories.for_cards(), outline)),
        "newer": months[at - 1] if at else None,
        "older": months[at + 1] if at + 1 < len(months) else None,
    }
    return _page(request, outline, "archive_month", here.name, here.url, context)


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
    return share_with(request, render(request, f"stories/{template}.html", context), LISTS)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
