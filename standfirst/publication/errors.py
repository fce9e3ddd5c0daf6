"""Error pages. They say what happened and offer the next step; they never read the database twice."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "publication/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "publication/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "publication/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: the database may be what failed."""
    return HttpResponse(render_to_string("publication/500.html"), status=500)


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF check failed: the browser sent no cookie of ours, or the page was left open for long."""
    refused = reason == REASON_NO_CSRF_COOKIE
    name = "publication/no_cookie.html" if refused else "publication/form_expired.html"
    return render(request, name, status=403)
