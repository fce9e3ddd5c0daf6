"""The one door to Wagtail's admin, over both of its own log-in pages; it knows no password."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from standfirst.readers.factors import MAY_ENTER, step_before_admin
from standfirst.readers.here import reader_of
from standfirst.readers.places import place_of, with_place

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADMIN = "/admin/"
# The way in, the way out, and what pages of both are drawn with.
ALWAYS_OPEN = frozenset({"/admin/login/", "/admin/logout/", "/admin/sprite/", "/admin/jsi18n/"})


def stop_before_admin(get_response: GetResponse) -> GetResponse:
    """Every request for the admin, of whatever kind, from staff who have yet to show something: that first."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        admin = request.path_info.startswith(ADMIN) and request.path_info not in ALWAYS_OPEN
        if admin and (page := step_before_admin(request)):
            return redirect(with_place(page, request.get_full_path()))
        return get_response(request)

    return middleware


@never_cache
def staff_door(request: HttpRequest) -> HttpResponse:
    """Nobody logged in: to the log-in page. A reader without a role: told so. Staff: through."""
    wanted = place_of(request) or reverse("wagtailadmin_home")
    reader = reader_of(request)
    if reader is None:
        return redirect(with_place("account_login", wanted))
    if reader.has_perm(MAY_ENTER):
        return redirect(wanted)
    # Wagtail left a flash message on the way here; read, it cannot turn up on a page that is shared.
    list(messages.get_messages(request))
    context = {"reader": reader, "log_in_url": with_place("account_login", wanted)}
    return render(request, "readers/no_role.html", context, status=403)
