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
from bench.making.statements import Statements
from bench.making.stories import Stories
from standfirst.demo.publication import load
from standfirst.membership.models import Membership, MembershipEvent
from standfirst.membership.rows import standing_of
from standfirst.readers.models import Reader
from standfirst.record.models import Findable, Statement
from standfirst.record.search import entries
from standfirst.stories.models import DeskPage, StoryPage, StoryWords
from standfirst.stories.section_text import text_of

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
    Statements(made.plan(MANY, now), made, story, 4).put(lambda so_far: None)
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


def test_statements_stand_in_their_stories_and_are_found_as_the_site_would_find_them(world):
    rows = Statement.objects.filter(story__in=world.stories)
    assert rows.count() == 4 * MANY
    stories = StoryPage.objects.in_bulk(world.stories)
    for row in rows[:40]:
        texts = {it.id: text_of(it.value["text"].source) for it in stories[row.story_id].sections}
        assert row.exact in texts[row.section]
        assert (row.access, row.shown) == (stories[row.story_id].access, stories[row.story_id].live)
    written = _found()
    Findable.objects.filter(statement__in=rows).delete()
    entries.write(rows.values_list("pk", flat=True))
    assert _found() == written


def _found():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid, words FROM record_words ORDER BY rowid")
        else:
            cursor.execute("SELECT place, words::text FROM record_findable ORDER BY place")
        return cursor.fetchall()


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
