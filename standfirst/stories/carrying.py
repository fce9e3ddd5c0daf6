"""What a draft carries until it is out, and is then taken from it."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


def write(story: "StoryPage", drafts: list[Revision], **fields: Any) -> None:
    """On the row, in these drafts, and in what Wagtail holds of both and goes on with."""
    type(story).objects.filter(pk=story.pk).update(**fields)
    for name, value in fields.items():
        setattr(story, name, value)
    for draft in drafts:
        draft.content.update(fields)
        draft.save(update_fields=["content"])
        if draft == story.live_revision:
            story.live_revision.content = draft.content
