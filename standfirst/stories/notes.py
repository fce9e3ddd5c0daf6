"""What readers are told of a change: it waits in the draft, and is taken from it when the draft is published."""

from datetime import datetime
from typing import TYPE_CHECKING

from wagtail.models import Revision

from standfirst.stories.carrying import write
from standfirst.stories.models import StoryPage

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


def take(publishing: "Publishing") -> None:
    """Tell it once, whichever way the draft was published; and let no draft turn the time of the update back.

    Half a note, or one on a story that was never out, stays in the draft: the form asks for the rest of it.
    """
    story = publishing.story
    before = story.versions.out(publishing.at).last()
    if before and story.note_kind and story.note_text:
        _tell(publishing, since=before.at)
        _take_from_drafts(story)
    _keep_time(story)


def _tell(publishing: "Publishing", since: datetime) -> None:
    """The same words again come from a draft that was open elsewhere: readers have them."""
    story = publishing.story
    said = {"kind": story.note_kind, "text": story.note_text}
    if not story.notes.filter(**said).exists():
        story.notes.create(**said, at=publishing.at, since=since, by=publishing.by)


def _take_from_drafts(story: StoryPage) -> None:
    carrying = story.revisions.filter(
        content__note_kind=story.note_kind, content__note_text=story.note_text
    )
    write(story, list(carrying), note_kind="", note_text="")


def _keep_time(story: StoryPage) -> None:
    """The form gives whole minutes, and an older draft the time it was begun with: neither undoes an update."""
    last = story.notes.first()
    if last is None or (story.published_at and last.at < story.published_at):
        return
    if story.updated_at is None or story.updated_at < last.at:
        write(story, _drafts_since_live(story), updated_at=last.at)


def _drafts_since_live(story: StoryPage) -> list[Revision]:
    live = story.live_revision
    return list(story.revisions.filter(created_at__gte=live.created_at)) if live else []
