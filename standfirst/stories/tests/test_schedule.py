"""Set to a time, out at that time; and one page that fails holds up no other.

NOON is past on the clock: Wagtail itself publishes nothing before its time.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from standfirst.publication import worker
from standfirst.stories.models import StoryPage
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.lantern import Lantern

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def set_to(story: StoryPage, at: datetime) -> StoryPage:
    story.go_live_at = at
    story.published_at = None
    story.save_revision(approved_go_live_at=at)
    return story


def test_it_is_a_job_of_the_worker() -> None:
    assert "publish_due" in {job.name for job in worker.jobs()}


def test_it_publishes_at_the_second_and_not_before(publication: Lantern, client: Client) -> None:
    story = set_to(make_story(publication.world, "Set to noon", live=False), NOON)
    publish_due(NOON - timedelta(seconds=1))
    assert not StoryPage.objects.get(pk=story.pk).live
    publish_due(NOON)
    assert StoryPage.objects.get(pk=story.pk).live


def test_it_takes_down_what_expired(publication: Lantern, client: Client) -> None:
    story = publication.stories["public"]
    StoryPage.objects.filter(pk=story.pk).update(expire_at=NOON)
    publish_due(NOON)
    assert client.get("/money/bread-costs-less/").status_code == 404


def test_it_holds_up_nothing_for_one_that_fails(
    publication: Lantern, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = set_to(make_story(publication.world, "Bad", live=False), NOON - timedelta(hours=1))
    good = set_to(make_story(publication.world, "Good", live=False), NOON)
    whole = StoryPage.save

    def refuse_the_bad(story: StoryPage, *args: object, **kwargs: object) -> None:
        if story.pk == bad.pk:
            raise ValidationError("not like this")
        whole(story, *args, **kwargs)

    monkeypatch.setattr(StoryPage, "save", refuse_the_bad)
    publish_due(NOON)
    publish_due(NOON)
    assert StoryPage.objects.get(pk=good.pk).live
    assert not StoryPage.objects.get(pk=bad.pk).live
    assert caplog.text.count("could not be published at its time") == 1
