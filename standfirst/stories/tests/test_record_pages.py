"""The record's pages: what everyone finds there, and what only those whose standing opens the story read."""

import pytest
from django.test import Client

from standfirst.gate.access import PUBLIC
from standfirst.readers.models import Reader
from standfirst.record import taking_part
from standfirst.record.merging import merge
from standfirst.record.models import Challenge, Party, Person, Post, Statement, Tenure
from standfirst.record.views import storyline
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import (
    make_desk,
    make_front,
    make_member,
    make_plans,
    make_storyline,
)
from standfirst.stories.tests.speaking import make_statement, publish_statement

pytestmark = pytest.mark.django_db

WORDS = "The harbour stays open."


@pytest.fixture
def desk():
    return make_desk(make_front(), "World")


@pytest.fixture
def talks(desk):
    return make_storyline(desk.get_parent().specific, "Strait talks")


@pytest.fixture
def ana():
    make_plans()
    client = Client()
    client.force_login(make_member("ana@example.org", "basic"))
    return client


def page(path, client=None, status=200):
    answer = (client or Client()).get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_members_read_the_words_and_outsiders_who_when_and_where(desk, ana):
    said = make_statement(
        desk, WORDS, person="Ana Marin", office="harbour master", verb="insisted", topic="the tide"
    )
    for path in (said.url, said.party.url, said.person.url, "/record/"):
        outside, inside = page(path), page(path, ana)
        assert WORDS in inside
        assert "insisted" in inside
        for word in (WORDS, "insisted", "the tide"):
            assert word not in outside, path
        for told in ("Ana Marin", "harbour master", "Port of Galle", "8 Aug 2024", "Story 0"):
            assert told in outside, (path, told)
        assert "Members read what is on record" in outside


def test_what_is_not_out_has_no_page(desk):
    said = make_statement(desk, WORDS, person="Ana Marin")
    unheard = Party.objects.create(name="Silent Union")
    page(unheard.url, status=404)
    Statement.objects.update(held_back=True)
    for path in (said.url, said.party.url, said.person.url):
        page(path, status=404)
    assert "Port of Galle" not in page("/record/")


def test_a_desk_that_is_taken_down_takes_its_statements_with_it(desk):
    said = make_statement(desk, WORDS, access=PUBLIC)
    page(said.url)
    desk.unpublish()
    page(said.url, status=404)
    publish_statement(said.story.specific, WORDS, party="Late Party")
    page("/record/parties/late-party/", status=404)
    desk.save_revision().publish()
    page(said.url)
    page("/record/parties/late-party/")


def test_a_party_has_what_its_parts_said_and_who_has_spoken_for_it(desk):
    state = Party.objects.create(name="Sri Lanka", wikidata="Q854", kind="state")
    port = Party.objects.create(name="Port of Galle", parent=state)
    post = Post.objects.create(party=port, title="harbour master")
    make_statement(desk, WORDS, access=PUBLIC, person="Ana Marin")
    for name in ("Ana Marin", "Nobody Yet"):
        Tenure.objects.create(post=post, person=Person.named(name))
    above = page(state.url)
    assert WORDS in above
    assert "https://www.wikidata.org/wiki/Q854" in above
    assert "State" in above
    here = page(port.url)
    assert "harbour master" in here
    assert "Nobody Yet" not in here
    assert "Port of Galle" in page("/record/people/ana-marin/")


def test_a_page_begins_where_the_one_before_ended(desk, talks):
    for number in range(25):
        make_statement(
            desk,
            f"Number {number:02}.",
            access=PUBLIC,
            storyline=talks,
            said=f"2024-08-{number + 1:02}",
        )
    for path in ("/record/parties/port-of-galle/", "/record/storylines/strait-talks/", "/record/"):
        first = Client().get(path)
        older = Client().get(f"{path}?{first.context['part'].older}")
        shown = [it.words for it in (*first.context["statements"], *older.context["statements"])]
        assert shown == [f"Number {number:02}." for number in reversed(range(25))]
        assert not older.context["part"].older
        newer = Client().get(f"{path}?{older.context['part'].newer}")
        assert newer.context["statements"] == first.context["statements"]
        for wrong in ("before=moth", "after=1", "before=99999999999999999999-1"):
            assert wrong.split("=")[0] in page(f"{path}?{wrong}", status=400)


def test_a_storyline_says_who_takes_part_and_who_had_not_commented(desk, talks, ana):
    make_statement(desk, WORDS, storyline=talks)
    silent = "The union has not replied."
    make_statement(
        desk,
        silent,
        storyline=talks,
        party="Dockers",
        mode="paraphrase",
        stance="had_not_commented",
        topic="pay",
    )
    path = "/record/storylines/strait-talks/"
    assert "Who had not commented" in page(path, ana)
    outside = page(path)
    assert "Who had not commented" not in outside
    assert "Dockers" in outside
    make_statement(desk, "We want more.", storyline=talks, party="Dockers", said="2024-08-09")
    assert "Who had not commented" not in page(path, ana)


