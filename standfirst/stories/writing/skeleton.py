"""What a new story starts with: the house's skeleton, and its writer's name."""

import uuid
from typing import TYPE_CHECKING

from standfirst.stories.models.house import HouseStyle

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


def begin(story: "StoryPage") -> None:
    """Fill a story that is not saved yet. Without a skeleton it starts with one empty section."""
    labels = [it.text for it in HouseStyle.labels_offered() if it.in_skeleton] or [""]
    story.sections = [_empty_section(label) for label in labels]
    if story.owner is not None:
        story.byline = story.owner.name


def _empty_section(label: str) -> dict[str, object]:
    """As a StreamField keeps them."""
    value = {"label": label, "text": "", "free": False, "outside_label": ""}
    return {"type": "section", "id": str(uuid.uuid4()), "value": value}
