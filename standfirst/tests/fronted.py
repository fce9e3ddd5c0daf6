"""Browsers before the front: Django's test client, whose requests go through a real front, with Django behind it."""

import gzip
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.test import Client

from standfirst.gate.front.behind import Behind, Captured, Proto, Scope
from standfirst.gate.front.front import Front
from standfirst.publication.hearing import Hearing
from standfirst.publication.models import Change

DJANGO = (
    "standfirst.tests.django"  # in a request's environment: the handler that answers its client
)
PLAIN: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
}


class Inline(Executor):
    """Calls at once, in the caller's thread: so Django sees what the test has not committed."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(call(*args, **kwargs))
        return future


class Fronted:
    """One front and its store, before Django. `hears`: whether it reads what has changed before each request.

    `asked`: the paths that Django was asked for.
    """

    def __init__(self, *, memory: int = 64_000_000, trust: float = 120.0) -> None:
        Change.objects.all().delete()  # as if those readers had not been made a moment ago
        self.hearing, self.hears = Hearing(), True
        self.asked: list[str] = []
        self.front = Front(
            Behind(self._ask_django, Inline(), Inline()),
            host=urlsplit(settings.ADDRESS).netloc,
            hearing=self.hearing,
            memory=memory,
            trust=trust,
        )
        self.store = self.front.store

    def browser(self, **options: Any) -> "FrontedClient":
        """Without cookies. `options` are those of Django's test client."""
        return FrontedClient(self, **options)

    def answer(self, environ: Scope) -> HttpResponse:
        if self.hears:
            self.hearing.read()
        captured, scope = Captured(), dict(environ)
        self.front(captured, scope)
        return _response(captured, scope)

    def _ask_django(self, proto: Proto, scope: Scope) -> None:
        self.asked.append(scope["PATH_INFO"])
        response = scope[DJANGO](scope)
        cookies = [("Set-Cookie", it.OutputString()) for it in response.cookies.values()]
        body = b"".join(response)
        proto.response_bytes(response.status_code, [*response.items(), *cookies], body)


class FrontedClient(Client):
    """Several may share one front: the readers of one publication."""

    def __init__(self, fronted: Fronted, **options: Any) -> None:
        super().__init__(**{"HTTP_HOST": urlsplit(settings.ADDRESS).netloc, **options})
        self.fronted, self._django = fronted, self.handler
        self.handler = self._through_front

    def _through_front(self, environ: Scope) -> HttpResponse:
        return self.fronted.answer({**environ, DJANGO: self._django})

    def request(self, **request: Any) -> HttpResponse:
        """A cookie taken back is gone, as from a browser."""
        response = super().request(**request)
        for name in [name for name, it in self.cookies.items() if it["max-age"] in {"0", 0}]:
            del self.cookies[name]
        return response


def _response(captured: Captured, scope: Scope) -> HttpResponse:
    """As Django's client wants it: `content` is what a browser makes of the bytes, `sent` are the bytes."""
    named = {name.lower(): value for name, value in captured.headers}
    cookies = [value for name, value in captured.headers if name.lower() == "set-cookie"]
    sent = b"" if scope["REQUEST_METHOD"] == "HEAD" else captured.body
    plain = PLAIN[named.get("content-encoding", "") if sent else ""](sent)
    response = HttpResponse(plain, status=captured.status)
    response.headers = ResponseHeaders({k: v for k, v in named.items() if k != "set-cookie"})
    for cookie in cookies:
        response.cookies.load(cookie)
    response.sent, response.wsgi_request = sent, WSGIRequest(scope)
    return response
