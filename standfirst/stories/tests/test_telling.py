"""The part of the story's form that tells readers what changed."""

from typing import Any

import pytest
from django.test import Client

from standfirst.readers.models import Reader
from standfirst.stories.models import NoteKind, StoryPage
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.editor_form import edit_address, filled
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

WORDS = "The envoy came on Tuesday, not on Monday."
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    return publication.stories["members"]


@pytest.fixture
def eli(publication: Lantern, client: Client) -> Client:
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    client.force_login(reader)
    return client


def edit(eli: Client, story: StoryPage, **typed: str) -> Any:
    address = edit_address(story.pk)
    return eli.post(address, filled(eli, address, **typed))


def test_it_tells_readers_from_the_form_in_the_name_of_its_editor(
    eli: Client, story: StoryPage
) -> None:
    edit(eli, story, note_kind="update", note_text=WORDS, **PUBLISH)
    note = story.notes.get()
    assert (note.text, note.by.email) == (WORDS, "eli@example.com")
    form = eli.get(f"/admin/pages/{story.pk}/edit/").text
    assert "Readers have been told" in form
    assert form.count(WORDS) == 1


@pytest.mark.parametrize(
    ("said", "field", "error"),
    [
        ({"note_kind": "update"}, "note_text", "Say in words what changed"),
        ({"note_text": WORDS}, "note_kind", "Choose the kind of change"),
        ({"note_kind": "update", "note_text": "Told."}, "note_text", "told this already"),
    ],
)
def test_it_refuses_half_a_note_and_one_told_before(
    eli: Client, story: StoryPage, said: dict[str, str], field: str, error: str
) -> None:
    publish(story, NoteKind.UPDATE, "Told.")
    response = edit(eli, story, **said, **PUBLISH)
    assert error in response.context["form"].errors[field][0]
    assert story.notes.count() == 1


def test_it_keeps_half_a_note_in_a_draft(eli: Client, story: StoryPage) -> None:
    response = edit(eli, story, note_kind="update")
    assert response.status_code == 302
    assert draft_of(story).note_kind == "update"


def test_it_refuses_a_note_on_a_story_that_was_never_out(eli: Client, publication: Lantern) -> None:
    new = make_story(publication.world, "New", live=False)
    new.save_revision()
    said = {"note_kind": "update", "note_text": WORDS, **PUBLISH}
    response = edit(eli, new, **said)
    assert "has not been out yet" in response.context["form"].errors["note_text"][0]
    assert "Tell readers what changed" not in eli.get(f"/admin/pages/{new.pk}/edit/").text


def test_it_shows_the_change_at_once_wherever_the_story_is(
    eli: Client, story: StoryPage, publication: Lantern
) -> None:
    """A fast live edit: no other step than the editor's own."""
    said = {"title": "Accord signed at the strait", "note_kind": "update", "note_text": WORDS}
    edit(eli, story, **said, **PUBLISH)
    for path in ("/", "/world/", "/world/accord-reached-at-the-strait/", "/feed.xml", "/feed.json"):
        assert "Accord signed at the strait" in Client().get(path).text, path
    for path in ("/world/accord-reached-at-the-strait/", "/feed.xml", "/world/feed.json"):
        assert WORDS in Client().get(path).text, path


def test_it_is_seen_in_the_preview_before_it_is_out(eli: Client, story: StoryPage) -> None:
    draft_of(story, note_kind="correction", note_text=WORDS).save_revision()
    assert WORDS in eli.get(f"/admin/pages/{story.pk}/view_draft/").text
    assert WORDS not in Client().get("/world/accord-reached-at-the-strait/").text
