"""What the header of every page prints, when the page itself has not said so. Nothing of the reader."""

from typing import Any, NamedTuple

from django.db.models import Exists
from django.db.models.functions import JSONArray
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from standfirst.publication.changes import LISTS
from standfirst.publication.remembering import Remembered
from standfirst.readers.places import own_path, place_of, with_place
from standfirst.record.models import Statement
from standfirst.stories.beside import Rows
from standfirst.stories.models import DeskPage, PlainPage
from standfirst.stories.reading import Desk, desk_of


class Link(NamedTuple):
    name: str
    url: str


class Foot(NamedTuple):
    """What is at the foot of every page. `on_record`: whether the record has anything to show."""

    plain_pages: tuple[Link, ...]
    on_record: bool


DOORS = ("account_login", "account_signup", "account_logout")


def header(request: HttpRequest) -> dict[str, Any]:
    """The database is asked only for what a template prints; for `desks`, if its view gave none."""
    foot = SimpleLazyObject(_foot)
    return {
        "desks": SimpleLazyObject(_desks),
        "plain_pages": SimpleLazyObject(lambda: foot.plain_pages),
        "on_record": SimpleLazyObject(lambda: foot.on_record),
        "log_in_url": with_place("account_login", _place(request)),
    }


def _load_desks() -> tuple[Desk, ...]:
    return tuple(desk_of(page) for page in DeskPage.objects.live().order_by("path"))


def _load_foot() -> Foot:
    """Asked at once: every page ends with it."""
    shown = PlainPage.objects.live().in_menu().order_by()
    pages = Rows(shown.values(it=JSONArray("path", "title", "slug")))
    record = Exists(Statement.objects.published(timezone.now()))
    rows, on_record = Page.objects.filter(depth=1).order_by().values_list(pages, record)[0]
    links = (Link(title, f"/{slug}/") for _path, title, slug in sorted(rows or ()))
    return Foot(tuple(links), on_record)


_desks = Remembered(_load_desks)
_foot = Remembered(_load_foot, LISTS)


def _place(request: HttpRequest) -> str:
    """This page. Without its query, which changes no shared page; but a search is its query, and never shared."""
    if request.path.startswith(tuple(reverse(name) for name in DOORS)):
        return place_of(request)
    return own_path(request.get_full_path()) if request.path == reverse("search") else request.path
