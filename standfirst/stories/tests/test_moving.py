"""A changed slug or desk leads from the old address to the new, and never to what is not out."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.stories.briefs import read_brief
from standfirst.stories.importing import import_brief
from standfirst.stories.models import DeskPage, StoryPage, StoryVersion
from standfirst.stories.tests.factories import make_desk, make_story, make_storyline
from standfirst.stories.tests.lantern import Lantern

BREAD = "/money/bread-costs-less/"


class Committing(Protocol):
    """Wagtail tells of a changed slug when the change is committed."""

    def __call__(self) -> AbstractContextManager[Any]: ...


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Committing:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def bread(publication: Lantern) -> StoryPage:
    return publication.stories["public"]


def rename(page: Page, slug: str, committing: Committing) -> Page:
    """As an editor does: a revision, published."""
    with committing():
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        page.save_revision().publish()
    return page


def leads(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_it_leads_from_the_old_slug_to_the_new(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    assert leads(client, BREAD) == (301, "/money/bread/")
    assert leads(client, BREAD.rstrip("/")) == (301, "/money/bread/")
    assert leads(client, f"{BREAD}?from=mail") == (301, "/money/bread/")
    assert client.head(BREAD).status_code == 301
    assert client.post(BREAD).status_code == 404


def test_it_may_be_kept_by_no_cache_between(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    headers = client.get(BREAD).headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in headers["Vary"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in headers


def test_it_takes_one_hop_however_often_a_story_moved(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    rename(bread, "loaves", committing)
    assert leads(client, BREAD) == (301, "/money/loaves/")
    assert leads(client, "/money/bread/") == (301, "/money/loaves/")


def test_it_makes_no_loop_of_a_story_that_moved_back(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    rename(bread, "bread-costs-less", committing)
    assert client.get(BREAD).status_code == 200
    assert leads(client, "/money/bread/") == (301, BREAD)
    assert Redirect.objects.count() == 1


def test_it_leads_from_the_old_desk_to_the_new(
    client: Client, publication: Lantern, bread: StoryPage
) -> None:
    bread.move(publication.world, pos="last-child")
    assert leads(client, BREAD) == (301, "/world/bread-costs-less/")


def test_it_leads_from_where_an_import_took_it(
    client: Client, desks: dict[str, DeskPage], tmp_path: Any
) -> None:
    file = tmp_path / "rates.md"
    text = "# Rates hold\n\nNothing moved.\n\n**What now:** They wait.\n"
    file.write_text(text)
    now = datetime.now(UTC)
    for desk in ("world", "money"):
        import_brief(read_brief(file), publish=True, now=now, desk=desk)
        file.write_text(f"---\ndesk: money\n---\n{text}")
    assert leads(client, "/world/rates-hold/") == (301, "/money/rates-hold/")


def test_it_takes_the_stories_and_feeds_of_a_renamed_desk_along(
    client: Client, publication: Lantern, committing: Committing
) -> None:
    rename(publication.money, "economy", committing)
    assert leads(client, "/money/") == (301, "/economy/")
    assert leads(client, BREAD) == (301, "/economy/bread-costs-less/")
    for feed in ("feed.xml", "feed.json"):
        assert leads(client, f"/money/{feed}") == (301, f"/economy/{feed}")


def test_it_takes_what_is_beside_a_story_along(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    assert leads(client, f"{BREAD}changes/") == (301, "/money/bread/changes/")


def test_it_gives_an_old_address_to_a_new_story(
    client: Client, publication: Lantern, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    new = make_story(publication.money, "Bread costs less again", slug="bread-costs-less")
    assert client.get(BREAD).status_code == 200
    new.unpublish()
    assert client.get(BREAD).status_code == 410  # and not the story that had it before


def test_it_leaves_nothing_of_a_draft(
    client: Client, publication: Lantern, committing: Committing
) -> None:
    draft = make_story(publication.money, "Draft", live=False, published_at=None)
    with committing():
        draft.slug = "other"
        draft.save()
    rename(draft, "third", committing)
    assert not Redirect.objects.exists()
    assert client.get("/money/draft/").status_code == 404


def test_it_tells_no_address_before_its_second(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    """Neither of a story set to another slug later, nor of one dated ahead."""
    bread.save_revision().publish()
    bread = StoryPage.objects.get(pk=bread.pk)
    bread.slug, bread.go_live_at = "embargoed-slug", datetime.now(UTC) + timedelta(hours=1)
    with committing():
        bread.save_revision().publish()
    assert client.get(BREAD).status_code == 200
    assert client.get("/money/embargoed-slug/").status_code == 404
    assert not Redirect.objects.exists()


def test_it_leads_to_nothing_that_is_not_out(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    bread = rename(bread, "secret-slug", committing)
    StoryPage.objects.filter(pk=bread.pk).update(
        published_at=datetime.now(UTC) + timedelta(hours=1)
    )
    answer = client.get(BREAD)
    assert answer.status_code == 404
    assert b"secret-slug" not in answer.content
    assert "Location" not in answer.headers


def test_it_leads_to_no_story_of_a_desk_taken_down(
    client: Client, publication: Lantern, bread: StoryPage, committing: Committing
) -> None:
    rename(bread, "bread", committing)
    publication.money.unpublish()
    assert leads(client, BREAD) == (404, "")


def test_it_leads_from_where_a_story_was_withdrawn_to_where_it_is_out_again(
    client: Client, bread: StoryPage, committing: Committing
) -> None:
    bread.unpublish()
    assert client.get(BREAD).status_code == 410
    rename(bread, "bread", committing)
    assert leads(client, BREAD) == (301, "/money/bread/")


def test_it_follows_what_staff_redirect(client: Client, publication: Lantern) -> None:
    Redirect.add_redirect("/index.php?id=3", publication.money)
    Redirect.add_redirect("/old", "https://example.org/new", is_permanent=False)
    assert leads(client, "/index.php?id=3") == (301, "/money/")
    assert leads(client, "/old/") == (302, "https://example.org/new")
    assert leads(client, "/index.php?id=4") == (404, "")


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("publisher", 200), ("writer", 302)])
def test_it_lets_editors_and_publishers_manage_redirects(
    client: Client, publication: Lantern, role: str, status: int
) -> None:
    reader = Reader.objects.create_reader("eli@example.com", is_staff=True)
    reader.take_role(role)
    client.force_login(reader)
    assert client.get("/admin/redirects/").status_code == status


def test_it_leaves_a_version_for_each_publishing_and_none_for_a_move(
    publication: Lantern, bread: StoryPage
) -> None:
    before = StoryVersion.objects.filter(story=bread).count()
    bread.move(publication.world, pos="last-child")
    assert StoryVersion.objects.filter(story=bread).count() == before


def test_it_leads_from_a_plain_desk_to_itself_only_while_it_is_out(
    client: Client, publication: Lantern, committing: Committing
) -> None:
    desk = make_desk(publication.front, "Sport")
    desk = rename(desk, "sports", committing)
    assert leads(client, "/sport/") == (301, "/sports/")
    desk.unpublish()
    assert leads(client, "/sport/") == (404, "")


def test_it_asks_the_database_little(
    client: Client,
    publication: Lantern,
    bread: StoryPage,
    committing: Committing,
    django_assert_num_queries: Any,
) -> None:
    """As often for a story that moved once as for one that moved often, among few redirects as among many."""
    publication.stories["plus"].unpublish()
    for slug in ("bread", "loaves", "crumbs"):
        rename(bread, slug, committing)
    for path, status, queries in (
        (BREAD, 301, 9),
        ("/money/loaves/", 301, 9),
        ("/money/inside-the-mint/", 410, 10),
    ):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == status


def test_it_moves_a_story_whose_old_address_is_longer_than_a_redirect_holds(
    client: Client, publication: Lantern, bread: StoryPage, committing: Committing
) -> None:
    """PostgreSQL holds to 255 characters; the story is out at its new address all the same."""
    long = rename(bread, "b" * 250, committing)
    rename(long, "bread", committing)
    assert client.get("/money/bread/").status_code == 200
    assert leads(client, BREAD) == (301, "/money/bread/")


def test_it_leads_to_no_storyline_before_its_first_story(
    client: Client, publication: Lantern, committing: Committing
) -> None:
    page = make_storyline(publication.front, "Merger talks")
    rename(page, "the-merger-is-signed", committing)
    assert leads(client, "/merger-talks/") == (404, "")
    make_story(publication.world, "They signed", storyline=page)
    assert leads(client, "/merger-talks/") == (301, "/the-merger-is-signed/")
