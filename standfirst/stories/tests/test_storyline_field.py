"""A story's form and its storyline: chosen by name, made where the name is new."""

import pytest
from django.test import Client

from standfirst.readers.models import Reader
from standfirst.stories.models import StorylinePage, StoryPage
from standfirst.stories.tests.factories import make_storyline
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.tests.test_writing import add_url, filled

JSON = {"HTTP_ACCEPT": "application/json"}
PART = ("What the port says", "It opens at noon.")


@pytest.fixture
def talks(publication: Lantern) -> StorylinePage:
    return make_storyline(publication.front, "Strait talks")


def staff(client: Client, role: str) -> Reader:
    reader = Reader.objects.create_reader(f"{role}@example.com")
    reader.take_role(role)
    client.force_login(reader)
    return reader


def add(client: Client, publication: Lantern, storyline: str, action: str = "", **headers: str):
    sent = filled(PART, storyline=storyline, **({action: "yes"} if action else {}))
    return client.post(add_url(publication.world), sent, **headers)


def the_story() -> StoryPage | None:
    return StoryPage.objects.filter(slug="rain-at-last").first()


def drafted() -> StoryPage:
    return the_story().get_latest_revision_as_object()


def test_it_offers_the_storylines_and_a_key_that_leads_there(client, publication, talks):
    staff(client, "editor")
    form = client.get(add_url(publication.world)).text
    assert "Storyline (Alt+L)" in form
    assert 'data-w-kbd-key-value="alt+l"' in form
    assert 'aria-keyshortcuts="Alt+L"' in form
    assert 'list="id_storyline-names"' in form
    assert '<datalist id="id_storyline-names"><option value="Strait talks"></datalist>' in form


def test_it_takes_a_storyline_by_its_name(client, publication, talks):
    staff(client, "writer")
    add(client, publication, " strait  TALKS ")
    assert drafted().storyline == talks
    page = client.get(f"/admin/pages/{the_story().pk}/edit/").text
    assert 'value="Strait talks"' in page


def test_it_takes_the_story_out_of_its_storyline_when_the_name_goes(client, publication, talks):
    staff(client, "editor")
    add(client, publication, "Strait talks", "action-publish")
    assert the_story().storyline == talks
    edit = f"/admin/pages/{the_story().pk}/edit/"
    client.post(edit, {**filled(PART, storyline=""), "action-publish": "yes"})
    assert the_story().storyline is None


def test_it_makes_and_publishes_a_storyline_of_a_new_name(client, publication):
    eli = staff(client, "editor")
    add(client, publication, "Harbour strike", "action-publish")
    made = StorylinePage.objects.get()
    assert (made.title, made.slug, made.live, made.owner) == (
        "Harbour strike",
        "harbour-strike",
        True,
        eli,
    )
    assert the_story().storyline == made
    assert client.get("/harbour-strike/").status_code == 200


def test_it_makes_one_for_a_draft_too(client, publication):
    staff(client, "publisher")
    add(client, publication, "Harbour strike")
    assert drafted().storyline == StorylinePage.objects.get()


def test_it_tells_who_may_not_make_one_what_to_do(client, publication, talks):
    staff(client, "writer")
    form = add(client, publication, "Harbour strike").context["form"]
    assert form.errors["storyline"] == [
        "There is no storyline “Harbour strike”. Choose one that is there, or ask an editor to make it."
    ]
    assert not StorylinePage.objects.filter(title="Harbour strike").exists()
    assert the_story() is None


def test_it_makes_none_while_a_name_is_being_typed(client, publication, talks):
    staff(client, "editor")
    assert add(client, publication, "Strait talks", **JSON).json()["success"]
    edit = f"/admin/pages/{the_story().pk}/edit/"
    assert client.post(edit, filled(PART, storyline="Harb"), **JSON).json()["success"]
    assert list(StorylinePage.objects.all()) == [talks]
    assert drafted().storyline == talks


def test_it_makes_none_for_a_preview(client, publication, talks):
    staff(client, "editor")
    add(client, publication, "Strait talks")
    preview = f"/admin/pages/{the_story().pk}/edit/preview/"
    sent = filled(PART, storyline="Harb")
    assert client.post(preview, sent).json()["is_valid"]
    assert client.get(preview).status_code == 200
    assert list(StorylinePage.objects.all()) == [talks]


def test_it_makes_none_where_the_form_is_refused_for_something_else(client, publication):
    staff(client, "editor")
    sent = {**filled(PART, storyline="Harbour strike", standfirst=""), "action-publish": "yes"}
    assert client.post(add_url(publication.world), sent).context["form"].errors
    assert not StorylinePage.objects.exists()


def test_it_refuses_a_name_longer_than_a_page_can_have(client, publication):
    staff(client, "editor")
    form = add(client, publication, "x" * 256).context["form"]
    assert form.errors["storyline"] == ["Cut the name to 255 characters."]
