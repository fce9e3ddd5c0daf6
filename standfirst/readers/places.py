"""Where a reader came from, and goes back to: `next`, a path of this site, perhaps with a #fragment."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def place_of(request: HttpRequest) -> str:
    """The path to go back to, or empty. A form's own field goes before the address it was posted to."""
    return own_path(request.POST.get("next") or request.GET.get("next") or "")


def own_path(raw: str) -> str:
    """`raw` if it is a path of this site, else empty: never a way to another host."""
    own = raw.startswith("/") and url_has_allowed_host_and_scheme(raw, allowed_hosts=None)
    return raw if own and len(raw) <= LONGEST else ""


def with_place(url_name: str, place: str, *args: object) -> str:
    """The address of a page with `next`, in which the place's # is quoted: else the browser keeps it."""
    address = reverse(url_name, args=args)
    return f"{address}?{urlencode({'next': place}, safe='/')}" if place else address
