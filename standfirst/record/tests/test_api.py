"""The read API: each standing gets what it may read, and what is wrong is named."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.gate.access import PUBLIC
from standfirst.record.exports.pace import MACHINES, Pace
from standfirst.record.models import Party, Person, Post, Tenure
from standfirst.record.tests.rows import WHEN, make_page, make_statement

API = "/api/record/"


def numbers(response):
    return [it["number"] for it in response.json()["statements"]]


def test_it_says_where_everything_is(client, db):
    said = client.get(API).json()
    assert said["statements"] == "http://testserver/api/record/statements/"
    for address in said.values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_a_statement_has_its_words_for_those_who_may_read_them(client, staff, story):
    row = make_statement(story, stance="claims")
    address = f"{API}statements/{row.uid}/"
    outside, inside = client.get(address), staff.get(address)
    assert (outside.json()["locked"], outside.json()["words"]) == (True, None)
    assert outside.json()["stance"] is None
    assert inside.json()["words"] == "We will sign."
    assert outside.json().keys() == inside.json().keys()
    assert (
        outside.headers["Cache-Control"] == inside.headers["Cache-Control"] == "private, no-cache"
    )
    assert outside.headers["ETag"] != inside.headers["ETag"]


def test_nobodys_copy_is_taken_for_anothers(client, staff, story):
    """What is open to all has the same words for everyone, and yet a tag for each audience."""
    make_statement(story, access=PUBLIC)
    outside, inside = client.get(f"{API}statements/"), staff.get(f"{API}statements/")
    assert outside.content == inside.content
    tag = outside.headers["ETag"]
    assert tag != inside.headers["ETag"]
    assert client.get(f"{API}statements/", headers={"If-None-Match": tag}).status_code == 304
    assert staff.get(f"{API}statements/", headers={"If-None-Match": tag}).status_code == 200


def test_it_goes_through_all_of_them_newest_first(client, story):
    """Those of one instant among them, and those from before 1970."""
    offsets = (0, 1, 1, 1, 2, -30_000)
    rows = [make_statement(story, said_at=WHEN + timedelta(days=it)) for it in offsets]
    wanted = [it.pk for it in sorted(rows, key=lambda it: (it.said_at, it.pk), reverse=True)]
    found, address = [], f"{API}statements/?limit=2"
    while address:
        response = client.get(address)
        found += numbers(response)
        address = response.json()["next"].removeprefix("http://testserver")
        assert response.headers.get("Link", "").startswith("<" if address else "")
    assert found == wanted


def test_by_words_an_outsider_finds_only_what_they_may_read(client, staff, story):
    hidden = make_statement(story, "The tide turns.")
    free = make_statement(story, "The tide is in.", free=True)
    asked = f"{API}statements/?q=tide"
    assert numbers(client.get(asked)) == [free.pk]
    assert set(numbers(staff.get(asked))) == {hidden.pk, free.pk}
    assert numbers(staff.get(f"{API}statements/?q=!")) == []


def test_by_stance_an_outsider_finds_only_what_they_may_read(client, staff, story):
    hidden = make_statement(story, stance="denies")
    free = make_statement(story, stance="denies", free=True)
    make_statement(story, stance="states", free=True)
    assert numbers(client.get(f"{API}statements/?stance=denies")) == [free.pk]
    assert set(numbers(staff.get(f"{API}statements/?stance=denies"))) == {hidden.pk, free.pk}


@pytest.fixture
def register(story):
    state = Party.objects.create(name="Sri Lanka", kind="state", wikidata="Q854")
    port = Party.objects.create(name="Port of Galle", parent=state, also_called="The port\nGalle")
    ana = Person.objects.create(name="Ana Marin")
    post = Post.objects.create(party=port, title="spokeswoman")
    Tenure.objects.create(post=post, person=ana, starts=date(2024, 1, 1))
    Party.objects.create(name="Silent")
    line = make_page("Port talks", slug="port-talks")
    make_statement(story, person=ana, party=port, storyline=line)
    make_page("Quiet talks", slug="quiet-talks")
    return line


def test_it_lists_the_register_as_far_as_it_has_spoken(client, register):
    parties = client.get(f"{API}parties/").json()["parties"]
    assert [it["slug"] for it in parties] == ["port-of-galle"]
    assert client.get(f"{API}parties/sri-lanka/").json()["kind"] == "state"
    assert client.get(f"{API}parties/silent/").status_code == 404
    port = client.get(f"{API}parties/port-of-galle/").json()
    assert port == parties[0]
    assert port["also_called"] == ["The port", "Galle"]
    assert port["part_of"] == {"name": "Sri Lanka", "slug": "sri-lanka"}
    person = client.get(f"{API}people/ana-marin/").json()
    assert person["posts"] == [
        {"title": "spokeswoman", "party": "Port of Galle", "from": "2024-01-01", "to": ""}
    ]
    line = client.get(f"{API}storylines/").json()["storylines"]
    assert [(it["name"], it["slug"]) for it in line] == [("Port talks", "port-talks")]
    for one in (port, person, line[0]):
        assert len(numbers(client.get(one["statements"].removeprefix("http://testserver")))) == 1
        assert client.get(one["feeds"]["json"].removeprefix("http://testserver")).status_code == 200


def test_a_storyline_that_is_no_page_any_more_is_none(client, register):
    register.live = False
    register.save()
    assert client.get(f"{API}storylines/").json()["storylines"] == []
    assert client.get(f"{API}storylines/port-talks/").status_code == 404
    assert client.get(f"{API}statements/?storyline=port-talks").status_code == 400


def test_lists_are_gone_through_in_parts(client, story):
    for number in range(5):
        make_statement(story, unnamed="", person=None, party=Party.named(f"Party {number}"))
    found, address = [], f"{API}parties/?limit=2"
    while address:
        said = client.get(address).json()
        found += [it["slug"] for it in said["parties"]]
        address = said["next"].removeprefix("http://testserver")
    assert found == [f"party-{it}" for it in range(5)]


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "parties/nobody/",
        "people/nobody/",
        "storylines/nothing/",
        "statements/6a1f8f1e-0000-4000-8000-000000000001/",
        "statements/1/",
    ],
)
def test_what_is_not_there_is_said_in_json(client, db, path):
    response = client.get(API + path)
    assert response.status_code == 404
    assert response.json()["error"]["reason"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_can_only_be_read(client, db, method):
    for address in (f"{API}statements/", "/record/statements.csv"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"
        assert response.json()["error"]["reason"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("statements/?stance=shouts", "stance"),
        ("statements/?q=" + "a" * 201, "q"),
        ("statements/?party=nobody", "party"),
        ("people/?after=" + "a" * 60_000, "after"),
        ("statements/?person=" + "%25" * 60_000, "person"),
        ("statements/?after=1", "after"),
        ("statements/?after=999999999999999999.1", "after"),
        ("statements/?limit=201", "limit"),
        ("parties/?party=a", "party"),
        ("people/?limit=no", "limit"),
    ],
)
def test_it_names_the_field_it_cannot_answer(client, db, path, field):
    response = client.get(API + path)
    assert response.status_code == 400
    assert response.json()["error"]["field"] == field


def test_it_asks_for_patience_of_whoever_asks_too_often(client, db, monkeypatch):
    monkeypatch.setattr(MACHINES, "most", 2)
    answers = [client.get(API, REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    assert [it.status_code for it in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get(API, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_a_client_may_go_on_when_its_minute_is_over():
    pace = Pace(2, 60)
    assert [pace.wait("a", at) for at in (30, 31, 40, 61)] == [0, 0, 20, 0]
    assert pace.wait("b", 62) == 0


def test_it_asks_the_database_as_often_for_many_as_for_few(client, register, story):
    paths = [f"{API}{it}/" for it in ("statements", "parties", "people", "storylines")]

    def counts():
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            found.append(len(asked))
        return found

    counts()
    few = counts()
    for number in range(20):
        person, party = Person.named(f"Person {number}"), Party.named(f"Party {number}")
        post = Post.objects.create(party=party, title="envoy")
        Tenure.objects.create(post=post, person=person)
        line = make_page(f"Talks {number}")
        make_statement(story, person=person, party=party, storyline=line)
    assert counts() == few
