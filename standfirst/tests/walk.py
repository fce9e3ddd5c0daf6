"""A walk over everything the site answers: every pattern the resolver knows, and every link found on the way.

Patterns with parameters are filled from `Known`; a parameter the walk has no value for is an error,
so that a new address cannot be added without the walk visiting it.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

LINK = re.compile(
    rb"""(?:href|src|action|url)\s*[=:]\s*["']([^"']+)["']|<(?:loc|link|guid)[^>]*>([^<]+)<"""
)
SRCSET = re.compile(rb"""srcset=["']([^"']+)["']""")
# Wagtail's admin has hundreds of parameters of its own: `staff_addresses` fills them by kind, not by name.
ADMIN = "admin/"


class Method(StrEnum):
    GET = "get"
    HEAD = "head"
    RANGE = "range"
    POST = "post"
    AGAIN = "again"  # conditional, with the tag of the first answer


class UnknownParameter(AssertionError):
    """An address has a parameter that nobody told the walk a value for."""


@dataclass(frozen=True)
class Answer:
    method: str
    path: str
    status: int
    content: bytes
    headers: Mapping[str, str]


@dataclass
class Visits:
    """Asks for each address, as one client, by GET and then by the other methods."""

    client: Client
    seeds: Sequence[str] = ()
    methods: Sequence[Method] = tuple(Method)

    def answers(self) -> Iterator[Answer]:
        for path in self.seeds:
            yield from self.visit(path)

    def visit(self, path: str) -> Iterator[Answer]:
        got = self._ask("get", path)
        yield got
        yield from self._ask_otherwise(got)

    def _ask_otherwise(self, got: Answer) -> Iterator[Answer]:
        for method in self.methods:
            match method:
                case Method.HEAD | Method.POST:
                    yield self._ask(method, got.path)
                case Method.RANGE:
                    yield self._ask("get", got.path, HTTP_RANGE="bytes=0-100000")
                case Method.AGAIN:
                    tag = got.headers.get("ETag", "*")
                    yield self._ask("get", got.path, HTTP_IF_NONE_MATCH=tag)

    def _ask(self, method: str, path: str, **headers: str) -> Answer:
        response = getattr(self.client, method)(path, **headers)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return Answer(method.upper(), path, response.status_code, content, response.headers)


@dataclass
class Walk:
    """Visits all there is, and every link found on the way.

    `known` gives, by parameter name, values that exist and some that do not.
    """

    client: Client
    known: Mapping[str, Sequence[object]]
    seeds: Sequence[str] = ()
    methods: Sequence[Method] = tuple(Method)
    seen: set[str] = field(default_factory=set)

    def answers(self) -> Iterator[Answer]:
        visits = Visits(self.client, (), self.methods)
        queue = deque([*self.seeds, *resolvable(self.known)])
        while queue:
            path = queue.popleft()
            if path in self.seen:
                continue
            self.seen.add(path)
            got, *others = visits.visit(path)
            queue.extend(links(got))
            yield got
            yield from others


def resolvable(known: Mapping[str, Sequence[object]]) -> list[str]:
    """The public addresses."""
    public = [it for it in _patterns(get_resolver()) if not it.startswith(ADMIN)]
    return [path for pattern in public for path in _fill(pattern, known)]


def staff_addresses(number: int) -> list[str]:
    """Every address under the admin, with `number` in the place of each parameter."""
    staff = [it for it in _patterns(get_resolver()) if it.startswith(ADMIN)]
    return [re.sub(r"<\w+>", str(number), f"/{_shape(pattern)}") for pattern in staff]


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, whole)
        elif isinstance(entry, URLPattern):
            yield whole


def _fill(pattern: str, known: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """The paths of a pattern, in either of Django's two notations, with every known value in each place."""
    shape = _shape(pattern)
    names = re.findall(r"<(\w+)>", shape)
    for name in names:
        if not known.get(name):
            raise UnknownParameter(
                f"{pattern!r}: give the walk values for {name!r}, so that it visits this address too."
            )
    for values in product(*(known[name] for name in names)):
        path = shape
        for name, value in zip(names, values, strict=True):
            path = path.replace(f"<{name}>", str(value), 1)
        yield "/" + path.lstrip("/")


def _shape(pattern: str) -> str:
    shape = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    shape = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", shape)
    shape = re.sub(r"\(\(\?:.*$", "<path>", shape)  # Wagtail's catch-all for pages has no name
    return re.sub(r"[\^$\\]|\\Z", "", shape)


def links(answer: Answer) -> Iterator[str]:
    """Own addresses named in an answer, whatever the element, without their fragments."""
    found = [one or other for one, other in LINK.findall(answer.content)]
    for sets in SRCSET.findall(answer.content):
        found += [part.strip().split(b" ")[0] for part in sets.split(b",")]
    own = {"", urlsplit(settings.ADDRESS).netloc, "testserver"}
    for raw in found:
        address = urldefrag(
            urljoin(answer.path, raw.decode(errors="replace").replace("&amp;", "&"))
        )[0]
        parts = urlsplit(address)
        if parts.netloc in own and parts.scheme in {"", "http", "https"}:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if path.startswith("/") and not path.startswith(("/static/", "/admin/")):
                yield path
