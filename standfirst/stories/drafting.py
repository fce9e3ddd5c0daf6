"""A story made to say what a brief says, and kept as a revision. Wagtail publishes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError

from standfirst.gate.access import Access
from standfirst.publication.models import PublicationImage
from standfirst.stories.briefs import Brief
from standfirst.stories.door import IMPORTED
from standfirst.stories.exporting import brief_of
from standfirst.stories.models import DeskPage, StorylinePage, StoryPage, StorySource
from standfirst.stories.named import slug_of
from standfirst.stories.refusal import Refusal
from standfirst.stories.sections import Images, stored
from standfirst.stories.statements import accepted_of

_KEYS = {  # fields that front matter calls otherwise
    "title": "headline",
    "published_at": "published",
    "updated_at": "updated",
}


@dataclass(frozen=True)
class Wanted:
    """A brief, and what it names."""

    brief: Brief
    access: Access
    image: PublicationImage | None
    storyline: StorylinePage | None
    inside: Images = field(default_factory=dict)  # of the sections

    def fill(self, story: StoryPage) -> None:
        """The time of publishing, the storyline and the statements stay if the brief gives none."""
        brief = self.brief
        story.slug = slug_of(brief)
        story.title = story.draft_title = brief.headline
        story.standfirst = brief.standfirst
        story.sections = stored(brief.sections, story.sections, self.inside)
        story.byline = brief.byline
        story.storyline = self.storyline or story.storyline
        story.access = self.access
        story.published_at = brief.published or story.published_at
        story.updated_at = brief.updated
        story.lead_image = self.image
        story.sources = [
            StorySource(
                sort_order=n, url=it.url, publisher=it.publisher, title=it.title, date=it.date
            )
            for n, it in enumerate(brief.sources)
        ]
        if brief.statements:
            story.accepted = accepted_of(brief.statements, story)


def begun(wanted: Wanted) -> StoryPage:
    story = StoryPage(live=False, has_unpublished_changes=True)
    wanted.fill(story)
    return story


def brought_up_to_date(
    before: StoryPage, wanted: Wanted, *, publish: bool
) -> tuple[StoryPage, bool]:
    """The story as it is to be saved, and whether that changes what is published, or the draft."""
    draft, story = _draft_of(before), _draft_of(before)
    wanted.fill(story)
    shown = before if publish else draft
    return story, (publish and not before.live) or _says(story) != _says(shown)


def save(story: StoryPage, desk: DeskPage, *, publish_at: datetime | None) -> None:
    """A revision, published if there is a time for it. Until it is live the row follows the draft.

    Raises Refusal for what the story's fields cannot hold.
    """
    if publish_at:
        story.published_at = story.published_at or publish_at
        story.overridden = IMPORTED
    _refuse_bad_sources(story)
    with _invalid_is_refused():
        if story.pk is None:
            desk.add_child(instance=story)
        elif not story.live:
            story.save()
        revision = story.save_revision(log_action=True)
        if publish_at:
            revision.publish()


def _draft_of(story: StoryPage) -> StoryPage:
    """As last saved by an editor, published or not."""
    draft: StoryPage = story.get_latest_revision_as_object()
    draft = StoryPage.objects.get(pk=story.pk) if draft is story else draft
    draft.published_at = draft.published_at or story.published_at
    return draft


def _says(story: StoryPage) -> tuple[Brief, int | None]:
    return brief_of(story), story.lead_image_id


def _refuse_bad_sources(story: StoryPage) -> None:
    for source in story.sources.all():
        try:
            source.clean_fields(exclude=["story"])
        except ValidationError as error:
            reason = f"the source {source.url} cannot be kept: {error.messages[0].rstrip('.')}"
            raise Refusal("sources", reason, "Give its whole address.") from None


@contextmanager
def _invalid_is_refused() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        key = _KEYS.get(field, field)
        raise Refusal(key, f"{key}: {messages[0].rstrip('.')}", "Mend it, and try again.") from None
