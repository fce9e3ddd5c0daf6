"""What the desk check is shown of a story, from the record around it."""

import pytest
from django.utils import timezone

from standfirst.record.checking import Code
from standfirst.stories.checking import findings_of
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_desk, make_front, make_storyline
from standfirst.stories.tests.speaking import make_statement

pytestmark = pytest.mark.django_db


def missed_in(story_id: int) -> list[str]:
    found = findings_of(StoryPage.objects.get(pk=story_id), timezone.localdate())
    return [it.facts["party"] for it in found if it.code == Code.PARTY_WITHOUT_LINE]


def test_a_party_heard_in_two_stories_of_a_storyline_is_missed_in_the_next() -> None:
    front = make_front()
    desk, talks = make_desk(front, "World"), make_storyline(front, "Strait talks")
    heard = ("Dockers", "Pilots", "Pilots", "Bakers")
    stories = [
        make_statement(desk, f"The {party} wait.", storyline=talks, party=party).story_id
        for party in heard
    ]
    assert [missed_in(it) for it in stories] == [[], [], [], ["Pilots"]]
