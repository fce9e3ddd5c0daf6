"""What to tell when a page changes for readers. A draft is no change, and a page locked by its editor is none."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page

from standfirst.publication.changes import EVERYTHING, LISTS, page, tell
from standfirst.publication.following import is_seen
from standfirst.stories.models import StoryPage
from standfirst.stories.sitemaps import NEWS_HOURS
from standfirst.stories.topics import told_of

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing

# What saving a draft writes in the page's row, and locking it.
UNSEEN = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def tell_published(publishing: "Publishing") -> None:
    """Once more, after what was worked out of it: its row may have been committed long before."""
    _tell_story(publishing.story, timezone.now())


def page_about_to_be_saved(
    instance: Page,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    """What it was, where that is told of by nothing it becomes: taken down, or out of its storyline."""
    if instance.pk and not raw and is_seen(update_fields, UNSEEN):
        will_be = _topics_of(instance) if instance.live else set()
        if will_be != {EVERYTHING}:
            tell(*_topics_as_kept(instance) - will_be)


def page_saved(
    instance: Page,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    if instance.live and not raw and is_seen(update_fields, UNSEEN):
        _tell_page(instance)


def page_about_to_be_deleted(instance: Page, **_: Any) -> None:
    """Stories link to one that is not live, too."""
    tell(*(_topics_as_kept(instance) or {page(instance.pk)}))


def _tell_page(it: Page) -> None:
    if story := _story_of(it):
        _tell_story(story, timezone.now())
    else:
        tell(EVERYTHING)


def _tell_story(story: StoryPage, now: datetime) -> None:
    """And ahead of time, what the clock will change: that it is out, and that it is no news any more."""
    tell(*told_of(story))
    out = story.published_at
    if out and out > now:
        tell(*told_of(story), at=out)
    if out and (old := out + timedelta(hours=NEWS_HOURS)) > now:
        tell(LISTS, at=old)


def _topics_as_kept(it: Page) -> set[str]:
    """Of the page as its row has it still; none where that is not live."""
    kept = Page.objects.filter(pk=it.pk, live=True).first()
    return _topics_of(kept) if kept else set()


def _topics_of(it: Page) -> set[str]:
    story = _story_of(it)
    return told_of(story) if story else {EVERYTHING}


def _story_of(it: Page) -> StoryPage | None:
    """Wagtail moves pages, and takes some down, without asking what they are."""
    if isinstance(it, StoryPage):
        return it
    return StoryPage.objects.filter(pk=it.pk).only("published_at", "storyline").first()
