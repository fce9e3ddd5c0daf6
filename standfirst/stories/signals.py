"""Where stories hear of themselves: one line each."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from standfirst.record.projecting import hide, let_read
from standfirst.stories import broken_links, holding, moving, recording, uses, withdrawing
from standfirst.stories.models import (
    Author,
    DrawnPicture,
    KnownWord,
    StoryNote,
    StoryPage,
    StoryWords,
)
from standfirst.stories.projecting import Publishing, project
from standfirst.stories.writing.skeleton import begin

INDEXED = {"title", "standfirst", "byline", "sections", "access"}


def index_words(
    instance: StoryPage, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """On every save and not on publish alone: what the index holds is what the row holds.

    Being live is asked of the story when somebody searches, and its access once more: what was opened to fewer
    is not found by more, however it was written.
    """
    if not raw and (update_fields is None or INDEXED & update_fields):
        StoryWords.write(instance.pk)


def begin_story(page: Page, **_: Any) -> None:
    if isinstance(page, StoryPage):
        begin(page)


def project_published(instance: StoryPage, revision: Revision, **_: Any) -> None:
    """Wagtail sends this also for a story that is merely set to a time: nothing of it is out yet."""
    if instance.live:
        project(Publishing(instance, revision.user, timezone.now()))


def settle_published(instance: Page, **_: Any) -> None:
    holding.lift(instance)
    broken_links.look_again_at_broken(timezone.now())


def withdraw_unpublished(instance: StoryPage, **_: Any) -> None:
    """Wagtail sends this for a live story that is deleted, too."""
    withdrawing.withdraw(instance, timezone.now())


def close_uploads(instance: StoryPage, **_: Any) -> None:
    uses.forget_uses(instance)


def hide_statements(instance: StoryPage, **_: Any) -> None:
    hide(instance.pk)


def let_statements_be_read(
    instance: StoryPage, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """On every save: a statement is read by those who may read its story, whoever wrote that."""
    if not raw and (update_fields is None or "access" in update_fields):
        let_read(instance.pk, instance.access)


def show_statements_of_desk(instance: Page, **_: Any) -> None:
    recording.follow_desks(instance)


def forget_unpublished(instance: Page, **_: Any) -> None:
    broken_links.forget_page(instance, timezone.now())


def redirect_renamed(instance: Page, instance_before: Page, **_: Any) -> None:
    moving.leave_redirects(instance, instance_before, timezone.now())


def redirect_moved(instance: Page, url_path_before: str, url_path_after: str, **_: Any) -> None:
    if url_path_before != url_path_after:
        moving.leave_redirects_from(instance, url_path_before, timezone.now())


def follow_moved(instance: StoryPage, parent_page_after: Page, **_: Any) -> None:
    StoryPage.objects.filter(pk=instance.pk).update(on_desk=parent_page_after.pk)
    recording.follow_desks(instance)


def index_note(instance: StoryNote, raw: bool = False, **_: Any) -> None:
    if not raw:
        StoryWords.write(instance.story_id)


def learn_title(instance: Page, raw: bool = False, **_: Any) -> None:
    if not raw:
        KnownWord.learn([instance.title])


def learn_name(instance: Author, raw: bool = False, **_: Any) -> None:
    if not raw:
        KnownWord.learn([instance.name, instance.also_printed_as])


def forget_drawn(instance: DrawnPicture, **_: Any) -> None:
    instance.forget_file()
