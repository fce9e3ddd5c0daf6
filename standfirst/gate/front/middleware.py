"""Where Django hands to the front what it rendered, and to a reader the pass."""

import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from standfirst.gate.audience import audience_of
from standfirst.gate.front import counting
from standfirst.gate.front.front import MISS, Miss
from standfirst.gate.front.passes import COOKIE, LONGEST, Pass
from standfirst.gate.front.variant import Variant
from standfirst.gate.sharing import standing_for
from standfirst.membership.rows import standing_of
from standfirst.publication.headers import PRIVATE
from standfirst.publication.requests import route_of
from standfirst.publication.sharing import Shared, caching, mark_of
from standfirst.readers.here import reader_of
from standfirst.readers.models import Reader
from standfirst.readers.sessions import digest_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def keep_shared(get_response: GetResponse) -> GetResponse:
    """Outside all that sets headers, inside what compresses and what answers 304."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        miss, mark = _miss_of(request), mark_of(response)
        if miss and mark and isinstance(response, HttpResponse) and _is_shared(response):
            variant = _variant(request, response, mark)
            response.headers["ETag"] = variant.etag
            miss.keep(variant, mark.audience)
        return response

    return middleware


def give_pass(get_response: GetResponse) -> GetResponse:
    """Inside the session. To readers who got a shared page by Django, for want of a pass; it spares them that."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        miss = _miss_of(request)
        if miss and miss.only_pass and (answer := _only_pass(request, miss)):
            return answer
        response = get_response(request)
        if miss is None:
            return response
        reader = reader_of(request)
        if reader is None:
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
                response.headers["Cache-Control"] = PRIVATE
        elif not miss.admitted and mark_of(response):
            _give(request, response, reader, miss.at)
        return response

    return middleware


def _only_pass(request: HttpRequest, miss: Miss) -> HttpResponse | None:
    """None for those who have no audience, such as staff: they get the page itself."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    reader = reader_of(request)
    if reader is not None:
        miss.admitted_as = _give(request, response, reader, miss.at)
    return response if miss.admitted_as else None


def _miss_of(request: HttpRequest) -> Miss | None:
    return request.META.get(MISS)


def _is_shared(response: HttpResponse) -> bool:
    """What says that it is shared, and yet sets another cookie, as a form's token does, is not."""
    others = set(response.cookies) - {settings.SESSION_COOKIE_NAME, COOKIE}
    return response.status_code == HTTPStatus.OK and not others


def _variant(request: HttpRequest, response: HttpResponse, mark: Shared) -> Variant:
    tally = counting.tally_of(route_of(request), mark.answer)
    headers = {**response.headers, **_headers_for(mark.audience)}
    variant = Variant(headers.items(), response.content, mark.topics, mark.parameters, tally)
    variant.compress()
    return variant


def _headers_for(audience: str) -> dict[str, str]:
    """Those that would tell of the request it was first rendered for."""
    headers = {"Cache-Control": caching(audience)}
    if settings.SECURE:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers


def _give(request: HttpRequest, response: HttpResponseBase, reader: Reader, at: float) -> str:
    """For which audience; empty if for none. `at`: before anything was read that decides about the reader."""
    standing = standing_for(response) or standing_of(reader, timezone.now())
    audience = audience_of(standing)
    key = request.session.session_key
    if not audience or not key:
        return ""
    until = min(
        at + LONGEST,
        time.time() + request.session.get_expiry_age(),
        standing.valid_until.timestamp() if standing.valid_until else at + LONGEST,
    )
    given = Pass(audience, reader.pk, digest_of(key), at, until)
    response.set_cookie(
        COOKIE,
        given.signed(),
        max_age=max(0, int(until - at)),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return audience
