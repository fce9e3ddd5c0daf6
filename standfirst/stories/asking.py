"""What the site answers at an address of its own, asked within this process."""

from functools import cache
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.urls import Resolver404, resolve

OURS = (
    "standfirst.stories.",
    "wagtail.views",
)  # where the views of pages, and of what is beside them, stand
FOUND = 200


def status_of(path: str) -> int:
    """What a browser nobody is signed in with would get. `path` is quoted, and may have a query.

    Only pages and what is found beside them are asked. Other addresses are there whenever they resolve, and some
    of their views write rows.
    """
    if not _is_ours(path):
        return FOUND
    return _site().get_response(WSGIRequest(_environ(path))).status_code


def _is_ours(path: str) -> bool:
    """What does not resolve may still be a redirect, or a static file."""
    try:
        view = resolve(unquote(path.partition("?")[0])).func
    except Resolver404:
        return True
    return view.__module__.startswith(OURS)


@cache
def _site() -> WSGIHandler:
    return WSGIHandler()


def _environ(path: str) -> dict[str, object]:
    """PEP 3333: a path is bytes, carried as latin-1."""
    address = urlsplit(settings.ADDRESS)
    asked, _, query = path.partition("?")  # `urlsplit` takes a path that begins with // for a host
    return {
        "REQUEST_METHOD": "HEAD",
        "PATH_INFO": unquote(asked, "latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": address.netloc,
        "SERVER_NAME": address.hostname or "",
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(),
    }
