"""What kinds of change prepare, and who looks at it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from standfirst.gate.access import PUBLIC
from standfirst.membership.snapshot import Money, Snapshot, State
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, FrontPage, StoryPage
from standfirst.stories.tests.factories import Part, make_member, make_story, sections_of

DESK = "world"


def now() -> datetime:
    return datetime.now(UTC)


def front() -> FrontPage:
    return FrontPage.objects.get()


def world() -> DeskPage:
    return DeskPage.objects.get(slug=DESK)


def story(word: str, **said: Any) -> StoryPage:
    """A public one, unless told otherwise."""
    return make_story(world(), f"Of {word}", **{"access": PUBLIC, **said})


def body(words: str, label: str = "What happened") -> str:
    return sections_of(Part(label, f"<p>It was {words}.</p>"))


def path_of(page: StoryPage) -> str:
    return f"/{DESK}/{page.slug}/"


def registered(word: str) -> Reader:
    return Reader.objects.create_reader(f"{word}@example.com")


def member(word: str, **snapshot: Any) -> Reader:
    return make_member(f"{word}@example.com", "basic", **snapshot)


def logged_in(reader: Reader) -> dict[str, str]:
    """The cookies of a browser of theirs."""
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(reader)
    return {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}


def snapshot(**said: Any) -> Snapshot:
    """Of a membership that is paid for, unless told otherwise."""
    at = now()
    whole = {
        "state": State.ACTIVE,
        "plan": "basic",
        "money": Money(500, "EUR"),
        "fetched_at": at,
        "started_at": at - timedelta(days=40),
        "paid_until": at + timedelta(days=20),
    }
    return Snapshot(**{**whole, **said})
