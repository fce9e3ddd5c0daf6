"""The one door to Wagtail's admin, over both of its own log-in pages; it knows no password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from standfirst.readers.here import reader_of
from standfirst.readers.places import place_of, with_place


@never_cache
def staff_door(request: HttpRequest) -> HttpResponse:
    """Nobody logged in: to the log-in page. A reader without a role: told so. Staff: through."""
    wanted = place_of(request) or reverse("wagtailadmin_home")
    reader = reader_of(request)
    if reader is None:
        return redirect(with_place("account_login", wanted))
    if reader.has_perm("wagtailadmin.access_admin"):
        return redirect(wanted)
    # Wagtail left a flash message on the way here; read, it cannot turn up on a page that is shared.
    list(messages.get_messages(request))
    context = {"reader": reader, "log_in_url": with_place("account_login", wanted)}
    return render(request, "readers/no_role.html", context, status=403)
