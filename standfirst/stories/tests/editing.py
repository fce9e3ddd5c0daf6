"""Taking a live story up again and publishing it, as an editor does."""

from standfirst.stories.models import StoryPage


def draft_of(story: StoryPage, **said: object) -> StoryPage:
    """The latest draft, with what the editor changed."""
    draft: StoryPage = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, value in said.items():
        setattr(draft, name, value)
    return draft


def publish(story: StoryPage, kind: str = "", text: str = "", **said: object) -> StoryPage:
    """The story as it is live then; `kind` and `text` are what readers are told."""
    draft = draft_of(story, note_kind=kind, note_text=text, **said)
    draft.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)
