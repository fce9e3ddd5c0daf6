"""A statement on record, as an editor accepts and publishes it, for tests of what comes after."""

from datetime import UTC, datetime
from typing import Any

from standfirst.record.models import Challenge, Statement
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editing import draft_of, publish


def record(story: StoryPage, exact: str, section: int = -1, **more: Any) -> Statement:
    """`exact` stands in the section; `more` are other fields of what was accepted."""
    block = StoryPage.objects.get(pk=story.pk).sections[section]
    said = {
        "id": more.pop("id", f"6a1f8f1e-0000-4000-8000-{Statement.objects.count() + 1:012}"),
        "section": block.id,
        "mode": "direct",
        "exact": exact,
        "person": "Ana Marin",
        "party": "Port of Galle",
        "said": "2024-08-08",
        **more,
    }
    publish(story, accepted=[*draft_of(story).accepted, said])
    return Statement.objects.get(uid=said["id"])


def challenge_of(story: StoryPage) -> Challenge:
    """Made by Ana Marin, whose words it has."""
    words = StoryPage.objects.get(pk=story.pk).sections[0].value["text"].source
    row = record(story, words[3:10], section=0)
    typed = {"name": "Ana Marin", "email": "ana@example.net", "text": "No."}
    made = Challenge(statement=row, at=datetime.now(UTC), **typed)
    made.save()
    return made