def test_of_many_who_had_not_commented_it_shows_the_newest_and_leads_to_all(
    desk, talks, ana, monkeypatch
):
    monkeypatch.setattr(storyline, "SILENT", 1)
    monkeypatch.setattr(taking_part, "SILENT", 1)
    for party in ("Dockers", "Pilots"):
        make_statement(
            desk,
            f"The {party} have not replied.",
            storyline=talks,
            party=party,
            mode="paraphrase",
            stance="had_not_commented",
            topic="pay",
        )
    shown = page("/record/storylines/strait-talks/", ana)
    every = "/record/?stance=had_not_commented&amp;storyline=strait-talks"
    assert f'href="{every}"' in shown
    assert "Dockers" in page(every.replace("&amp;", "&"), ana)


def test_it_says_what_changed_between_two_days(desk, talks, ana):
    make_statement(desk, "Early words.", storyline=talks, said="2024-08-01")
    late = make_statement(desk, "Late words.", storyline=talks, said="2024-08-09", party="Dockers")
    path = "/record/storylines/strait-talks/since/"
    shown = page(f"{path}?from=2024-08-05&to=2024-08-09", ana)
    assert "Late words." in shown
    assert "Early words." not in shown
    assert "On record for the first time" in shown
    assert "Late words." not in page(f"{path}?from=2024-08-05&to=2024-08-08", ana)
    story = StoryPage.objects.get(pk=late.story_id)
    publish(story, accepted=[{**story.accepted[0], "office": "shop steward"}])
    assert "shop steward" in page(f"{path}?from=2024-08-05", ana).split("Said, newest")[0]
    assert "<del>" not in page(f"{path}?from=2024-08-05")
    for wrong in ("from=soon", "from=2024-08-05&to=2024-08-01", "to=9999-01-01"):
        assert 'aria-invalid="true"' in page(f"{path}?{wrong}", status=400)


def test_two_parties_stand_side_by_side_day_by_day(desk, talks):
    for party, day in (("Port of Galle", 8), ("Dockers", 8), ("Dockers", 9), ("Others", 8)):
        make_statement(
            desk,
            f"{party} {day}.",
            access=PUBLIC,
            storyline=talks,
            party=party,
            said=f"2024-08-0{day}",
        )
    path = "/record/storylines/strait-talks/side-by-side/"
    days = Client().get(f"{path}?one=port-of-galle&other=dockers").context["days"]
    shown = [([it.words for it in day.one], [it.words for it in day.other]) for day in days]
    assert shown == [([], ["Dockers 9."]), (["Port of Galle 8."], ["Dockers 8."])]
    page(path)
    for wrong in ("one=nobody&other=dockers", "one=dockers&other=dockers"):
        assert 'aria-invalid="true"' in page(f"{path}?{wrong}", status=400)


def test_a_statement_can_be_cited_is_disputed_and_says_what_it_said_before(desk, ana):
    said = make_statement(desk, WORDS, person="Ana Marin")
    story = StoryPage.objects.get(pk=said.story_id)
    publish(story, accepted=[{**story.accepted[0], "office": "harbour master"}])
    Challenge.objects.create(
        statement=said,
        at="2024-08-10T10:00Z",
        name="Zed",
        email="zed@example.org",
        text="Wrong.",
        public=True,
        shown_as="Zed Moth",
        reply="I said maybe.",
    )
    inside, outside = page(said.url, ana), page(said.url)
    assert f"Ana Marin, harbour master, Port of Galle, 8 Aug 2024: “{WORDS}” In “Story 0”" in inside
    assert said.url in outside
    for word in ("I said maybe.", "Disputed by Zed Moth", "<del>nothing</del>"):
        assert word in inside
        assert word not in outside
    assert "zed@example.org" not in inside


def test_side_by_side_follows_a_party_that_became_another(desk, talks, ana):
    for party in ("Dockers", "Pilots"):
        make_statement(desk, f"The {party} wait.", storyline=talks, party=party)
    gone = Party.objects.create(name="Old pilots")
    merge(gone, Party.objects.get(name="Pilots"), by=Reader.objects.get(email="ana@example.org"))
    path = "/record/storylines/strait-talks/side-by-side/"
    assert "The Pilots wait." in page(f"{path}?one={gone.slug}&other=dockers", ana)
    assert "No such party" in page(f"{path}?one=nobody&other=dockers", ana, status=400)
