import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import StorylinePage, StoryPage
from standfirst.stories.tests.factories import (
    make_desk,
    make_front,
    make_picture,
    make_story,
    make_storyline,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def front():
    return make_front()


@pytest.fixture
def world(front):
    return make_desk(front, "World")


@pytest.fixture
def talks(front):
    return make_storyline(front, "Strait talks", summary="Who may sail where.")


def tell(desk, storyline, count, **fields):
    """Stories, the newest first; an hour lies between two."""
    return [
        make_story(
            desk,
            f"Round {number}",
            storyline=storyline,
            published_at=NOON - timedelta(hours=number),
            **fields,
        )
        for number in range(count)
    ]


def headlines(cards):
    return [it.headline for it in cards]


def test_it_tells_the_storyline_newest_first_by_day(client, world, talks):
    tell(world, talks, 14)
    make_story(world, "Of something else")
    page = client.get("/strait-talks/")
    assert page.headers["Cache-Control"].startswith("public")
    days = page.context["days"]
    assert [(f"{it.date}", len(it.cards)) for it in days] == [("2026-03-05", 13), ("2026-03-04", 1)]
    assert headlines(card for day in days for card in day.cards) == [
        f"Round {number}" for number in range(14)
    ]
    assert "Who may sail where." in page.text
    assert "Of something else" not in page.text


def test_it_goes_on_on_a_second_page(client, world, talks):
    tell(world, talks, 21)
    older = client.get("/strait-talks/?page=2").context["days"]
    assert [headlines(it.cards) for it in older] == [["Round 20"]]


def test_it_has_feeds_of_its_own_and_says_so(client, world, talks):
    tell(world, talks, 2)
    make_story(world, "Of something else")
    page = client.get("/strait-talks/").text
    assert 'href="http://testserver/strait-talks/feed.xml"' in page
    assert 'href="/strait-talks/feed.xml"' in page
    feed = json.loads(client.get("/strait-talks/feed.json").content)
    assert feed["title"] == "The Lantern: Strait talks"
    assert feed["description"] == "Who may sail where."
    assert [it["title"] for it in feed["items"]] == ["Round 0", "Round 1"]
    rss = client.get("/strait-talks/feed.xml").text
    assert "Round 1" in rss
    assert "Of something else" not in rss


@pytest.mark.parametrize("path", ["", "feed.xml", "feed.json"])
def test_it_is_not_there_before_a_story_of_it_is(client, world, talks, path):
    make_story(world, "A draft", storyline=talks, live=False)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_story(world, "Of tomorrow", storyline=talks, published_at=tomorrow)
    assert client.get(f"/strait-talks/{path}").status_code == 404
    make_story(world, "Of today", storyline=talks)
    found = client.get(f"/strait-talks/{path}")
    assert found.status_code == 200
    assert "Of today" in found.text
    assert "A draft" not in found.text
    assert "Of tomorrow" not in found.text


def test_it_names_a_draft_storyline_nowhere(client, world, talks):
    story = tell(world, talks, 2)[0]
    StorylinePage.objects.get().unpublish()
    for path in ("/strait-talks/", "/strait-talks/feed.xml"):
        assert client.get(path).status_code == 404
    for path in ("/", "/world/", f"/world/{story.slug}/", "/sitemap.xml", "/feed.json"):
        found = client.get(path).text
        assert "Strait talks" not in found
        assert "strait-talks" not in found


def test_it_leads_from_a_story_to_its_storyline_and_to_what_came_before(client, world, talks):
    tell(world, talks, 8)
    page = client.get("/world/round-1/")
    assert '<a href="/strait-talks/">Strait talks</a>' in page.text
    assert "Earlier in this storyline" in page.text
    assert headlines(page.context["thread"].earlier) == [f"Round {n}" for n in range(2, 7)]


def test_it_puts_no_heading_over_nothing(client, world, talks):
    tell(world, talks, 2)
    first = client.get("/world/round-1/").text
    assert '<a href="/strait-talks/">' in first
    assert "Earlier in this storyline" not in first
    alone = make_story(world, "Of something else")
    assert "Storyline" not in client.get(f"/world/{alone.slug}/").text


def test_it_leaves_out_of_what_came_before_what_is_not_out(client, world, talks):
    stories = tell(world, talks, 3)
    stories[1].unpublish()
    earlier = client.get("/world/round-0/").context["thread"].earlier
    assert headlines(earlier) == ["Round 2"]


def test_it_keeps_its_stories_when_it_is_deleted(world, talks):
    tell(world, talks, 1)
    StorylinePage.objects.get().delete()
    assert StoryPage.objects.get().storyline is None


def test_it_takes_no_address_of_the_sites_own(front):
    with pytest.raises(ValidationError, match="The site uses this address itself"):
        make_storyline(front, "Archive")


def test_it_is_started_by_name_at_a_free_address(front, world):
    slugs = [StorylinePage.start(name).slug for name in ("World", "Archive", "Grève à Kiel", "話")]
    assert slugs[:3] == ["world-2", "archive-2", "greve-a-kiel"]
    assert all(it.live for it in StorylinePage.objects.all())
    assert len(set(slugs)) == 4


def test_it_is_called_by_its_name_whatever_the_capitals(talks):
    assert StorylinePage.objects.called(" strait  TALKS") == talks
    assert StorylinePage.objects.called("Strait") is None


def test_it_is_started_for_those_who_may(front):
    writer, editor = (Reader.objects.create_reader(f"{it}@example.com") for it in ("wil", "eli"))
    writer.take_role(Role.WRITER)
    editor.take_role(Role.EDITOR)
    assert not StorylinePage.may_be_started_by(writer)
    assert StorylinePage.may_be_started_by(editor)


@pytest.mark.parametrize("path", ["/strait-talks/", "/strait-talks/feed.xml", "/world/round-0/"])
def test_it_asks_the_database_as_often_for_many_stories_as_for_few(client, world, talks, path):
    seen = make_picture()
    tell(world, talks, 3, lead_image=seen)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(15):
        make_story(world, f"Before {number}", storyline=talks, lead_image=seen, published_at=NOON)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)
