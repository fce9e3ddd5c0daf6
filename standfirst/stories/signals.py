"""Where stories hear of themselves: one line each."""

from typing import Any

from standfirst.stories.models import StoryPage
from standfirst.stories.words import StoryWords

INDEXED = {"title", "standfirst", "byline", "sections"}


def index_words(
    instance: StoryPage, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """On every save and not on publish alone: what the index holds is what the row holds.

    Access and being live are asked of the story when somebody searches, so they need no writing.
    """
    if not raw and (update_fields is None or INDEXED & update_fields):
        StoryWords.write(instance.pk)
