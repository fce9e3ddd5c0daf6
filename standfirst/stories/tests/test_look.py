"""The pages as templates print them from frozen values: what holds for all, and what each must have."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from standfirst.gate.access import MEMBERS
from standfirst.gate.decision import Decision, Reason, Warning
from standfirst.gate.notices import Action, Notice
from standfirst.stories.body import Section
from standfirst.stories.metadata import Head
from standfirst.stories.pictures import Picture
from standfirst.stories.reading import Card, Desk, Source

pytestmark = pytest.mark.django_db

WORLD, MONEY = Desk("World", "world", "Where it is decided."), Desk("Money", "money")
PICTURE = Picture("/images/a.jpg", "/images/a.webp 960w", 960, 640, "The harbour at dawn", "Dee")
CARD = Card(
    story_id=7,
    headline="Port: the <em>cranes</em> are ours",
    standfirst="The port says the cranes stay. The town wants them gone.",
    url="/world/port/",
    desk=WORLD,
    byline="Eli Moss",
    published_at=datetime(2026, 8, 9, 7, 10, tzinfo=UTC),
    updated_at=datetime(2026, 8, 9, 8, 32, tzinfo=UTC),
    minutes=2,
    access=MEMBERS,
    access_label="Members",
    image=PICTURE,
)
FREE = Section("s-free", "What's the deal", True, mark_safe("<p>Nine cranes stand there.</p>"))
REST = Section("s-rest", "What the port says", False, mark_safe("<p>We bought them.</p>"))
LOCKED = replace(REST, html=None)
SOURCE = Source("https://port.example/", "The port", "Minutes", date(2026, 8, 8))
HEAD = Head("The title", "http://testserver/", (), (), (mark_safe('{"@type": "NewsArticle"}'),))
NOTICE = Notice(
    level="locked",
    reason="signed_out",
    heading="Why you can't read the rest",
    line="Members can read the rest.",
    action=Action("Log in", "/log-in/?next=/world/port/"),
    second=Action("Join, €5 a month", "/join/"),
    help_url="/help/reading/7/",
)
GRACE = replace(NOTICE, level="grace", line="You can read until 17 August.", second=None)
OPEN, SHUT = Decision(open=True), Decision(open=False, reason=Reason.SIGNED_OUT)
READ = {"decision": OPEN, "sections": (FREE, REST), "sources": (SOURCE,), "notice": None}
UNREAD = {
    "decision": SHUT,
    "sections": (FREE, LOCKED),
    "locked_labels": (LOCKED.label,),
    "notice": NOTICE,
}
WARNED = READ | {"decision": Decision(open=True, warning=Warning.GRACE), "notice": GRACE}
FRONT = {
    "lead": CARD,
    "cards": [replace(CARD, image=None, story_id=id_) for id_ in range(8)],
    "desk_blocks": [{"desk": MONEY, "cards": [CARD]}],
}
A_PAGE = Paginator([CARD] * 60, 20).page(2)
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "front": ("stories/front.html", FRONT),
    "empty front": ("stories/front.html", {"lead": None, "cards": [], "desk_blocks": []}),
    "desk": ("stories/desk.html", {"desk": WORLD, "cards": [CARD], "page": A_PAGE}),
    "open": ("stories/story.html", {"story": CARD, **READ}),
    "grace": ("stories/story.html", {"story": CARD, **WARNED}),
    "locked": ("stories/story.html", {"story": CARD, **UNREAD}),
    "400": ("publication/400.html", {}),
    "403": ("publication/403.html", {}),
    "404": ("publication/404.html", {}),
    "form expired": ("publication/form_expired.html", {}),
    "no cookie": ("publication/no_cookie.html", {}),
}


class Elements(HTMLParser):
    """Every start tag with its attributes, in order, and the words printed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]

    def of_class(self, name: str) -> list[str]:
        return [tag for tag, attrs in self.found if name in (attrs.get("class") or "").split()]


