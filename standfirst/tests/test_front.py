"""What the front sends is what Django rendered, to the audience it was rendered for, with the same headers."""

from typing import Any

import pytest
from django.http import HttpResponse

from standfirst.publication import changes
from standfirst.readers.models import Reader
from standfirst.stories.tests import lantern
from standfirst.tests.fronted import Fronted, FrontedClient

STORY = "/world/accord-reached-at-the-strait/"
WORD = lantern.MEMBERS_WORD.encode()
SECURITY = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)
SHARED = ("/", "/world/", STORY, f"{STORY}changes/", "/corrections/", "/archive/", "/feed.xml")
MORE_SHARED = ("/feed.json", "/authors/a-writer/", "/sitemap.xml", "/robots.txt")


@pytest.fixture
def cast(db: None) -> dict[str, Reader]:
    lantern.publish()
    return lantern.make_cast()


@pytest.fixture
def fronted(cast: dict[str, Reader]) -> Fronted:
    return Fronted()


def browser_of(fronted: Fronted, reader: Reader | None) -> FrontedClient:
    browser = fronted.browser()
    if reader:
        browser.force_login(reader)
    return browser


def said(response: HttpResponse) -> dict[str, Any]:
    """Its headers, as far as they must be the same from memory."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    vary = {it.strip().lower() for it in headers.pop("vary").split(",")}
    return {**headers, "vary": vary}


def from_memory(
    fronted: Fronted, browser: FrontedClient, path: str, **headers: str
) -> HttpResponse:
    fronted.asked.clear()
    answer = browser.get(path, **headers)
    assert fronted.asked == []
    return answer


@pytest.mark.parametrize("name", ["ana", "dee", None])
@pytest.mark.parametrize("path", [*SHARED, *MORE_SHARED])
def test_it_sends_from_memory_what_django_said(
    fronted: Fronted, cast: dict[str, Reader], name: str | None, path: str
) -> None:
    browser = browser_of(fronted, cast[name] if name else None)
    first = browser.get(path)
    again = from_memory(fronted, browser, path)
    assert first.status_code == again.status_code == 200
    assert again.content == first.content
    assert said(again) == said(first)
    assert not again.cookies


@pytest.mark.parametrize("name", ["ana", "dee", None])
def test_it_asks_no_database_for_what_it_keeps(
    fronted: Fronted, cast: dict[str, Reader], name: str | None, django_assert_num_queries: Any
) -> None:
    browser = browser_of(fronted, cast[name] if name else None)
    browser.get(STORY)
    fronted.hears = False
    with django_assert_num_queries(0):
        from_memory(fronted, browser, STORY)


@pytest.mark.parametrize(
    ("name", "control"),
    [("ana", "private, no-cache"), (None, "public, max-age=0, s-maxage=60")],
)
def test_it_says_what_caches_may_do(
    fronted: Fronted, cast: dict[str, Reader], name: str | None, control: str
) -> None:
    browser = browser_of(fronted, cast[name] if name else None)
    browser.get(STORY)
    kept = from_memory(fronted, browser, STORY)
    same = from_memory(fronted, browser, STORY, HTTP_IF_NONE_MATCH=kept.headers["ETag"])
    for answer in (kept, same):
        assert answer.headers["Cache-Control"] == control
        assert said(answer)["vary"] == {"cookie", "accept-encoding"}
    assert all(kept.headers[name] for name in SECURITY)


def test_it_answers_head_as_get_without_the_body(fronted: Fronted) -> None:
    browser = fronted.browser()
    whole = browser.get(STORY)
    fronted.asked.clear()
    head = browser.head(STORY)
    assert (head.status_code, head.sent, fronted.asked) == (200, b"", [])
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_it_keeps_the_whole_page_where_head_came_first(fronted: Fronted) -> None:
    browser = fronted.browser()
    assert browser.head(STORY).sent == b""
    assert lantern.FREE_WORD.encode() in browser.get(STORY).content


def test_it_keeps_the_whole_page_where_a_conditional_request_came_first(fronted: Fronted) -> None:
    browser = fronted.browser()
    tag = browser.get(STORY).headers["ETag"]
    changes.tell(changes.EVERYTHING)
    assert browser.get(STORY, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert lantern.FREE_WORD.encode() in from_memory(fronted, browser, STORY).content


@pytest.mark.parametrize("name", ["ana", None])
@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{tag}", 304),
        ("W/{strong}", 304),
        ("{strong}", 304),
        ('"other", {tag}', 304),
        ('{tag},"other"', 304),
        ("*", 304),
        ('"other"', 200),
        ('W/"other", "more"', 200),
        ("nonsense", 200),
        ("", 200),
    ],
)
def test_it_says_not_modified_to_who_has_it(
    fronted: Fronted, cast: dict[str, Reader], name: str | None, known: str, status: int
) -> None:
    browser = browser_of(fronted, cast[name] if name else None)
    tag = browser.get(STORY).headers["ETag"]
    known = known.format(tag=tag, strong=tag.removeprefix("W/"))
    answer = from_memory(fronted, browser, STORY, HTTP_IF_NONE_MATCH=known)
    assert answer.status_code == status
    assert answer.headers["ETag"] == tag
    assert bool(answer.sent) is (status == 200)


def test_it_tells_an_outsider_nothing_for_a_members_tag(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    ana, cy, dee = (browser_of(fronted, it) for it in (cast["ana"], None, cast["dee"]))
    tags = [it.get(STORY).headers["ETag"] for it in (ana, cy, dee)]
    assert len(set(tags)) == 3
    for browser, own in zip((ana, cy, dee), tags, strict=True):
        for tag in set(tags) - {own}:
            answer = from_memory(fronted, browser, STORY, HTTP_IF_NONE_MATCH=tag)
            assert (answer.status_code, answer.headers["ETag"]) == (200, own)
            assert (WORD in answer.content) is (browser is ana)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1, br;q=0.1", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("zstd", None),
        ("", None),
    ],
)
def test_it_sends_one_page_in_each_encoding(
    fronted: Fronted, cast: dict[str, Reader], accepted: str, encoding: str | None
) -> None:
    browser = browser_of(fronted, cast["ana"])
    first = browser.get(STORY, HTTP_ACCEPT_ENCODING="gzip")
    answer = from_memory(fronted, browser, STORY, HTTP_ACCEPT_ENCODING=accepted)
    assert answer.content == first.content
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Length"] == str(len(answer.sent))
    assert answer.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("span", ["bytes=0-9", "bytes=-5", "bytes=999999-", "lines=1-2", "x"])
def test_it_sends_all_of_a_page_to_who_asks_for_a_part(fronted: Fronted, span: str) -> None:
    browser = fronted.browser()
    whole = browser.get(STORY)
    answer = from_memory(fronted, browser, STORY, HTTP_RANGE=span, HTTP_IF_RANGE="x")
    assert (answer.status_code, answer.content) == (200, whole.content)
    assert "Content-Range" not in answer.headers


def test_it_shows_a_line_for_one_reader_without_keeping_it(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    browser = browser_of(fronted, cast["ana"])
    browser.get(STORY)
    kept = len(fronted.store)
    fronted.asked.clear()
    for _ in range(2):
        assert browser.get(f"{STORY}?told=paid").status_code == 200
    assert len(fronted.asked) == 2
    assert len(fronted.store) == kept


@pytest.mark.parametrize("name", ["ana", None])
def test_it_believes_nothing_kept_while_it_hears_nothing(
    fronted: Fronted, cast: dict[str, Reader], name: str | None
) -> None:
    browser = browser_of(fronted, cast[name] if name else None)
    browser.get(STORY)
    fronted.hears = False
    heard_at = fronted.hearing.heard_at
    fronted.hearing.heard_at = heard_at - 119
    from_memory(fronted, browser, STORY)
    fronted.hearing.heard_at = heard_at - 121
    fronted.asked.clear()
    answers = [browser.get(STORY) for _ in range(2)]
    assert len(fronted.asked) == 2
    assert {WORD in it.content for it in answers} == {name == "ana"}
    fronted.hearing.read()
    from_memory(fronted, browser, STORY)


def test_it_forgets_what_has_changed_and_nothing_else(
    fronted: Fronted, cast: dict[str, Reader]
) -> None:
    browser, other = fronted.browser(), "/money/bread-costs-less/"
    for path in (STORY, other, "/"):
        browser.get(path)
    topics = fronted.store.get(STORY, "", "out").topics
    changes.tell(*(it for it in topics if it.startswith("page:")))
    fronted.asked.clear()
    for path in (other, "/", STORY):
        browser.get(path)
    assert fronted.asked == [STORY]


def test_it_stays_within_its_memory(cast: dict[str, Reader]) -> None:
    fronted = Fronted(memory=90_000)
    browsers = [browser_of(fronted, it) for it in (None, cast["ana"], cast["dee"])]
    for path in SHARED:
        for browser in browsers:
            browser.get(path)
            assert 0 < fronted.store.size <= 90_000
    fronted.asked.clear()
    for browser in browsers:
        browser.get(SHARED[-1])
    assert fronted.asked == []
