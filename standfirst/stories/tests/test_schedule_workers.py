"""Two workers at one second: each revision is published once, and one that fails is held and told of once."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.models import HeldPage, StoryPage
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
MANY = 6


def at_once(act: Callable[[], None], count: int = 2) -> None:
    """In threads that begin together, each on a connection of its own."""
    start, faults = Barrier(count), []

    def run() -> None:
        try:
            start.wait(timeout=60)
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not faults


@pytest.fixture
def eli(db: None) -> Reader:
    ensure_roles()
    reader = Reader.objects.create_reader("eli@example.com", is_staff=True)
    reader.take_role("editor")
    return reader


def test_it_publishes_each_once_and_holds_each_once(eli: Reader) -> None:
    desk = lantern.publish().world
    for number in range(MANY):
        story = make_story(desk, f"Set to noon {number}", live=False, published_at=None)
        story.standfirst = story.standfirst if number else ""  # the first cannot be published
        story.go_live_at = NOON
        story.save_revision(approved_go_live_at=NOON, user=eli, clean=False)
    at_once(lambda: publish_due(NOON))
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert published.count() == MANY - 1
    assert StoryPage.objects.live().filter(title__startswith="Set to noon").count() == MANY - 1
    assert HeldPage.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
