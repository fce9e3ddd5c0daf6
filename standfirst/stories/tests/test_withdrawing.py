"""What was out and is taken down says so at its address; what never was out says nothing."""

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage, Withdrawn
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

BREAD = "/money/bread-costs-less/"
LINE = "The figures in it were another year's."


@pytest.fixture
def bread(publication: Lantern) -> StoryPage:
    story = publication.stories["public"]
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def nora(db: None, client: Client) -> Reader:
    """The publisher, logged in."""
    reader = Reader.objects.create_reader("nora@example.com", is_staff=True)
    reader.take_role("publisher")
    client.force_login(reader)
    return reader


def test_it_says_on_which_day_and_why(client: Client, bread: StoryPage) -> None:
    bread.withdrawn_line = LINE
    bread.save_revision()  # as a draft: nobody publishes a story in order to withdraw it
    StoryPage.objects.get(pk=bread.pk).unpublish()
    Withdrawn.objects.update(at=datetime(2026, 8, 9, 12, 0, tzinfo=UTC))
    answer = client.get(BREAD)
    assert answer.status_code == 410
    page = unescape(answer.content.decode())
    assert "This story was withdrawn on 9 August 2026." in page
    assert LINE in page
    assert 'href="/money/"' in page
    assert 'action="/search/"' in page


def test_it_says_nothing_of_what_it_said(client: Client, bread: StoryPage) -> None:
    headline = "Minister took the bread money"
    StoryPage.objects.filter(pk=bread.pk).update(title=headline, draft_title=headline)
    StoryPage.objects.get(pk=bread.pk).unpublish()
    answer = client.get(BREAD)
    for word in ("Minister", "Both sides met", "A. Writer", "How much"):
        assert word not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert b"noindex" in answer.content


def test_it_answers_so_beside_the_story_too(client: Client, bread: StoryPage) -> None:
    bread.unpublish()
    assert client.get(f"{BREAD}changes/").status_code == 410
    assert client.get(BREAD.rstrip("/")).status_code == 410
    assert client.get(f"{BREAD}no/such/").status_code == 404


def test_it_answers_so_at_every_address_the_story_had(
    client: Client, publication: Lantern, bread: StoryPage
) -> None:
    bread.move(publication.world, pos="last-child")
    StoryPage.objects.get(pk=bread.pk).delete()
    assert client.get(BREAD).status_code == 410
    assert client.get("/world/bread-costs-less/").status_code == 410


def test_it_is_over_once_the_story_is_out_again(
    client: Client, publication: Lantern, bread: StoryPage
) -> None:
    bread.move(publication.world, pos="last-child")
    bread = StoryPage.objects.get(pk=bread.pk)
    bread.unpublish()
    bread.save_revision().publish()
    assert client.get("/world/bread-costs-less/").status_code == 200
    assert client.get(BREAD).status_code == 301
    assert not Withdrawn.objects.exists()


def test_it_is_over_once_another_story_is_published_there(
    client: Client, publication: Lantern, bread: StoryPage
) -> None:
    bread.delete()
    make_story(publication.money, "Bread costs less")
    assert client.get(BREAD).status_code == 200
    assert not Withdrawn.objects.exists()


def test_it_stays_until_the_second_of_a_story_to_come(
    client: Client, publication: Lantern, bread: StoryPage
) -> None:
    bread.delete()
    ahead = datetime.now(UTC) + timedelta(hours=1)
    later = make_story(publication.money, "Bread costs less", live=False, published_at=ahead)
    later.save_revision().publish()
    assert client.get(BREAD).status_code == 410


def test_it_leaves_nothing_of_what_never_was_out(client: Client, publication: Lantern) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    later = make_story(publication.money, "Later", published_at=ahead)
    draft = make_story(publication.money, "Draft", live=False, published_at=None)
    later.unpublish()
    draft.delete()
    later.delete()
    for slug in ("later", "draft"):
        assert client.get(f"/money/{slug}/").status_code == 404
    assert not Withdrawn.objects.exists()


def test_it_answers_404_while_only_the_desk_is_taken_down(
    client: Client, publication: Lantern
) -> None:
    """The stories were not withdrawn: they come back with their desk."""
    publication.money.unpublish()
    assert client.get(BREAD).status_code == 404
    assert client.get("/money/").status_code == 404


def test_it_withdraws_stories_taken_down_with_their_desk(
    client: Client, publication: Lantern, nora: Reader
) -> None:
    path = f"/admin/pages/{publication.money.pk}/unpublish/"
    client.post(path, {"include_descendants": "on"})
    answer = client.get(BREAD)
    assert answer.status_code == 410
    assert 'href="/money/"' not in answer.content.decode()
    assert client.get("/money/").status_code == 404


def test_it_withdraws_stories_deleted_with_their_desk(client: Client, publication: Lantern) -> None:
    publication.money.delete()
    assert client.get(BREAD).status_code == 410


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_it_withdraws_in_the_admin(
    client: Client, bread: StoryPage, nora: Reader, action: str
) -> None:
    client.post(f"/admin/pages/{bread.pk}/{action}/")
    assert client.get(BREAD).status_code == 410


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_it_withdraws_in_bulk(
    client: Client, publication: Lantern, nora: Reader, action: str
) -> None:
    ids = [publication.stories[name].pk for name in ("public", "plus")]
    query = "&".join(f"id={pk}" for pk in ids)
    client.post(f"/admin/bulk/wagtailcore/page/{action}/?{query}", {"confirm": "1"})
    for path in (BREAD, "/money/inside-the-mint/"):
        assert client.get(path).status_code == 410, path


def test_it_is_written_with_the_time(bread: StoryPage, monkeypatch: Any) -> None:
    noon = datetime(2026, 8, 9, 12, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    StoryPage.objects.filter(pk=bread.pk).update(published_at=noon - timedelta(days=1))
    StoryPage.objects.get(pk=bread.pk).unpublish()
    assert Withdrawn.objects.get().at == noon
