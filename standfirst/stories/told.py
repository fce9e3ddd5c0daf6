"""Notes on a story's changes, as everyone reads them: locked readers too."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from standfirst.stories import beside

if TYPE_CHECKING:
    from standfirst.stories.models import StoryNote, StoryPage


@dataclass(frozen=True)
class Note:
    """`label` is its kind in the publication's language; `since`, when the story was last out before."""

    kind: str
    label: str
    text: str
    at: datetime
    since: datetime
    anchor: str


def notes_of(story: "StoryPage", pending_at: datetime | None = None) -> tuple[Note, ...]:
    """Newest first. `pending_at` is for previews: the draft's own note is among them, as if told then."""
    told = tuple(note_of(note) for note in beside.notes_of(story))
    if pending_at and story.note_kind and story.note_text:
        return (_pending(story, pending_at), *told)
    return told


def note_of(note: "StoryNote") -> Note:
    label = note.get_kind_display()
    return Note(note.kind, label, note.text, note.at, note.since, f"note-{note.pk}")


def _pending(story: "StoryPage", at: datetime) -> Note:
    before = story.versions.out(at).last()
    since, label = before.at if before else at, story.get_note_kind_display()
    return Note(story.note_kind, label, story.note_text, at, since, "note-pending")
