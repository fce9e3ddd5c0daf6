"""Answers whose bytes are the same for all of an audience: views mark them, and the front keeps them.

A shared answer holds nothing of its reader: no name, address, token, form or nonce.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from standfirst.publication.changes import EVERYTHING
from standfirst.publication.headers import PRIVATE

Response = TypeVar("Response", bound=HttpResponse)

SIGNED_OUT = "out"
SIGNED_IN = "in"  # whoever that is: such a page says "Account" in the place of "Log in"
# In a query it asks for a line to one reader alone, such as "Paid": that answer is kept by nobody.
TOLD = "told"
OUTSIDE = 60  # seconds caches between us and the reader may keep what is for those signed out

_MARK = "_shared"


@dataclass(frozen=True)
class Shared:
    """`topics`: of `publication.changes`; told of any of them, the answer is forgotten.

    `parameters`: those of the query that it depends on; any others change nothing. `answer`: what the gate said, where
    it was asked; for counting.
    """

    audience: str
    topics: frozenset[str]
    parameters: tuple[str, ...] = ()
    answer: str = ""


def share_with(
    request: HttpRequest,
    response: Response,
    *topics: str,
    audience: str = "",
    parameters: tuple[str, ...] = (),
    answer: str = "",
) -> Response:
    """Mark it as the same for everyone of `audience`; where none is named, for all who are signed in, or for all
    who are not. Caches outside may keep what is for those signed out."""
    if TOLD in request.GET:
        return response
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    audience = audience or (SIGNED_IN if signed_in else SIGNED_OUT)
    mark = Shared(audience, frozenset({EVERYTHING, *topics}), parameters, answer)
    setattr(response, _MARK, mark)
    # With a session, answers may set its cookie anew.
    if audience == SIGNED_OUT and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response.headers["Cache-Control"] = caching(audience)
    return response


def caching(audience: str) -> str:
    """What caches outside may do with what is for it."""
    return f"public, max-age=0, s-maxage={OUTSIDE}" if audience == SIGNED_OUT else PRIVATE


def mark_of(response: HttpResponseBase) -> Shared | None:
    mark: Shared | None = getattr(response, _MARK, None)
    return mark
