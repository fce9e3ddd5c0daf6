"""A story that was out and is taken down leaves a line at its address, until one is published there again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from standfirst.stories.models import StoryPage, Withdrawn
from standfirst.stories.moving import addresses_of, leading_away

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


def withdraw(story: StoryPage, now: datetime) -> None:
    """Unpublished, expired or deleted. One whose time had not come was never out: it leaves nothing."""
    if story.published_at is None or story.published_at > now:
        return
    said = {"line": _line(story), "at": now}
    with transaction.atomic():
        leading_away(story).delete()
        for path in addresses_of(story):
            Withdrawn.objects.update_or_create(path=path, defaults=said)


def take_over(publishing: "Publishing") -> None:
    """What stood at the story's addresses before is over. One dated ahead changes nothing before its time."""
    story = publishing.story
    if story.is_published(publishing.at):
        leading_away(story).delete()
        Withdrawn.objects.filter(path__in=addresses_of(story)).delete()


def _line(story: StoryPage) -> str:
    """As the editor has written it last, published or not."""
    return story.get_latest_revision_as_object().withdrawn_line or story.withdrawn_line
