"""Statements for tests, as a story's revision carries them."""

import uuid
from typing import Any

from standfirst.gate.access import MEMBERS, Access
from standfirst.record.models import Statement
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.tests.factories import Part, make_story
from standfirst.stories.tests.recorded import record


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
    """Beside those the story has already; for a party alone unless told otherwise."""
    return record(story, words, section=0, **{"id": str(uuid.uuid4()), "person": "", **said})
