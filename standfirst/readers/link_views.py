"""The page behind a log-in link. Mail scanners follow links, so opening it does nothing: its button does."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.readers.links import LinkState, LogInLink


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_link(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    link = LogInLink.objects.by_token(token)
    if link is None:
        return render(request, "readers/link_over.html", status=404)
    if request.method == "POST" and link.use(now):
        response: HttpResponse = perform_login(request, link.reader, redirect_url="/")
        return response
    state = link.state(now)
    if state is LinkState.GOOD:
        return render(request, "readers/link.html")
    return render(request, "readers/link_over.html", {"state": state}, status=410)
