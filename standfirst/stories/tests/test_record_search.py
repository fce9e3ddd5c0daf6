"""Search of the record: a locked word finds what a nonsense word finds, and so does a stance."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED
from standfirst.readers.models import Reader
from standfirst.record.models import Findable, Party, Statement
from standfirst.record.reading import load_accesses
from standfirst.record.search.entries import write_all, write_missing
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import (
    make_desk,
    make_front,
    make_member,
    make_plans,
    make_storyline,
)
from standfirst.stories.tests.speaking import make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk(make_front(), "World")


@pytest.fixture
def ana():
    make_plans()
    client = Client()
    client.force_login(make_member("ana@example.org", "basic"))
    return client


def found(query, client=None):
    answer = (client or Client()).get(f"/record/?{query}")
    assert answer.status_code == 200, query
    return [it.pk for it in answer.context["statements"]]


def test_a_locked_word_finds_what_a_nonsense_word_finds(desk, ana):
    said = make_statement(desk, "The quokka clause stays.", person="Ana Marin", topic="moths")
    for locked in ("q=quokka", "q=moths", "q=marin+quokka", "q=stays&party=port-of-galle"):
        assert found(locked) == found(locked.replace("quokka", "zyxxy")) == []
        assert found(locked, ana) == [said.pk]
    for told in ("q=Marin", "q=galle", "person=Ana+Marin", "party=port-of-galle", "q=m%C3%A1rin"):
        assert found(told) == found(told, ana) == [said.pk], told
    assert found("q=zyxxy", ana) == []
    assert found("q=%E2%80%A6") == []


def test_a_stance_is_told_of_words_one_may_read_alone(desk, ana):
    locked = make_statement(desk, "No.", stance="denies")
    free = make_statement(desk, "Not at all.", stance="denies", free=True)
    make_statement(desk, "Yes.", access=PUBLIC, stance="claims")
    assert found("stance=denies") == [free.pk]
    assert found("stance=denies&party=port-of-galle") == [free.pk]
    assert found("stance=denies&q=not") == [free.pk]
    assert found("stance=denies", ana) == [free.pk, locked.pk]


def test_it_narrows_by_storyline_and_days(desk):
    talks = make_storyline(desk.get_parent().specific, "Strait talks")
    early = make_statement(desk, "We meet.", access=PUBLIC, said="2024-08-01", storyline=talks)
    late = make_statement(desk, "We met.", access=PUBLIC, said="2024-08-09T23:59")
    assert found("q=we") == found("") == [late.pk, early.pk]
    assert found("q=we&from=2024-08-02") == found("from=2024-08-02") == [late.pk]
    assert found("q=we&to=2024-08-08") == found("to=2024-08-08") == [early.pk]
    assert found("q=we&from=2024-08-09&to=2024-08-09") == [late.pk]
    assert found("storyline=strait-talks") == found("storyline=strait+TALKS&q=meet") == [early.pk]
    assert found("storyline=strait-talks&q=met") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("person=nobody", "person"),
        ("party=Silent+Union", "party"),
        ("storyline=nowhere", "storyline"),
        ("stance=lies", "stance"),
        ("from=soon", "from"),
        ("from=2024-08-02&to=2024-08-01", "to"),
        ("to=0001-01-01", "to"),
        (f"q={'a' * 201}", "q"),
    ],
)
def test_what_cannot_be_answered_is_refused_at_its_field(desk, query, field):
    Party.objects.create(name="Silent Union")
    answer = Client().get(f"/record/?{query}")
    assert answer.status_code == 400
    assert [*answer.context["form"].errors] == [field]
    assert Client().get("/record/?q=a&before=moth").status_code == 400


def test_a_page_of_matches_begins_where_the_one_before_ended(desk):
    made = [
        make_statement(
            desk, f"Tide {number}.", access=PUBLIC, said=f"2024-08-{number % 9 + 1:02}"
        ).pk
        for number in range(22)
    ]
    first = Client().get("/record/?q=tide")
    older = Client().get(f"/record/?q=tide&{first.context['part'].older}")
    newer = Client().get(f"/record/?q=tide&{older.context['part'].newer}")
    shown = [it.pk for it in (*first.context["statements"], *older.context["statements"])]
    assert sorted(shown) == made
    assert newer.context["statements"] == first.context["statements"]


def test_what_it_finds_follows_the_story(desk, ana):
    said = make_statement(desk, "The quokka clause stays.")
    story = StoryPage.objects.get(pk=said.story_id)
    story.access = REGISTERED
    story.save()
    dee = Client()
    dee.force_login(Reader.objects.create_reader("dee@example.org"))
    assert found("q=quokka", dee) == found("q=quokka", ana) == [said.pk]
    Statement.objects.update(access=PUBLIC)
    assert found("q=quokka") == [], "its entry was made for others"
    write_all()
    assert found("q=quokka") == [said.pk]
    publish(story, accepted=[])
    assert found("q=quokka", ana) == []
    story.delete()
    assert not Findable.objects.exists()


def test_the_newest_come_without_sorting_the_rest(desk):
    make_statement(desk, "Stay.", access=PUBLIC)
    if connection.vendor == "sqlite":
        with CaptureQueriesContext(connection) as asked:
            found("q=stay")
        (match,) = [it["sql"] for it in asked.captured_queries if "MATCH" in it["sql"]]
        with connection.cursor() as cursor:
            plan = str(cursor.execute(f"EXPLAIN QUERY PLAN {match}").fetchall())
        assert "VIRTUAL TABLE" in plan
        assert "TEMP B-TREE" not in plan


def test_it_knows_all_the_accesses_there_are(desk):
    assert load_accesses() == frozenset()
    for access in (PUBLIC, REGISTERED, PUBLIC, MEMBERS):
        make_statement(desk, "Stay.", access=access)
    assert load_accesses() == {PUBLIC, REGISTERED, MEMBERS}


def test_it_is_found_by_its_new_name_once_its_entry_is_written_anew(desk):
    said = make_statement(desk, "Stay.", access=PUBLIC)
    party = Party.objects.get()
    party.name = "Harbour of Galle"
    party.save()
    assert found("q=harbour") == []
    write_missing(timezone.now())
    assert found("q=harbour") == [said.pk]
    Findable.objects.all().delete()
    assert found("q=harbour") == []
    write_missing(timezone.now())
    assert found("q=harbour") == [said.pk]
    assert not Findable.objects.filter(stale=True).exists()
