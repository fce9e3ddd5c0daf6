"""The two doors to a page about somebody's payment: their own log-in, and a link that was mailed to them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.billing import tokens
from standfirst.billing.gateway import Trouble, is_connected
from standfirst.billing.paying import Paying, paying_of
from standfirst.billing.tokens import Purpose
from standfirst.billing.views import PURPOSES, not_connected
from standfirst.readers.here import reader_of
from standfirst.readers.places import place_of, with_place

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """`token` is empty for the signed-in owner, who alone is told facts; `place`: where to afterwards."""

    paying: Paying
    place: str
    token: str = ""

    @property
    def is_owners(self) -> bool:
        return not self.token

    def url(self, name: str, **query: str) -> str:
        """The page of this name by the same door, told to come back to the same place."""
        address = reverse(f"mailed_{name}", args=[self.token]) if self.token else reverse(name)
        query |= {"next": self.place} if self.place else {}
        return f"{address}?{urlencode(query, safe='/')}" if query else address


View = Callable[[HttpRequest, Door], HttpResponse]


def for_payer(purpose: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """For who is signed in and has, or had, a membership that a card pays for."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not is_connected():
                return not_connected(request, purpose=purpose)
            reader = reader_of(request)
            if reader is None:
                return redirect_to_login(request.get_full_path())
            paying, place = paying_of(reader), place_of(request)
            if paying is None and wants_json(request):
                return JsonResponse({"go": with_place("join", place)})
            if paying is None:
                context = {"title": PURPOSES[purpose], "place": place}
                return render(request, "billing/no_membership.html", context)
            return _answered(request, view, Door(paying, place), purpose)

        return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))

    return decorate


def for_link(purpose: Purpose, title: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """For whoever has the mailed link: nobody is logged in by it, and no fact of its reader is shown."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            if not is_connected():
                return not_connected(request, purpose=title)
            try:
                paying = tokens.read(token, purpose)
            except tokens.Over:
                return link_over(request)
            return _answered(request, view, Door(paying, place_of(request), token), title)

        return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))

    return decorate


def link_over(request: HttpRequest) -> HttpResponse:
    return render(request, "billing/link_over.html", status=410)


def _answered(request: HttpRequest, view: View, door: Door, purpose: str) -> HttpResponse:
    try:
        return view(request, door)
    except Trouble as why:
        log.warning("The payment processor, asked by %s: %r", view.__name__, why)
        return unreachable(request, purpose, door.place)


def unreachable(request: HttpRequest, purpose: str, place: str) -> HttpResponse:
    """Nothing is done twice by asking again, so the way back is the same address."""
    words = _(
        "We couldn't reach our payment processor. As far as we know nothing was charged and nothing was changed. "
        "Try again in a minute: nothing is charged twice."
    )
    if wants_json(request):
        return JsonResponse({"errors": {"": [words]}}, status=503)
    context = {"title": PURPOSES[purpose], "words": words, "place": place}
    return render(request, "billing/unreachable.html", context, status=503)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
