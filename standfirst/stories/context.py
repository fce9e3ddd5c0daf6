"""What the header of every page prints, when the page itself has not said so. Nothing of the reader."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from standfirst.publication.remembering import Remembered
from standfirst.readers.places import own_path, place_of, with_place
from standfirst.stories.models import DeskPage, PlainPage
from standfirst.stories.reading import Desk, desk_of


class Link(NamedTuple):
    name: str
    url: str


DOORS = ("account_login", "account_signup", "account_logout")


def header(request: HttpRequest) -> dict[str, Any]:
    """The database is asked only for what a template prints; for `desks`, if its view gave none."""
    return {
        "desks": SimpleLazyObject(_desks),
        "plain_pages": SimpleLazyObject(_plain_pages),
        "log_in_url": with_place("account_login", _place(request)),
    }


def _load_desks() -> tuple[Desk, ...]:
    return tuple(desk_of(page) for page in DeskPage.objects.live().order_by("path"))


def _load_plain_pages() -> tuple[Link, ...]:
    """Those for the foot of every page."""
    shown = PlainPage.objects.live().in_menu().order_by("path").values_list("title", "slug")
    return tuple(Link(title, f"/{slug}/") for title, slug in shown)


_desks = Remembered(_load_desks)
_plain_pages = Remembered(_load_plain_pages)


def _place(request: HttpRequest) -> str:
    """This page. Without its query, which changes no shared page; but a search is its query, and never shared."""
    if request.path.startswith(tuple(reverse(name) for name in DOORS)):
        return place_of(request)
    return own_path(request.get_full_path()) if request.path == reverse("search") else request.path
