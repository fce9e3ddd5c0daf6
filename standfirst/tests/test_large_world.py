"""What the generator of the large world writes past the models is what the site itself would have written."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from bench.making import outline
from bench.making.readers import Readers
from bench.making.rows import last_number
from bench.making.stories import Stories
from standfirst.demo.publication import load
from standfirst.membership.models import Membership, MembershipEvent
from standfirst.membership.rows import standing_of
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, StoryPage, StoryWords

MANY = 60

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class World:
    now: datetime
    stories: range
    readers: range


@pytest.fixture
def world():
    now = timezone.now()
    load(now)
    made = outline.made()
    story = max(last_number(Page), last_number(StoryWords)) + 1
    reader = last_number(Reader) + 1
    Stories(made.plan(MANY, now), made, story).put(lambda so_far: None)
    Readers(MANY, reader, now).put(lambda so_far: None)
    return World(now, range(story, story + MANY), range(reader, reader + MANY))


def test_it_makes_pages_and_entries_as_the_site_does(world):
    assert StoryPage.find_problems() == ([], [], [], [], [])
    words = list(StoryWords.get_indexed_objects().filter(story__in=world.stories))
    assert len(words) == 2 * MANY
    if connection.vendor == "sqlite":
        entries = IndexEntry.objects.filter(content_type__model="storywords")
        bodies = dict(entries.values_list("object_id", "body"))
        assert all(bodies[str(it.pk)] == it.text() for it in words)


def test_each_story_has_the_desk_and_the_minutes_that_saving_gives_it(world):
    story = StoryPage.objects.published(world.now).filter(pk__in=world.stories)[0]
    desk, minutes = story.on_desk_id, story.minutes
    story.save()
    assert (desk, minutes) == (story.on_desk_id, story.minutes)
    assert set(DeskPage.objects.values_list("pk", flat=True)) >= {desk}


def test_readers_stand_as_their_memberships_say(world):
    members = Membership.objects.filter(reader__in=world.readers)
    assert members.count() == MANY // 5
    assert MembershipEvent.objects.filter(membership__in=members).count() == members.count()
    for it in members:
        standing = standing_of(it.reader, world.now)
        assert standing.rights or standing.held or standing.lost
    reader = Reader.objects.get(pk=world.readers[0])
    assert Reader.objects.with_address(reader.email).get() == reader
    assert reader.devices.count() == 1
