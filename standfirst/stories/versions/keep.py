"""A version of a story is kept each time it is published saying something else."""

from typing import TYPE_CHECKING

from standfirst.stories.versions.said import said_by

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


def keep(publishing: "Publishing") -> None:
    """One that is not out yet is no version readers could have read: the next takes its place."""
    story, at = publishing.story, publishing.at
    story.versions.filter(at__gt=at).delete()
    last = story.versions.last()
    said = said_by(story).to_keep()
    if last is None or last.said != said:
        out_at = story.published_at or at
        story.versions.create(
            number=last.number + 1 if last else 1,
            at=max(out_at, at) if last else out_at,
            by=publishing.by,
            said=said,
        )
