"""Whatever else a request brings, the next one gets what it would have got without it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import override_settings

from standfirst.readers.models import Reader
from standfirst.stories.tests import lantern
from standfirst.tests.fronted import Fronted, FrontedClient

STORY = "/world/accord-reached-at-the-strait/"
DESK = "/world/"
LONG = "x" * 9000


@dataclass(frozen=True)
class Odd:
    """A request that is not the plain one. `extra`: of its environment."""

    name: str
    extra: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    path: str = ""
    cookies: str = ""

    def __str__(self) -> str:
        return self.name


def header(name: str, value: str) -> Odd:
    return Odd(f"{name}: {value[:20]}", {f"HTTP_{name.upper().replace('-', '_')}": value})


HEADERS = (
    header("X-Forwarded-Host", "evil.example"),
    header("X-Forwarded-Proto", "https"),
    header("X-Forwarded-Prefix", "/evil"),
    header("X-Forwarded-For", "6.6.6.6"),
    header("X-Forwarded-Port", "666"),
    header("Forwarded", "host=evil.example;proto=https"),
    header("X-Original-URL", "/admin/"),
    header("X-Rewrite-URL", "/admin/"),
    header("X-HTTP-Method-Override", "POST"),
    header("X-Script-Name", "/evil"),
    header("Accept-Language", "de"),
    header("Accept", "application/json"),
    header("Accept-Encoding", "evil"),
    header("Origin", "https://evil.example"),
    header("Referer", "https://evil.example/"),
    header("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Instagram 300.0"),
    header("User-Agent", "FBAN/FBIOS;FBAV/400"),
    header("Range", "bytes=0-3"),
    header("If-None-Match", "*"),
    header("If-Modified-Since", "Sun, 29 Nov 2099 06:00:00 GMT"),
    header("HX-Request", "true"),
    header("X-Requested-With", "XMLHttpRequest"),
    header("Cache-Control", "no-cache"),
    header("Authorization", "Basic eDp4"),
)
HOSTS = (
    header("Host", "testserver:80"),
    header("Host", "testserver:8080"),
    header("Host", "TESTSERVER"),
    header("Host", "testserver."),
    header("Host", "www.testserver"),
    header("Host", "evil.example"),
    header("Host", ""),
    header("Host", "testserver,evil.example"),
)
COOKIES = (
    Odd("a csrf token", cookies="csrftoken=" + "a" * 32),
    Odd("unknown", cookies="theme=dark; _ga=1"),
    Odd("a session there is not", cookies="session=0123456789abcdef0123456789abcdef"),
    Odd("an empty session", cookies="session="),
    Odd("a pass alone", cookies="pass=nonsense"),
    Odd("a pass and a session", cookies="pass=nonsense; session=nonsense"),
    Odd("two of each", cookies="session=a; pass=b; session=c; pass=d"),
    Odd("a message", cookies="messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjUsImV2aWwiLCIiXV0:x"),
    Odd("a very long one", cookies=f"theme={LONG}"),
    Odd("a very long session", cookies=f"session={LONG}"),
    Odd("broken", cookies='="; ;=;"a'),
)
METHODS = tuple(
    Odd(it, method=it)
    for it in ("HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PROPFIND", "TRACE", "get", "XYZZY")
)
# What they change on a desk's page, if anything, has an address of its own.
QUERIES = (
    "utm_source=x&fbclid=y",
    "page=2",
    "page=2&page=1",
    "page=%32",
    "PAGE=2",
    "told=paid",
    "told",
    "preview=1&print=1",
    "next=https://evil.example/",
    "&".join(f"f{number}=1" for number in range(50)),
    "page=1&" * 40,
    "%",
    "%zz=%&page=%",
    "page=\xe9",
    "x=%00",
    "?page=2",
    ";page=2",
)
PATHS = (
    "//world/",
    "/world//",
    "/./world/",
    "/world/./",
    "/money/../world/",
    "/world/.",
    "/world",
    "/WORLD/",
    "/World/",
    "/world/\xe9/",
    "/world/\xff",
    "/world/?page=2",
    "/world/?told=paid",
    "/world/;a=b",
    "/world/#x",
    "/world/ ",
    "/world\\",
    "",
)
ODD = (
    *HEADERS,
    *HOSTS,
    *COOKIES,
    *METHODS,
    *(Odd(f"?{it[:20]}", {"QUERY_STRING": it}) for it in QUERIES),
    *(Odd(f"path {it!r}", path=it or "(empty)") for it in PATHS),
)


@pytest.fixture
def cast(db: None) -> dict[str, Reader]:
    lantern.publish()
    return lantern.make_cast()


def ask(fronted: Fronted, odd: Odd, path: str, reader: Reader | None = None) -> Any:
    """`odd`, by a browser of that reader; where it brings cookies of its own, these come last."""
    browser = fronted.browser(raise_request_exception=False)
    if reader:
        browser.force_login(reader)
    mine = "; ".join(f"{name}={it.value}" for name, it in browser.cookies.items())
    extra: dict[str, Any] = {"PATH_INFO": odd.path.replace("(empty)", "") if odd.path else path}
    if odd.cookies:
        extra["HTTP_COOKIE"] = "; ".join(filter(None, [mine, odd.cookies]))
    return browser.generic(odd.method, "/", **{**extra, **odd.extra})


def plain(browser: FrontedClient, path: str) -> tuple[int, bytes, dict[str, str]]:
    answer = browser.get(path)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    headers["vary"] = ",".join(sorted(headers.get("vary", "").replace(" ", "").lower().split(",")))
    return answer.status_code, answer.content, headers


def asked_after(cast: dict[str, Reader], odd: Odd | None, path: str) -> list[Any]:
    """What Cy and Ana are answered of a new front, once somebody has asked it oddly."""
    fronted = Fronted()
    if odd:
        ask(fronted, odd, path)
    cy, ana = fronted.browser(), fronted.browser()
    ana.force_login(cast["ana"])
    return [plain(browser, path) for browser in (cy, ana, cy, ana)]


@pytest.mark.parametrize("path", [STORY, DESK], ids=["story", "desk"])
def test_it_gives_the_next_reader_what_a_clean_front_does(
    cast: dict[str, Reader], path: str
) -> None:
    clean = asked_after(cast, None, path)
    assert clean == asked_after(cast, None, path)
    poisoned = [str(odd) for odd in ODD if asked_after(cast, odd, path) != clean]
    assert poisoned == []


def test_it_gives_the_next_member_what_a_clean_front_does(cast: dict[str, Reader]) -> None:
    """Where a member asked oddly."""

    def after(odd: Odd | None) -> list[Any]:
        fronted = Fronted()
        if odd:
            ask(fronted, odd, STORY, cast["ana"])
        cy, ana = fronted.browser(), fronted.browser()
        ana.force_login(cast["ana"])
        return [plain(browser, STORY) for browser in (cy, ana, cy, ana)]

    clean = after(None)
    assert [str(odd) for odd in ODD if after(odd) != clean] == []


@pytest.mark.parametrize("odd", HOSTS, ids=str)
@override_settings(ALLOWED_HOSTS=["testserver", "www.testserver"])
def test_it_keeps_and_sends_nothing_for_another_host(cast: dict[str, Reader], odd: Odd) -> None:
    fronted = Fronted()
    for path in (STORY, DESK):
        ask(fronted, odd, path)
    assert len(fronted.store) == 0
    fronted.browser().get(STORY)
    fronted.asked.clear()
    ask(fronted, odd, STORY)
    assert fronted.asked == [STORY]


@pytest.mark.parametrize("odd", [it for it in METHODS if it.method != "HEAD"], ids=str)
def test_it_keeps_and_sends_nothing_for_another_method(cast: dict[str, Reader], odd: Odd) -> None:
    fronted = Fronted()
    for path in (STORY, DESK):
        ask(fronted, odd, path)
    assert len(fronted.store) == 0
    fronted.browser().get(STORY)
    fronted.asked.clear()
    ask(fronted, odd, STORY)
    assert fronted.asked == [STORY]


@pytest.mark.parametrize("query", [it for it in QUERIES if not it.startswith(("page=", "%zz"))])
def test_it_makes_no_variant_for_what_changes_nothing(cast: dict[str, Reader], query: str) -> None:
    """On a desk's page `page` counts, and `told` is never kept; all else does not matter."""
    fronted = Fronted()
    browser = fronted.browser()
    first = browser.get(DESK)
    for _ in range(2):
        answer = browser.get(DESK, QUERY_STRING=query)
        assert answer.status_code == 400 or answer.content == first.content
    assert set(fronted.store._variants) == {(DESK, "", "out")}


@pytest.mark.parametrize("path", [it for it in PATHS if it not in {"", "/"}])
def test_it_answers_an_odd_path_as_django_does(cast: dict[str, Reader], path: str) -> None:
    """However much is kept of the pages it looks like."""
    alone = ask(Fronted(), Odd(path, path=path), DESK)
    fronted = Fronted()
    for kept in (DESK, f"{DESK}?page=2", STORY):
        fronted.browser().get(kept)
    again = ask(fronted, Odd(path, path=path), DESK)
    assert (again.status_code, again.content) == (alone.status_code, alone.content)


@override_settings(
    SECURE=True, SECURE_HSTS_SECONDS=60, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
)
def test_it_says_https_alone_whichever_way_the_first_request_came(cast: dict[str, Reader]) -> None:
    """As from this machine, past the proxy."""
    fronted = Fronted()
    fronted.browser().get(STORY)
    answer = fronted.browser().get(STORY, HTTP_X_FORWARDED_PROTO="https")
    assert "Strict-Transport-Security" in answer.headers
