"""The pages behind one-use links. Mail scanners follow links, so opening one does nothing: its button does."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.readers.devices import Device, How
from standfirst.readers.here import reader_of
from standfirst.readers.links import LinkState, LogInLink, LogOutLink
from standfirst.readers.places import place_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_link(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    link = LogInLink.objects.by_token(token)
    if link is None:
        return render(request, "readers/link_over.html", status=404)
    if request.method == "POST" and link.use(now):
        if reader_of(request) is not None:
            logout(request)  # whoever was in here is out, and what follows is the link's
        record_authentication(request, link.reader, method=How.LINK)
        place = place_of(request) or "/"
        response: HttpResponse = perform_login(request, link.reader, redirect_url=place)
        return response
    state = link.state(now)
    if state is LinkState.GOOD:
        return render(request, "readers/link.html")
    return render(request, "readers/link_over.html", {"state": state}, status=410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_out_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail about a log-in: ends all sessions of its reader, without asking who presses the button."""
    now = timezone.now()
    link = LogOutLink.objects.by_token(token)
    if link is None:
        return render(request, "readers/log_out_link_over.html", status=404)
    if request.method == "POST" and link.use(now):
        Device.objects.end_all(link.reader)
        if reader_of(request) == link.reader:
            logout(request)
        return render(request, "readers/logged_out_everywhere.html")
    state = link.state(now)
    if state is LinkState.GOOD:
        return render(request, "readers/log_out_link.html")
    return render(request, "readers/log_out_link_over.html", {"state": state}, status=410)
