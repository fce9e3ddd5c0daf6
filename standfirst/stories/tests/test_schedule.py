"""Set to a time, out at that time; and one page that fails holds up no other.

NOON is past on the clock: Wagtail itself publishes nothing before its time.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from wagtail.models import PageLogEntry

from standfirst.publication import worker
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.stories import schedule
from standfirst.stories.models import HeldPage, StoryPage, StoryVersion
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
NO_STANDFIRST = "Standfirst: This field cannot be blank."


def set_to(story: StoryPage, at: datetime, by: Reader | None = None) -> StoryPage:
    story.go_live_at = at
    story.published_at = None
    story.save_revision(approved_go_live_at=at, user=by, clean=False)
    return story


def set_to_fail(story: StoryPage, at: datetime, by: Reader | None = None) -> StoryPage:
    """A draft may lack its standfirst; what is published may not."""
    story.standfirst = ""
    return set_to(story, at, by)


def is_live(story: StoryPage) -> bool:
    return StoryPage.objects.get(pk=story.pk).live


@pytest.fixture
def eli(db: None) -> Reader:
    reader = Reader.objects.create_reader("eli@example.com", is_staff=True)
    reader.take_role("editor")
    return reader


class Refusals:
    """What saving a story answers, by headline. Everything else is saved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.errors: dict[str, Exception] = {}
        whole = StoryPage.save

        def save(story: StoryPage, *args: object, **kwargs: object) -> None:
            if error := self.errors.get(story.title):
                raise error
            whole(story, *args, **kwargs)

        monkeypatch.setattr(StoryPage, "save", save)


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    return Refusals(monkeypatch)


def test_it_is_a_job_of_the_worker() -> None:
    assert "publish_due" in {job.name for job in worker.jobs()}


def test_it_publishes_at_the_second_and_not_before(publication: Lantern) -> None:
    story = set_to(make_story(publication.world, "Set to noon", live=False), NOON)
    publish_due(NOON - A_SECOND)
    assert not is_live(story)
    publish_due(NOON)
    assert is_live(story)


def test_it_publishes_once(publication: Lantern) -> None:
    story = set_to(make_story(publication.world, "Set to noon", live=False), NOON)
    publish_due(NOON)
    publish_due(NOON + A_SECOND)
    published = PageLogEntry.objects.filter(page=story.pk, action="wagtail.publish.scheduled")
    assert published.count() == 1


def test_it_takes_down_what_expired(publication: Lantern, client: Client) -> None:
    story = publication.stories["public"]
    StoryPage.objects.filter(pk=story.pk).update(expire_at=NOON)
    publish_due(NOON - A_SECOND)
    assert client.get("/money/bread-costs-less/").status_code == 200
    publish_due(NOON)
    assert client.get("/money/bread-costs-less/").status_code == 410
    assert StoryPage.objects.get(pk=story.pk).expired


def test_it_publishes_what_a_story_was_set_to_anew(publication: Lantern) -> None:
    story = make_story(publication.world, "Set to noon", live=False)
    first = set_to(story, NOON).latest_revision
    story.standfirst = "Both sides met again."
    story.go_live_at = NOON + timedelta(hours=1)
    story.save_revision().publish()  # past on the clock, so out at once; the first is called off
    publish_due(NOON + timedelta(hours=2))
    first.refresh_from_db()
    assert first.approved_go_live_at is None
    assert StoryPage.objects.get(pk=story.pk).standfirst == "Both sides met again."


def test_it_leaves_what_was_called_off(publication: Lantern) -> None:
    story = set_to(make_story(publication.world, "Set to noon", live=False), NOON)
    revision = story.latest_revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    publish_due(NOON)
    assert not is_live(story)


def test_it_keeps_no_rows_of_a_story_that_is_merely_set_to_a_time(publication: Lantern) -> None:
    """Wagtail sends its signal of publishing then already."""
    story = make_story(publication.world, "Set far ahead", live=False)
    story.go_live_at = datetime.now(UTC) + timedelta(days=1)
    story.published_at = None
    story.save_revision().publish()
    assert story.latest_revision.approved_go_live_at
    assert not StoryVersion.objects.filter(story=story).exists()


# One that fails


def test_it_holds_up_nothing_for_one_that_fails(
    publication: Lantern, caplog: pytest.LogCaptureFixture
) -> None:
    bad = set_to_fail(make_story(publication.world, "Bad", live=False), NOON - timedelta(hours=1))
    good = set_to(make_story(publication.world, "Good", live=False), NOON)
    publish_due(NOON)
    publish_due(NOON)
    assert is_live(good)
    assert not is_live(bad)
    assert caplog.text.count("could not be dealt with at its time") == 1
    held = HeldPage.objects.standing().get()
    assert (held.page_id, held.reason, held.at) == (bad.pk, NO_STANDFIRST, NOON)


