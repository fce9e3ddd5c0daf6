"""What no view has to look at: a request that the database would fail on."""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

NUL = "\0"


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """400 for a NUL in the address or in a cookie: PostgreSQL takes none in its texts.

    In forms Django's own fields refuse it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if any(NUL in text for text in _texts(request)):
            raise BadRequest("a NUL in the address or in a cookie")
        return get_response(request)

    return middleware


def _texts(request: HttpRequest) -> Iterator[str]:
    """As views will read them, so without their quoting; the query's is always the same."""
    yield request.path_info
    yield request.META.get("QUERY_STRING", "").replace("%00", NUL)
    yield from request.COOKIES.values()
