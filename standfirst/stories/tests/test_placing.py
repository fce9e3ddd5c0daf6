"""Lead stories: what the front page makes of them, and the one click that places one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import FrontLead, FrontPage
from standfirst.stories.placing import place
from standfirst.stories.tests.factories import make_desk, make_front, make_picture, make_story
from standfirst.stories.views import LEADING

pytestmark = pytest.mark.django_db


@pytest.fixture
def front():
    return make_front()


@pytest.fixture
def stories(front):
    """Story 0 is the newest; there are more than lead the front page."""
    world = make_desk(front, "World")
    now = datetime.now(UTC)
    return [
        make_story(world, f"Story {number}", published_at=now - timedelta(hours=number + 1))
        for number in range(LEADING + 3)
    ]


@pytest.fixture
def eli():
    reader = Reader.objects.create_reader("eli@example.com")
    reader.take_role(Role.EDITOR)
    return reader


def lead_with(front, *stories):
    for order, story in enumerate(stories):
        FrontLead.objects.create(front=front, story=story, sort_order=order)


def top_of(client):
    context = client.get("/").context
    return [context["lead"].headline, *(it.headline for it in context["cards"])]


def named(*numbers):
    return [f"Story {number}" for number in numbers]


def test_it_leads_with_the_newest_where_nothing_is_placed(client, stories):
    assert top_of(client) == named(*range(LEADING))


def test_it_leads_with_what_is_placed_then_by_time_and_shows_nothing_twice(client, front, stories):
    lead_with(front, stories[10], stories[2])
    assert top_of(client) == named(10, 2, 0, 1, 3, 4, 5, 6, 7)
    page = client.get("/").text
    assert page.count('href="/world/story-2/"') == 1
    assert page.count('href="/world/story-10/"') == 1


def test_it_passes_over_a_placed_story_that_is_not_out(client, front, stories):
    lead_with(front, stories[3], stories[4], stories[5])
    stories[3].unpublish()
    type(stories[4]).objects.filter(pk=stories[4].pk).update(
        published_at=datetime.now(UTC) + timedelta(days=1)
    )
    assert top_of(client)[:3] == named(5, 0, 1)


def test_it_takes_the_first_of_two_placings_of_one_story(client, front, stories):
    lead_with(front, stories[5], stories[1], stories[5])
    assert top_of(client)[:3] == named(5, 1, 0)


def test_it_costs_the_same_whatever_is_placed(client, front, stories):
    seen = make_picture()
    type(stories[0]).objects.update(lead_image=seen)
    client.get("/")
    with CaptureQueriesContext(connection) as by_time:
        client.get("/")
    lead_with(front, *stories[5:9])
    with CaptureQueriesContext(connection) as placed:
        client.get("/")
    assert len(placed) == len(by_time)


def test_it_places_with_one_click_and_publishes_at_once(client, front, stories, eli):
    lead_with(front, stories[1])
    client.force_login(eli)
    path = f"/admin/stories/{stories[4].pk}/front/"
    assert "leads the front page at once" in client.get(path).text
    assert top_of(client)[0] == "Story 1"
    done = client.post(path)
    assert done.url == f"/admin/pages/{stories[4].pk}/edit/"
    assert top_of(client)[:3] == named(4, 1, 0)
    assert FrontPage.objects.get().latest_revision.user == eli
    client.post(path)
    assert top_of(client)[:3] == named(1, 0, 2)


def test_it_goes_back_to_where_the_click_was(client, stories, eli):
    client.force_login(eli)
    done = client.post(f"/admin/stories/{stories[4].pk}/front/", {"next": "/admin/pages/"})
    assert done.url == "/admin/pages/"
    done = client.post(f"/admin/stories/{stories[4].pk}/front/", {"next": "https://evil.example"})
    assert done.url == f"/admin/pages/{stories[4].pk}/edit/"


def test_it_makes_room_where_all_places_are_taken(front, stories, eli):
    lead_with(front, *stories[:LEADING])
    place(front, stories[10], eli)
    leads = list(FrontLead.objects.values_list("story", flat=True))
    assert leads == [stories[10].pk, *(it.pk for it in stories[: LEADING - 1])]


def test_it_leaves_what_others_drafted_of_the_front_page_a_draft(client, front, stories, eli):
    front.title = "A new name"
    front.leads = [FrontLead(story=stories[2], sort_order=0)]
    front.save_revision()
    client.force_login(eli)
    client.post(f"/admin/stories/{stories[4].pk}/front/")
    live = FrontPage.objects.get()
    assert live.title == "The Lantern"
    assert top_of(client)[:2] == named(4, 0)
    assert live.has_unpublished_changes
    draft = live.get_latest_revision_as_object()
    assert draft.title == "A new name"
    assert [it.story_id for it in draft.leads.all()] == [stories[4].pk, stories[2].pk]


def test_it_offers_the_click_in_the_storys_menus(client, stories, eli):
    client.force_login(eli)
    url = f"/admin/stories/{stories[0].pk}/front/"
    edit, listing = f"/admin/pages/{stories[0].pk}/edit/", f"/admin/pages/{stories[0].desk.pk}/"
    for path in (edit, listing):
        page = client.get(path).text
        assert url in page
        assert "Lead the front page" in page
    client.post(url)
    assert "Take off the front page" in client.get(edit).text


def test_it_lets_no_writer_place_a_story(client, stories):
    reader = Reader.objects.create_reader("wil@example.com")
    reader.take_role(Role.WRITER)
    client.force_login(reader)
    url = f"/admin/stories/{stories[0].pk}/front/"
    assert url not in client.get(f"/admin/pages/{stories[0].desk.pk}/").text
    assert client.post(url).status_code == 302
    assert not FrontLead.objects.exists()


def test_it_places_nothing_while_the_front_page_is_locked(client, stories, eli):
    Page.objects.filter(pk=FrontPage.objects.get().pk).update(locked=True)
    client.force_login(eli)
    client.post(f"/admin/stories/{stories[0].pk}/front/")
    assert not FrontLead.objects.exists()


def test_it_places_nothing_that_is_not_out(client, front, stories, eli):
    draft = make_story(stories[0].desk, "A draft", live=False)
    client.force_login(eli)
    done = client.post(f"/admin/stories/{draft.pk}/front/", follow=True)
    assert "Publish the story first" in done.text
    assert not FrontLead.objects.exists()


def test_it_knows_no_story_that_is_not_there(client, stories, eli):
    client.force_login(eli)
    assert client.post("/admin/stories/0/front/").status_code == 404


def test_it_offers_stories_alone_to_be_placed(client, front, stories, eli):
    client.force_login(eli)
    form = client.get(f"/admin/pages/{front.pk}/edit/").context["form"]
    chooser = form.formsets["leads"].empty_form.fields["story"].widget
    assert [it.__name__ for it in chooser.target_models] == ["StoryPage"]