def show(name: str) -> Elements:
    template, context = PAGES[name]
    always = {"head": HEAD, "desks": [WORLD, MONEY]}
    return Elements(render_to_string(template, always | context, RequestFactory().get("/world/")))


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_nothing_the_security_policy_refuses(name: str) -> None:
    page = show(name)
    assert not page.all("style")
    assert not [attrs for _, attrs in page.found if "style" in attrs]
    assert not [key for _, attrs in page.found for key in attrs if key.startswith("on")]
    assert all(it["type"] == "application/ld+json" for it in page.all("script") if "src" not in it)


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_nothing_of_one_reader(name: str) -> None:
    page = show(name)
    assert all(form.get("method") == "get" for form in page.all("form"))
    assert not [it for it in page.all("input") if it.get("type") == "hidden"]


@pytest.mark.parametrize("name", PAGES)
def test_it_has_the_marks_assistive_software_goes_by(name: str) -> None:
    page = show(name)
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert page.all("a")[0]["href"] == "#main"
    assert page.all("html")[0]["lang"] == "en"
    labels = [it["aria-labelledby"] for _, it in page.found if "aria-labelledby" in it]
    assert set(labels) <= set(ids)
    assert all("alt" in it and "width" in it and "height" in it for it in page.all("img"))
    headings = [int(tag[1]) for tag, _ in page.found if tag in {"h1", "h2", "h3"}]
    steps = [after - before for before, after in zip(headings, headings[1:], strict=False)]
    assert max(steps, default=0) <= 1


@pytest.mark.parametrize("name", PAGES)
def test_it_offers_logging_in_and_search_at_the_top_of_every_page(name: str) -> None:
    page = show(name)
    top = page.found[: page.found.index(("main", page.all("main")[0]))]
    links = [attrs["href"] for tag, attrs in top if tag == "a"]
    assert "/search/" in links
    assert "/log-in/?next=/world/" in links


def test_it_says_account_in_place_of_log_in_to_who_is_signed_in() -> None:
    context = {"head": HEAD, "desks": [WORLD], "story": CARD, **READ, "signed_in": True}
    page = Elements(render_to_string("stories/story.html", context, RequestFactory().get("/")))
    assert "/account/" in [it["href"] for it in page.all("a")]
    assert "Log in" not in page.words


@pytest.mark.parametrize("name", ["open", "grace", "locked"])
def test_it_marks_what_only_members_read(name: str) -> None:
    assert len(show(name).of_class("members-only")) == 1


def test_it_prints_an_open_story_whole() -> None:
    page = show("open")
    assert "Nine cranes stand there." in page.words
    assert "We bought them." in page.words
    assert "https://port.example/" in [it.get("href") for it in page.all("a")]
    assert "Port: the <em>cranes</em> are ours" in page.words
    assert not page.of_class("notice")


def test_it_ends_a_locked_story_with_the_labels_and_the_notice() -> None:
    page = show("locked")
    assert "Nine cranes stand there." in page.words
    assert "What the port says" in page.words
    notice = next(attrs for _, attrs in page.found if attrs.get("id") == "notice")
    assert notice["tabindex"] == "-1"
    assert notice["aria-labelledby"] == "notice-heading"
    links = [it["href"] for it in page.all("a")]
    at = links.index("/help/reading/7/")
    assert links[at - 2 : at + 1] == ["/log-in/?next=/world/port/", "/join/", "/help/reading/7/"]
    assert len(page.of_class("button")) == 1


def test_it_puts_a_warning_before_the_sections() -> None:
    page = show("grace")
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert ids.index("notice") < ids.index("s-free")


def test_it_writes_times_as_the_publication_does() -> None:
    page = show("open")
    assert [it["datetime"] for it in page.all("time")][:2] == [
        "2026-08-09T07:10:00+00:00",
        "2026-08-09T08:32:00+00:00",
    ]
    assert "9 Aug 2026, 07:10" in page.words
    assert "updated 08:32" in page.words
