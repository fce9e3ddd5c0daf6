"""The story's form keeps what was accepted, and a damaged field costs no word of the story."""

import json

import pytest

from standfirst.readers.models import Reader
from standfirst.record.models import Statement
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editor_form import edit_address, filled
from standfirst.stories.tests.factories import Part

pytestmark = pytest.mark.django_db

SAID = "We will sign."
PARTS = (Part("What they say", f"<p>“{SAID}” said Ana Marin, the port's spokeswoman.</p>"),)
ROW = {
    "id": "6a1f8f1e-0000-4000-8000-000000000001",
    "section": "00000000-0000-4000-8000-000000000000",
    "mode": "direct",
    "exact": SAID,
    "words": SAID,
    "person": "Ana Marin",
    "stance": "states",
}


@pytest.fixture
def story(publication):
    return publication.stories["members"]


@pytest.fixture
def editor(client, db):
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    client.force_login(eli)
    return client


def save(client, story, accepted):
    address = edit_address(story.pk)
    sent = filled(client, address, parts=PARTS, title="Typed just now", accepted=accepted)
    return client.post(address, sent)


def draft(story):
    return StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()


def test_it_saves_what_was_accepted_in_the_revision(editor, story):
    save(editor, story, json.dumps([ROW]))
    assert draft(story).accepted == [ROW]
    assert StoryPage.objects.get(pk=story.pk).accepted == []  # not live yet
    assert json.loads(editor.get(edit_address(story.pk)).context["form"]["accepted"].value()) == [
        ROW
    ]


def test_a_form_without_the_field_leaves_what_the_story_has(editor, story):
    save(editor, story, json.dumps([ROW]))
    save(editor, story, "")
    assert draft(story).accepted == [ROW]


@pytest.mark.parametrize(
    ("damaged", "named"),
    [
        ("[{", "Who said what: It is no list"),
        (json.dumps([{**ROW, "mode": "shouted"}]), "Who said what: mode: no such choice."),
        (json.dumps([{**ROW, "person": 5}]), "Who said what: person: it is no text."),
        (json.dumps([{**ROW, "set_aside": "yes"}]), "Who said what: id: no such field."),
        (json.dumps([ROW] * 501), "Who said what: There are more than 500"),
    ],
)
def test_a_damaged_field_is_named_and_the_words_stay(editor, story, damaged, named):
    save(editor, story, json.dumps([ROW]))
    refused = save(editor, story, damaged)
    assert refused.status_code == 200
    form = refused.context["form"]
    assert named in form.errors["accepted"][0]
    assert named in refused.text
    assert form["title"].value() == "Typed just now"
    assert "spokeswoman" in refused.text
    assert json.loads(form["accepted"].value()) == [
        ROW
    ]  # what was there before, to save again with


def test_words_that_change_stay_the_statement_they_were_and_held_back(editor, story):
    words = "We will sign on {} at noon."
    address, before, after = edit_address(story.pk), words.format("Monday"), words.format("Tuesday")
    section = story.sections[0].id

    def publish(quote, *rows):
        part = Part("What they say", f"<p>“{quote}” said Ana Marin.</p>")
        sent = {"sections-0-id": section, "action-publish": "yes", "accepted": json.dumps(rows)}
        editor.post(address, filled(editor, address, parts=(part,), **sent))

    first = {**ROW, "section": section, "exact": before, "words": before}
    publish(before, first)
    Statement.objects.update(held_back=True)
    anew = {**first, "id": "6a1f8f1e-0000-4000-8000-000000000002", "exact": after, "words": after}
    publish(after, first, anew)
    [now] = Statement.objects.filter(shown=True)
    assert (str(now.uid), now.words, now.held_back) == (ROW["id"], after, True)
    assert [it.before["words"] for it in now.corrections.all()] == [before]
