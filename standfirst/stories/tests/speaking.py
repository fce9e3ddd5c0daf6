"""Statements for tests, as a story's revision carries them."""

import uuid
from typing import Any

from standfirst.gate.access import MEMBERS, Access
from standfirst.record.models import Statement
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_story


def make_statement(
    desk: DeskPage,
    words: str,
    *,
    access: Access = MEMBERS,
    free: bool = False,
    storyline: Any = None,
    **said: str,
) -> Statement:
    """In a story of its own, said directly by a party on 8 August 2024 unless told otherwise."""
    part = Part("What they say", f"<p>“{words}”</p>", free=free)
    headline = f"Story {StoryPage.objects.count()}"
    story = make_story(desk, headline, access=access, sections=(part,), storyline=storyline)
    return publish_statement(story, words, **said)


def publish_statement(story: StoryPage, words: str, **said: str) -> Statement:
    """Beside those the story has already."""
    it = {
        "id": str(uuid.uuid4()),
        "section": story.sections[0].id,
        "mode": "direct",
        "exact": words,
        "party": "Port of Galle",
        "said": "2024-08-08",
        **said,
    }
    live = StoryPage.objects.get(pk=story.pk)
    publish(story, accepted=[*live.accepted, it])
    return Statement.objects.get(uid=it["id"])
