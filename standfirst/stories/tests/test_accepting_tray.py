"""What waits after publishing, and the text of a source that everything is held to."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.record.models import Source, Statement, TrainedWeights
from standfirst.record.suggest import BY_RULE
from standfirst.stories.accepting.waiting import how_many
from standfirst.stories.models import StorySource
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_story

pytestmark = pytest.mark.django_db

SAID = "We are going to sign it on Tuesday."
TEXT = f"<p>“{SAID}” said Ana Marin, the port's spokeswoman.</p>"
SOURCE = "https://example.org/transcript"
TRAY = "/admin/stories/who-said-what/"


@pytest.fixture
def story(publication):
    made = make_story(publication.world, "A signing", sections=(Part("What they say", TEXT),))
    return publish(made, sources=[StorySource(url=SOURCE, publisher="The port")])


def staff(client, role):
    reader = Reader.objects.create_reader(f"{role}@example.com")
    reader.take_role(role)
    client.force_login(reader)
    return client


def accept(story, **more):
    row = {"section": story.sections[0].id, "mode": "direct", "exact": SAID, "person": "Ana Marin"}
    fixed = {"id": "6a1f8f1e-0000-4000-8000-000000000001", "words": SAID, "stance": "states"}
    return publish(story, accepted=[{**fixed, **row, **more}])


def test_it_lists_what_nobody_confirmed_until_somebody_does(client, story):
    editor = staff(client, "editor")
    assert "1 quote is out that nobody has confirmed" in editor.get(TRAY).text
    accept(story)
    assert "nobody has confirmed" not in editor.get(TRAY).text


def test_it_looks_again_once_something_was_learnt(client, story):
    editor = staff(client, "editor")
    assert "nobody has confirmed" in editor.get(TRAY).text
    nothing_is_speech = replace(BY_RULE, speech={"bias": -9.0})
    TrainedWeights.objects.create(stories=1, weights=nothing_is_speech.as_json())
    assert "nobody has confirmed" not in editor.get(TRAY).text


def test_it_lists_only_what_its_reader_may_edit(client, story):
    assert "nobody has confirmed" not in staff(client, "writer").get(TRAY).text


def test_it_lists_quotes_without_a_text_and_counts_them_in_the_menu(client, story):
    editor = staff(client, "editor")
    accept(story, source=SOURCE)
    page = editor.get(TRAY).text
    assert SAID in page
    assert f"/admin/stories/sources/{Source.objects.get().pk}/text/" in page
    assert "Who said what (1)" in editor.get("/admin/").text
    Source.objects.update(text="A text.")
    assert how_many() == 0


def test_it_keeps_a_pasted_text_with_who_and_when(client, story):
    editor = staff(client, "editor")
    accept(story, source=SOURCE)
    source = Source.objects.get()
    answer = editor.post(
        f"/admin/stories/sources/{source.pk}/text/", {"text": f"She said: {SAID}"}, follow=True
    )
    assert "Kept." in answer.text
    source.refresh_from_db()
    assert source.text == f"She said: {SAID}"
    assert (source.text_kept_by.email, len(source.text_hash)) == ("editor@example.com", 64)
    assert (timezone.now() - source.text_kept_at).total_seconds() < 60
    assert SAID not in editor.get(TRAY).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Paste the text, or give its address."),
        ({"address": "http://127.0.0.1/"}, "inside a network"),
        ({"address": "http://169.254.169.254/latest/"}, "inside a network"),
        ({"address": "file:///etc/passwd"}, "Enter a valid URL"),
        ({"text": "a" * 1_000_001}, "at most 1000000 characters"),
    ],
)
def test_it_says_why_it_kept_nothing(client, story, typed, said):
    accept(story, source=SOURCE)
    source = Source.objects.get()
    answer = staff(client, "editor").post(f"/admin/stories/sources/{source.pk}/text/", typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Source.objects.exclude(text="").exists()


def test_it_is_for_staff_who_work_on_stories(client, story):
    accept(story, source=SOURCE)
    keep = f"/admin/stories/sources/{Source.objects.get().pk}/text/"
    for role, status in (("support", 403), ("writer", 200)):
        staff(client, role)
        assert [client.get(it).status_code for it in (TRAY, keep)] == [status, status]
    assert not Statement.objects.filter(shown=False).exists()


def test_it_asks_as_often_for_many_stories(client, publication):
    editor = staff(client, "editor")

    def count():
        with CaptureQueriesContext(connection) as asked:
            editor.get(TRAY)
        return len(asked)

    for number in range(2):
        accept(
            make_story(
                publication.world, f"First {number}", sections=(Part("What they say", TEXT),)
            ),
            id=f"6a1f8f1e-0000-4000-8000-00000000001{number}",
        )
    count()
    few = count()
    for number in range(6):
        make_story(publication.world, f"More {number}", sections=(Part("What they say", TEXT),))
    assert count() == few
