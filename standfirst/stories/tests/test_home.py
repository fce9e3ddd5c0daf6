"""The editor's home: each list, in words where it is empty, and only what its reader may see or do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, TaskState, WorkflowState

from standfirst.readers.models import Reader
from standfirst.stories.home import Home
from standfirst.stories.models import BrokenLink, HeldPage, StoryPage, StorySource
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

NOW = datetime.now(UTC)  # Wagtail itself publishes by the clock
LATER = NOW + timedelta(hours=2, seconds=7)


def staff(name: str, role: str) -> Reader:
    reader = Reader.objects.create_reader(f"{name}@example.com", name=name.title())
    reader.take_role(role)
    return reader


@pytest.fixture
def eli(db: None) -> Reader:
    return staff("eli", "editor")


@pytest.fixture
def wim(db: None) -> Reader:
    """Writes."""
    return staff("wim", "writer")


def draft(made: Lantern, by: Reader, title: str = "A draft") -> StoryPage:
    story = make_story(made.world, title, live=False, owner=by, published_at=None)
    story.save_revision(user=by)
    return story


def submit(story: StoryPage, by: Reader) -> WorkflowState:
    return Page.get_first_root_node().get_workflow().start(story, by)


def shown(client: Client, reader: Reader) -> str:
    client.force_login(reader)
    return " ".join(client.get("/admin/").text.split())


def headlines(rows: list) -> list[str]:  # type: ignore[type-arg]
    return [row.headline for row in rows]


def test_it_begins_a_story_on_each_desk(publication: Lantern, eli: Reader, client: Client) -> None:
    html = shown(client, eli)
    assert 'href="/admin/paste/"' in html
    for desk in (publication.world, publication.money):
        assert f"/admin/pages/add/stories/storypage/{desk.pk}/" in html
        assert f"New story in {desk.title}" in html


def test_it_says_in_words_that_nothing_is_there(db: None, eli: Reader, client: Client) -> None:
    html = shown(client, eli)
    for words in (
        "There is no desk yet to write for.",
        "Nothing waits for you.",
        "All is well.",
        "Nothing is set to a time.",
        "You have no draft.",
        "Nothing is out yet today.",
    ):
        assert words in html


def test_it_leaves_out_what_wagtail_puts_there(
    publication: Lantern, eli: Reader, client: Client
) -> None:
    submit(draft(publication, eli), eli)
    html = shown(client, eli)
    for noise in ("Site summary", "Your most recent edits", "Awaiting your review", "w-summary"):
        assert noise not in html


def test_it_tells_to_the_second_what_goes_out(publication: Lantern, eli: Reader) -> None:
    story = draft(publication, eli, "Out at two")
    story.go_live_at = LATER
    story.save_revision(user=eli).publish(user=eli)

    [row] = Home(eli, NOW).scheduled

    assert (row.headline, row.at, row.by, row.comes_down) == ("Out at two", LATER, "Eli", False)
    assert row.edit_url == f"/admin/pages/{story.pk}/edit/"
    assert row.cancel_url.endswith("/unschedule/")


def test_it_prints_the_second_the_zone_and_the_wait(
    publication: Lantern, eli: Reader, client: Client
) -> None:
    later = datetime.now(UTC) + timedelta(hours=30)
    story = draft(publication, eli)
    story.go_live_at = later
    story.save_revision(user=eli).publish(user=eli)
    html = shown(client, eli).replace("\xa0", " ")
    assert f"Goes out {later:%-d %B %Y, %H:%M:%S} UTC, in 1 day, 5 hours" in html
    assert "set by Eli" in html


def test_it_lets_the_schedule_be_called_off(
    publication: Lantern, eli: Reader, client: Client
) -> None:
    story = draft(publication, eli)
    story.go_live_at = datetime.now(UTC) + timedelta(hours=1)
    story.save_revision(user=eli).publish(user=eli)
    client.force_login(eli)
    client.post(Home(eli, datetime.now(UTC)).scheduled[0].cancel_url)
    assert Home(eli, datetime.now(UTC)).scheduled == []


def test_it_names_what_is_embargoed_and_what_comes_down(publication: Lantern, eli: Reader) -> None:
    make_story(publication.world, "Under embargo", published_at=LATER)
    StoryPage.objects.filter(title="Ferries run again").update(expire_at=NOW + timedelta(hours=1))
    rows = Home(eli, NOW).scheduled
    assert [(row.headline, row.comes_down) for row in rows] == [
        ("Ferries run again", True),
        ("Under embargo", False),
    ]


def test_it_gives_a_writer_no_way_to_call_off(
    publication: Lantern, eli: Reader, wim: Reader
) -> None:
    story = draft(publication, eli)
    story.go_live_at = LATER
    story.save_revision(user=eli).publish(user=eli)
    assert [row.cancel_url for row in Home(wim, NOW).scheduled] == [""]


def test_it_brings_what_is_submitted_to_whoever_approves(
    publication: Lantern, eli: Reader, wim: Reader, client: Client
) -> None:
    story = draft(publication, wim, "By Wim")
    submit(story, wim)
    [row] = Home(eli, NOW).waiting
    assert (row.headline, row.desk, row.by, row.compare_url) == ("By Wim", "World", "Wim", "")
    assert "Wim submitted it" in shown(client, eli)
    assert Home(wim, NOW).waiting == []
    assert [row.in_review for row in Home(wim, NOW).drafts] == [True]


def test_it_compares_with_what_is_live(publication: Lantern, eli: Reader, wim: Reader) -> None:
    story = publication.stories["public"]
    revision = story.save_revision(user=wim)
    submit(story, wim)
    [row] = Home(eli, NOW).waiting
    assert row.compare_url == f"/admin/pages/{story.pk}/revisions/compare/live...{revision.pk}/"


def test_it_brings_back_what_was_returned(
    publication: Lantern, eli: Reader, wim: Reader, client: Client
) -> None:
    submit(draft(publication, wim, "By Wim"), wim)
    TaskState.objects.get().reject(user=eli, comment="Who says so?")
    [row] = Home(wim, NOW).returned
    assert (row.headline, row.by, row.comment) == ("By Wim", "Eli", "Who says so?")
    html = shown(client, wim)
    assert "Eli returned it to you" in html
    assert "Who says so?" in html
    assert Home(eli, NOW).returned == Home(eli, NOW).waiting == Home(wim, NOW).drafts == []


def test_it_asks_for_a_hand_with_what_was_held(
    publication: Lantern, eli: Reader, client: Client
) -> None:
    story = draft(publication, eli, "Held back")
    story.go_live_at = LATER
    revision = story.save_revision(user=eli)
    revision.publish(user=eli)
    HeldPage.objects.create(page=story, revision=revision, reason="Slug: in use.", at=NOW)
    assert [(it.headline, it.reason) for it in Home(eli, NOW).held] == [
        ("Held back", "Slug: in use.")
    ]
    assert Home(eli, NOW).scheduled == []
    assert "It could not be published" in shown(client, eli)


def test_it_asks_for_a_hand_with_broken_links(
    publication: Lantern, eli: Reader, client: Client
) -> None:
    BrokenLink.objects.create(
        story=publication.stories["public"], href="/world/gone/", words="More", found_at=NOW
    )
    html = shown(client, eli)
    assert "“More” leads to /world/gone/, where no page is." in html
    assert "Mend the link" in html


def test_it_asks_for_a_source_of_what_is_out(publication: Lantern, eli: Reader) -> None:
    members = publication.stories["members"]
    StorySource.objects.create(story=members, url="https://example.org/")
    make_story(publication.world, "Not out", published_at=LATER)
    assert set(headlines(Home(eli, datetime.now(UTC)).without_source)) == {
        "Ferries run again",
        "Bread costs less",
        "Inside the mint",
    }


def test_it_asks_a_writer_for_a_hand_with_their_own(publication: Lantern, wim: Reader) -> None:
    other, own = publication.stories["public"], publication.stories["plus"]
    StoryPage.objects.filter(pk=own.pk).update(owner=wim)
    for story in (other, own):
        BrokenLink.objects.create(story=story, href="/gone/", words="More", found_at=NOW)
        HeldPage.objects.create(page=story, revision=None, reason="So it is.", at=NOW)
    StoryPage.objects.update(expire_at=LATER)
    home = Home(wim, datetime.now(UTC))
    for rows in (home.broken, home.held, home.without_source):
        assert headlines(rows) == ["Inside the mint"]
        assert rows[0].edit_url


def test_it_keeps_my_drafts_newest_first(publication: Lantern, eli: Reader, wim: Reader) -> None:
    for number in range(3):
        draft(publication, eli, f"Draft {number}")
    draft(publication, wim, "Another's")
    rows = Home(eli, NOW).drafts
    assert headlines(rows) == ["Draft 2", "Draft 1", "Draft 0"]
    assert not any(row.live or row.in_review for row in rows)


def test_it_lists_what_is_out_since_midnight_where_we_are(
    publication: Lantern, eli: Reader, settings: object
) -> None:
    """At noon in Kyiv it is nine in the morning, UTC."""
    settings.TIME_ZONE = "Europe/Kyiv"  # type: ignore[attr-defined]
    noon = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    midnight = datetime(2026, 5, 31, 21, 0, tzinfo=UTC)
    make_story(publication.world, "First of today", published_at=midnight)
    make_story(publication.world, "Last of yesterday", published_at=midnight - timedelta(seconds=1))
    [row] = Home(eli, noon).out_today
    assert (row.headline, row.url) == ("First of today", "/world/first-of-today/")


def test_it_shows_support_no_story(publication: Lantern, client: Client) -> None:
    html = shown(client, staff("sue", "support"))
    assert "Your role works with readers, not with stories." in html
    assert "Bread costs less" not in html


@pytest.mark.parametrize("role", ["writer", "support"])
def test_it_lists_drafts_in_the_chooser_to_those_who_work_on_stories(
    publication: Lantern, client: Client, role: str
) -> None:
    draft(publication, staff("eli", "editor"), "Unheard of")
    client.force_login(staff("sam", role))
    for path in (f"{publication.world.pk}/", "search/?q=Unheard"):
        listed = "Unheard of" in client.get(f"/admin/choose-page/{path}").content.decode()
        assert listed is (role == "writer"), path


def test_it_asks_as_often_for_many_as_for_few(
    publication: Lantern, eli: Reader, wim: Reader, client: Client
) -> None:
    client.force_login(eli)
    fill(publication, eli, wim, "first")
    few = _queries(lambda: client.get("/admin/"))
    for number in range(5):
        fill(publication, eli, wim, f"more {number}")
    assert _queries(lambda: client.get("/admin/")) == few


def fill(made: Lantern, eli: Reader, wim: Reader, name: str) -> None:
    """A row more in each list."""
    submit(draft(made, wim, f"{name} submitted"), wim)
    submit(draft(made, eli, f"{name} returned"), eli)
    TaskState.objects.latest("pk").reject(user=eli, comment="Why?")
    draft(made, eli, f"{name} draft")
    timed = draft(made, eli, f"{name} timed")
    timed.go_live_at = datetime.now(UTC) + timedelta(hours=1)
    timed.save_revision(user=eli).publish(user=eli)
    ahead = datetime.now(UTC) + timedelta(hours=1)
    make_story(made.world, f"{name} ahead", published_at=ahead)
    story = make_story(made.world, f"{name} out", expire_at=ahead)
    BrokenLink.objects.create(story=story, href="/gone/", words="More", found_at=NOW)
    HeldPage.objects.create(page=story, revision=None, reason="So it is.", at=NOW)


def _queries(visit: Callable[[], object]) -> int:
    """Of a second visit: the first may renew the session."""
    visit()
    with CaptureQueriesContext(connection) as asked:
        visit()
    return len(asked)
