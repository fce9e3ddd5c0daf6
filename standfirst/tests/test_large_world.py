"""What the generator of the large world writes past the models is what the site itself would have written."""

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.search.models import IndexEntry

from bench.making import outline
from bench.making.readers import IN_BROWSERS, Readers
from bench.making.stories import Stories
from standfirst.demo.publication import load
from standfirst.membership.models import Membership, MembershipEvent
from standfirst.membership.rows import standing_of
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, StoryPage, StoryWords

FIRST, MANY = 50_000, 60

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    now = timezone.now()
    load(now)
    made = outline.made()
    Stories(made.plan(MANY, now), made, FIRST).put(lambda so_far: None)
    Readers(MANY, FIRST, now).put(lambda so_far: None)
    return now


def test_it_makes_pages_and_entries_as_the_site_does(world):
    assert StoryPage.find_problems() == ([], [], [], [], [])
    words = list(StoryWords.get_indexed_objects().filter(story__in=range(FIRST, FIRST + MANY)))
    assert len(words) == 2 * MANY
    if connection.vendor == "sqlite":
        entries = IndexEntry.objects.filter(content_type__model="storywords")
        bodies = dict(entries.values_list("object_id", "body"))
        assert all(bodies[str(it.pk)] == it.text() for it in words)


def test_each_story_has_the_desk_and_the_minutes_that_saving_gives_it(world):
    story = StoryPage.objects.published(world).filter(pk__in=range(FIRST, FIRST + MANY))[0]
    desk, minutes = story.on_desk_id, story.minutes
    story.save()
    assert (desk, minutes) == (story.on_desk_id, story.minutes)
    assert set(DeskPage.objects.values_list("pk", flat=True)) >= {desk}


def test_readers_stand_as_their_memberships_say(world):
    members = Membership.objects.filter(reader__in=range(FIRST, FIRST + MANY))
    assert members.count() == MANY // 5
    assert MembershipEvent.objects.filter(membership__in=members).count() == members.count()
    for it in members:
        standing = standing_of(it.reader, world)
        assert standing.rights or standing.held or standing.lost
    assert Reader.objects.with_address(Reader.objects.get(pk=FIRST + 1).email).get().pk == FIRST + 1
    assert Reader.objects.get(pk=FIRST).devices.count() == 1
    assert IN_BROWSERS >= MANY
