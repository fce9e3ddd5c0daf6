from datetime import UTC, datetime, timedelta

import pytest

from standfirst.stories.models import Author, StoryAuthor, StorylinePage
from standfirst.stories.tests.factories import make_story


@pytest.fixture
def strait(publication):
    line = publication.front.add_child(instance=StorylinePage(title="Strait crisis", slug="crisis"))
    story = publication.stories["members"]
    story.storyline = line
    story.save()
    return line


@pytest.fixture
def singh(publication):
    author, _ = Author.objects.get_or_create(name="Sabrina Ñandú", slug="sabrina")
    StoryAuthor.objects.create(story=publication.stories["public"], author=author, position=0)
    return author


@pytest.fixture
def names(client, publication):
    def found(question, **more):
        answer = client.get("/search/", {"q": question, **more})
        return [(it.kind, it.text, it.url) for it in answer.context["names"]]

    return found


def test_it_names_storylines_authors_and_desks(names, strait, singh):
    assert names("crisis") == [("Storyline", "Strait crisis", "/crisis/")]
    assert names("CRISIS strait") == [("Storyline", "Strait crisis", "/crisis/")]
    assert names("nandu") == [("Author", "Sabrina Ñandú", "/authors/sabrina/")]
    assert names("world") == [("Desk", "World", "/world/")]
    assert names("crisis nandu") == []
    assert names("") == []


def test_it_knows_an_author_by_other_names(names, singh):
    singh.also_printed_as = "S. Quill\nSab"
    singh.save()
    assert [text for _, text, _ in names("quill")] == ["Sabrina Ñandú"]


def test_it_stands_above_the_stories_and_leads_there(client, strait):
    page = client.get("/search/", {"q": "strait"}).content.decode()
    assert page.index('href="/crisis/"') < page.index("<article")
    assert client.get("/crisis/").status_code == 200


def test_it_names_none_without_a_story_that_is_out(names, strait, singh, publication):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    members, public = publication.stories["members"], publication.stories["public"]
    for story in (members, public):
        story.published_at = tomorrow
        story.save()
    assert names("crisis") == []
    assert names("nandu") == []
    for story in (members, public):
        story.published_at = tomorrow - timedelta(days=2)
        story.live = False
        story.save()
    assert names("crisis") == []
    assert names("nandu") == []


def test_it_names_no_storyline_that_is_taken_down(names, strait):
    strait.unpublish()
    assert names("crisis") == []


def test_it_names_one_for_a_misspelt_name(client, strait, singh):
    answer = client.get("/search/", {"q": "crisys"})
    assert answer.context["instead"] == "crisis"
    assert [it.text for it in answer.context["names"]] == ["Strait crisis"]
    assert client.get("/search/", {"q": "nandy"}).context["instead"] == "Ñandú"


def test_it_offers_no_name_of_what_is_not_out_yet(client, publication):
    line = StorylinePage(title="Secret merger", slug="merger")
    publication.front.add_child(instance=line)
    make_story(
        publication.world,
        "Of tomorrow",
        storyline=line,
        published_at=datetime.now(UTC) + timedelta(days=1),
    )
    assert client.get("/search/", {"q": "mergr"}).context["instead"] == ""
