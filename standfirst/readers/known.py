"""Browsers in which somebody logged in with an address before: they may ask for its codes when strangers
have used up what all may ask for. The cookie names the address by a keyed hash, and nobody can make one up.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "known"
# No other page gets the cookie, so none can differ by it.
PATH = "/log-in/"


def is_known(request: HttpRequest, address: str) -> bool:
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _digest(address))


def make_known(response: HttpResponse, address: str) -> None:
    """The last address alone: who else logs in here has the allowance that all have."""
    response.set_cookie(
        COOKIE,
        _digest(address),
        max_age=settings.READER_SESSION_SECONDS,
        path=PATH,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def make_unknown(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _digest(address: str) -> str:
    return salted_hmac("standfirst.readers.known", address, algorithm="sha256").hexdigest()