def test_it_lets_nothing_wait_for_one_that_cannot_even_be_held(
    publication: Lantern, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("no template")

    monkeypatch.setattr(schedule, "hold", refuse)
    set_to_fail(make_story(publication.world, "Fails", live=False), NOON)
    publish_due(NOON)
    later = set_to(make_story(publication.world, "Goes out", live=False), NOON + A_SECOND)
    publish_due(NOON + A_SECOND)
    assert is_live(later)


def test_it_names_the_kind_of_a_fault_nobody_foresaw(
    publication: Lantern, refusals: Refusals
) -> None:
    set_to(make_story(publication.world, "Bad", live=False), NOON)
    refusals.errors["Bad"] = KeyError("a word of the story")
    publish_due(NOON)
    reason = HeldPage.objects.get().reason
    assert "KeyError" in reason
    assert "a word of the story" not in reason


def test_it_tells_the_editor_and_the_owner_once(publication: Lantern, eli: Reader) -> None:
    wil = Reader.objects.create_reader("wil@example.com", is_staff=True)
    wil.take_role("writer")
    gone = Reader.objects.create_reader("gone@example.com")
    mine = make_story(publication.world, "Bad", live=False, owner=wil)
    theirs = make_story(publication.world, "Worse", live=False, owner=gone)
    set_to_fail(mine, NOON, eli)
    set_to_fail(theirs, NOON, eli)
    publish_due(NOON)
    publish_due(NOON + A_SECOND)
    told = sorted(OutgoingMail.objects.values_list("to", "subject"))
    assert told == [
        ("eli@example.com", "Held: Bad"),
        ("eli@example.com", "Held: Worse"),
        ("wil@example.com", "Held: Bad"),
    ]
    mail = OutgoingMail.objects.filter(subject="Held: Bad").first()
    for said in (mail.text, mail.html):
        assert NO_STANDFIRST in said
        assert "1 June 2026, 12:00:00 (UTC)" in said
        assert f"/admin/pages/{mine.pk}/edit/" in said


def test_it_lets_go_once_the_story_is_published(publication: Lantern) -> None:
    story = set_to_fail(make_story(publication.world, "Bad", live=False), NOON)
    publish_due(NOON)
    story.standfirst, story.go_live_at = "Both sides met.", None
    story.save_revision().publish()
    assert is_live(story)
    assert not HeldPage.objects.exists()


def test_it_tries_again_what_was_set_to_another_time(publication: Lantern) -> None:
    story = set_to_fail(make_story(publication.world, "Bad", live=False), NOON)
    publish_due(NOON)
    story.standfirst = "Both sides met."
    story.revisions.update(approved_go_live_at=None)  # as the editor's "cancel" does
    assert not HeldPage.objects.standing().exists()
    set_to(story, NOON + timedelta(hours=1))
    publish_due(NOON + timedelta(hours=1))
    assert is_live(story)


def test_it_holds_what_cannot_be_taken_down(
    publication: Lantern, refusals: Refusals, eli: Reader
) -> None:
    story = publication.stories["public"]
    story.owner = eli
    story.expire_at = NOON
    story.save()
    other = publication.stories["members"]
    StoryPage.objects.filter(pk=other.pk).update(expire_at=NOON)
    refusals.errors[story.title] = ValidationError("not like this")
    publish_due(NOON)
    publish_due(NOON)
    assert is_live(story)
    assert not is_live(other)
    assert HeldPage.objects.standing().get().revision is None
    assert OutgoingMail.objects.get().subject == "Still up: Bread costs less"


def test_it_holds_a_page_that_is_no_story(publication: Lantern) -> None:
    desk = publication.money
    desk.slug = "search"  # the site's own address
    desk.go_live_at = NOON
    desk.save_revision(approved_go_live_at=NOON, clean=False)
    publish_due(NOON)
    assert HeldPage.objects.get().page_id == desk.pk


def test_it_tries_again_when_the_database_was_away(
    publication: Lantern, refusals: Refusals, caplog: pytest.LogCaptureFixture
) -> None:
    story = set_to(make_story(publication.world, "Bad", live=False), NOON)
    refusals.errors["Bad"] = OperationalError("database is locked")
    publish_due(NOON)
    assert not HeldPage.objects.exists()
    refusals.errors.clear()
    publish_due(NOON + A_SECOND)
    assert is_live(story)
