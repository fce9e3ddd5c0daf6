"""What the form's script asks for, and for whom: nothing is stored."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.readers.models import Reader
from standfirst.record.models import Party, Person, Statement
from standfirst.stories.models import StoryPage

pytestmark = pytest.mark.django_db

SAID = "We are going to sign it on Tuesday."
TEXT = f"“{SAID}” said Ana Marin, the port's spokeswoman."


def staff(client, role, email="eli@example.com"):
    reader = Reader.objects.create_reader(email)
    reader.take_role(role)
    client.force_login(reader)
    return client


def question(**more):
    section = {"id": "a" * 8, "label": "What they say", "paragraphs": [TEXT]}
    return {"standfirst": "", "sections": [section], "sources": [], "accepted": [], **more}


def ask(client, page, said):
    body = said if isinstance(said, str) else json.dumps(said)
    address = f"/admin/stories/{page.pk}/who-said-what/proposals/"
    return client.post(address, body, content_type="application/json")


def test_it_proposes_and_stores_nothing(client, publication):
    told = ask(staff(client, "editor"), publication.world, question()).json()
    assert SAID in told["html"]
    assert "Ana Marin" in told["html"]
    assert told["accepted"] is None
    assert not Statement.objects.exists()
    assert not Person.objects.exists()


def test_it_answers_a_typed_name_with_the_statement_that_results(client, publication):
    Party.objects.create(name="Harbour Board")
    editor = staff(client, "editor")
    key = ask(editor, publication.world, question()).json()["places"][0]["key"]
    told = ask(editor, publication.world, question(named={"key": key, "name": "harbour board"}))
    row = told.json()["named"]
    assert (row["party"], row["exact"], row["mode"]) == ("Harbour Board", SAID, "direct")
    assert "person" not in row


def test_it_says_where_accepted_words_stand_now(client, publication):
    row = {"section": "gone", "mode": "direct", "exact": SAID, "person": "Ana Marin"}
    (told,) = ask(staff(client, "editor"), publication.world, question(accepted=[row])).json()[
        "accepted"
    ]
    assert (told["section"], told["person"]) == ("a" * 8, "Ana Marin")


def test_it_asks_as_often_for_a_large_register(client, publication):
    editor = staff(client, "editor")

    def count():
        with CaptureQueriesContext(connection) as asked:
            ask(editor, publication.world, question())
        return len(asked)

    Person.objects.create(name="Ana Marin")
    count()  # Wagtail remembers some of what it asks
    few = count()
    for number in range(30):
        Person.objects.create(name=f"Somebody Nr{number}")
        Party.objects.create(name=f"Body Nr{number}")
    assert count() == few


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        (question(sections=5), "sections"),
        (question(sections=[{"id": "", "paragraphs": []}]), "id"),
        (question(sections=[{"id": "a", "paragraphs": [5]}]), "paragraphs"),
        (question(accepted=[{"mode": "direct"}]), "accepted: section"),
        (question(standfirst=[]), "standfirst"),
        (question(named={"key": "a", "name": ""}), "name"),
    ],
)
def test_it_refuses_what_is_no_question_and_names_the_field(client, publication, said, named):
    refused = ask(staff(client, "editor"), publication.world, said)
    assert refused.status_code == 400
    assert named in refused.json()["wrong"]


def test_it_is_for_whoever_may_edit_the_page(client, publication):
    story: StoryPage = publication.stories["members"]
    writer = staff(client, "writer")
    assert ask(writer, story, question()).status_code == 403  # another's live story
    assert ask(writer, publication.world, question()).status_code == 200  # a new one of their own
    assert ask(writer, publication.front, question()).status_code == 404
    client.logout()
    assert ask(client, story, question()).status_code == 302
