"""What readers are told of a change: taken from the draft at publish, once, and never changed after."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from standfirst.readers.models import Reader
from standfirst.stories.models import NoteKind, StoryNote, StoryPage
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

WORDS = "The envoy came on Tuesday, not on Monday."


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    return publication.stories["members"]


def test_it_tells_readers_of_a_change_when_it_is_published(story: StoryPage) -> None:
    before = datetime.now(UTC)
    live = publish(story, NoteKind.CORRECTION, WORDS, standfirst="They met on Tuesday.")
    note = live.notes.get()
    assert (note.kind, note.text) == ("correction", WORDS)
    assert note.since == story.published_at
    assert before < note.at < datetime.now(UTC)
    assert live.updated_at == note.at


def test_it_is_not_offered_again_in_any_draft(story: StoryPage) -> None:
    live = publish(story, NoteKind.UPDATE, WORDS)
    draft = draft_of(story)
    assert (live.note_kind, live.note_text) == (draft.note_kind, draft.note_text) == ("", "")
    assert draft.updated_at.replace(microsecond=0) == live.updated_at.replace(microsecond=0)


def test_it_is_told_once_though_a_draft_with_it_is_published_later(story: StoryPage) -> None:
    early = draft_of(story, note_kind="update", note_text=WORDS).save_revision()
    later = draft_of(story, standfirst="More is known.").save_revision()
    early.publish()
    later.refresh_from_db()
    later.publish()
    assert story.notes.count() == 1


def test_it_is_told_once_though_a_form_that_was_open_elsewhere_sends_it_again(
    story: StoryPage,
) -> None:
    publish(story, NoteKind.UPDATE, WORDS)
    live = publish(story, NoteKind.UPDATE, WORDS)
    assert (live.notes.count(), live.note_text) == (1, "")


def test_it_keeps_the_time_of_the_update_whatever_a_later_draft_says(story: StoryPage) -> None:
    told_at = publish(story, NoteKind.UPDATE, WORDS).updated_at
    for given in (None, story.published_at, told_at.replace(second=0, microsecond=0)):
        live = publish(story, updated_at=given, standfirst=f"Given {given}.")
        assert live.updated_at == told_at
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert publish(story, updated_at=later).updated_at == later


def test_it_lets_a_typo_be_mended_without_a_word(story: StoryPage) -> None:
    live = publish(story, standfirst="Both sides met at noon!")
    assert not live.notes.exists()
    assert live.updated_at is None


def test_it_says_since_when_a_second_update_is_new(story: StoryPage) -> None:
    publish(story, NoteKind.UPDATE, "One.", standfirst="One thing.")
    live = publish(story, NoteKind.UPDATE, "Two.", standfirst="Two things.")
    newest, oldest = live.notes.all()
    assert (newest.text, newest.since, oldest.text) == ("Two.", oldest.at, "One.")


def test_it_waits_for_the_time_the_draft_is_set_to(story: StoryPage) -> None:
    at = datetime.now(UTC) - timedelta(minutes=1)
    draft = draft_of(story, note_kind="update", note_text=WORDS, go_live_at=at)
    draft.save_revision(approved_go_live_at=at)
    assert not story.notes.exists()
    publish_due(at)
    assert story.notes.get().text == WORDS
    assert draft_of(story).note_text == ""


def test_it_tells_nobody_of_a_story_that_was_never_out(publication: Lantern) -> None:
    new = make_story(publication.world, "New", live=False, note_kind="update", note_text=WORDS)
    new.save_revision().publish()
    assert not new.notes.exists()


def test_it_cannot_be_changed_or_deleted(story: StoryPage) -> None:
    note = publish(story, NoteKind.CORRECTION, WORDS).notes.get()
    note.text = "Something else."
    for forbidden in (
        note.save,
        note.delete,
        StoryNote.objects.all().delete,
        lambda: StoryNote.objects.update(text=""),
        lambda: story.notes.update(text=""),
    ):
        with pytest.raises(TypeError):
            forbidden()
    assert StoryNote.objects.get().text == WORDS


def test_it_goes_with_its_whole_story(story: StoryPage) -> None:
    publish(story, NoteKind.CORRECTION, WORDS)
    Page.objects.get(pk=story.pk).delete()
    assert not StoryNote.objects.exists()


def test_it_is_told_when_a_review_ends_in_publishing(story: StoryPage) -> None:
    eli = Reader.objects.create_reader("eli@example.com", is_superuser=True)
    review = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Read by an editor")
    WorkflowTask.objects.create(workflow=review, task=task, sort_order=0)
    draft = draft_of(story, note_kind="correction", note_text=WORDS)
    draft.save_revision(user=eli)
    state = review.start(draft, eli)
    assert not story.notes.exists()
    state.current_task_state.approve(user=eli)
    assert (story.notes.get().text, story.notes.get().by) == (WORDS, eli)
    assert draft_of(story).note_text == ""
