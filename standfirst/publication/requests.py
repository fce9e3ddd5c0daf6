"""One line a request, and one count: which route, how it went, how long it took. Never who asked, nor what for."""

import logging
import re
import secrets
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from standfirst.publication import metrics
from standfirst.publication.log_lines import request_id

GetResponse = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger(__name__)
# What a proxy of ours may say; it goes into the log as it is.
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def note_requests(get_response: GetResponse) -> GetResponse:
    """Middleware, outside all that answers readers."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began, token = perf_counter(), request_id.set(_id_of(request))
        try:
            response = get_response(request)
            _note(request, response, perf_counter() - began)
        finally:
            request_id.reset(token)
        return response

    return middleware


def route_of(request: HttpRequest) -> str:
    """A name of ours, of which there are so many and no more: it is also a label of the metrics."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    if request.path_info.startswith("/admin/"):
        return "admin"
    if request.resolver_match is None:
        return "none"
    name = request.resolver_match.url_name or "unnamed"
    return "page" if name == "wagtail_serve" else name


def _id_of(request: HttpRequest) -> str:
    """A reader's own would be anything at all; a proxy of ours overwrites it."""
    given = request.headers.get("X-Request-ID", "")
    return given if settings.PROXIES and _ID.fullmatch(given) else secrets.token_hex(8)


def _note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    route = route_of(request)
    metrics.count_request(route, response.status_code, seconds)
    size = response.headers.get("Content-Length")
    if size is None and isinstance(response, HttpResponse):
        size = str(len(response.content))
    said = {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "bytes": int(size or 0),
        "path": request.path if _is_shared(response) else "",
    }
    log.info("%(method)s %(route)s %(status)s %(ms)s ms %(bytes)s bytes %(path)s", said, extra=said)


def _is_shared(response: HttpResponseBase) -> bool:
    """A page that is the same for everyone: its path says nothing of whoever asked for it."""
    found = response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
    return found and "public" in response.headers.get("Cache-Control", "")
