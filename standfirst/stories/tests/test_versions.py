"""Versions of a story: kept when what it says changes, and shown as far as each may read."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from standfirst.gate.access import PUBLIC
from standfirst.readers.models import Reader
from standfirst.stories.models import NoteKind, StoryPage, StoryVersion
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.factories import Part, make_story, sections_of
from standfirst.stories.tests.lantern import Lantern

ADDRESS = "/world/accord-reached-at-the-strait/"
CHANGES = f"{ADDRESS}changes/"
OLD_LOCKED, NEW_LOCKED, GONE = "oldlark", "newlark", "gonelark"


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    return publication.stories["members"]


def rewritten(story: StoryPage, html: str, position: int = 1) -> str:
    """Its sections with other words in one of them; ids stay, as they do in the form."""
    sections = draft_of(story).sections
    raw = list(sections.raw_data)
    raw[position]["value"]["text"] = html
    return sections.stream_block.to_python(raw)


def numbers(story: StoryPage) -> list[int]:
    return list(story.versions.values_list("number", flat=True))


def test_it_keeps_a_version_when_the_words_change_and_no_other(story: StoryPage) -> None:
    assert numbers(story) == [1]
    publish(story)
    publish(story, byline="Another Writer")
    assert numbers(story) == [1]
    publish(story, standfirst="Both sides met at one.")
    publish(story, sections=rewritten(story, "<p>Other words.</p>"))
    assert numbers(story) == [1, 2, 3]


def test_it_begins_with_the_time_of_publishing(story: StoryPage) -> None:
    assert story.versions.get().at == story.published_at


def test_it_keeps_no_version_that_nobody_could_read(publication: Lantern) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    story = make_story(publication.world, "Ahead", live=False, published_at=ahead)
    publish(story)
    publish(story, standfirst="Thought better of.")
    version = story.versions.get()
    assert (version.number, version.at) == (1, ahead)
    assert version.said["standfirst"] == "Thought better of."


def test_it_gives_stories_that_are_out_their_first_version(publication: Lantern) -> None:
    changed = publication.stories["public"]
    at = changed.published_at + timedelta(minutes=5)
    StoryPage.objects.filter(pk=changed.pk).update(updated_at=at)
    make_story(publication.world, "Draft", live=False)
    before = StoryVersion.objects.get(story=changed).said
    StoryVersion.objects.all().delete()
    migration = import_module("standfirst.stories.migrations.0004_first_versions")
    migration.keep_first_versions(apps, None)
    assert StoryVersion.objects.count() == len(publication.stories)
    version = StoryVersion.objects.get(story=changed)
    assert (version.number, version.at, version.said) == (1, at, before)


@pytest.fixture
def changed(story: StoryPage) -> StoryPage:
    """Its locked section says something else in each of three versions; one that was locked is gone."""
    publish(story, sections=rewritten(story, f"<p>It was {OLD_LOCKED}.</p>"))
    publish(story, sections=rewritten(story, f"<p>It is {NEW_LOCKED}.</p>"))
    sections = draft_of(story).sections
    raw = [it for it in sections.raw_data if "umbrafax" not in it["value"]["label"]]
    return publish(
        story,
        NoteKind.CORRECTION,
        "An account of a night is gone.",
        standfirst="Both sides met at midnight.",
        sections=sections.stream_block.to_python(raw),
    )


def test_it_shows_a_member_the_words_that_changed(
    client: Client, changed: StoryPage, cast: dict[str, Reader]
) -> None:
    client.force_login(cast["ana"])
    page = client.get(f"{CHANGES}?from=2&to=3").text
    assert OLD_LOCKED in "".join(re.findall("<del>.*?</del>", page))
    assert NEW_LOCKED in "".join(re.findall("<ins>.*?</ins>", page))


@pytest.mark.parametrize(
    "query", ["", "?from=1&to=2", "?from=2&to=3", "?from=1&to=4", "?from=4&to=1"]
)
def test_it_shows_outsiders_no_locked_word_of_any_version(
    client: Client, changed: StoryPage, cast: dict[str, Reader], query: str
) -> None:
    for reader in (None, cast["dee"], cast["ben"]):
        if reader:
            client.force_login(reader)
        page = client.get(CHANGES + query).text
        for word in (OLD_LOCKED, NEW_LOCKED, "quokkafern", "umbrafax", "veilreed"):
            assert word not in page


def test_it_tells_outsiders_what_they_may_know(client: Client, changed: StoryPage) -> None:
    page = client.get(f"{CHANGES}?from=1&to=4").text
    assert "midnight" in page
    assert "What the envoy said" in page
    assert "Another section" in page
    assert "An account of a night is gone." in page


def test_it_never_shows_what_was_locked_and_is_free_now(
    client: Client, publication: Lantern
) -> None:
    story = make_story(publication.world, "Thaw", sections=(Part("Ice", f"<p>{GONE}</p>"),))
    raw = list(draft_of(story).sections.raw_data)
    raw[0]["value"].update(text="<p>Water.</p>", free=True)
    publish(story, sections=story.sections.stream_block.to_python(raw))
    page = client.get("/world/thaw/changes/").text
    assert GONE not in page
    assert "Ice" in page


def test_it_goes_by_the_access_the_story_has_now(client: Client, changed: StoryPage) -> None:
    publish(changed, access=PUBLIC)
    assert OLD_LOCKED in client.get(f"{CHANGES}?from=2&to=3").text


def test_it_is_led_to_from_the_story_once_something_changed(
    client: Client, story: StoryPage
) -> None:
    assert CHANGES not in client.get(ADDRESS).text
    assert "It still says what it said" in client.get(CHANGES).text
    publish(story, standfirst="Both sides met at one.")
    assert f'href="{CHANGES}"' in client.get(ADDRESS).text


@pytest.mark.parametrize(
    "query", ["?from=x&to=y", "?from=0&to=99", "?from=2&to=2", "?to=%C2%B2", "?from=²"]
)
def test_it_answers_whatever_is_asked_for(client: Client, changed: StoryPage, query: str) -> None:
    assert client.get(CHANGES + query).status_code == 200


def test_it_is_missing_where_its_story_is(
    client: Client, changed: StoryPage, publication: Lantern
) -> None:
    for path in (f"{ADDRESS}changes/more/", f"{ADDRESS}change/", "/world/no-story/changes/"):
        assert client.get(path).status_code == 404, path
    ahead = datetime.now(UTC) + timedelta(hours=1)
    StoryPage.objects.filter(pk=changed.pk).update(published_at=ahead)
    assert client.get(CHANGES).status_code == 404


def test_it_is_shared_as_its_story_is_and_out_of_search_engines(
    client: Client, changed: StoryPage, cast: dict[str, Reader]
) -> None:
    out = client.get(CHANGES)
    assert "s-maxage" in out.headers["Cache-Control"]
    assert out.headers["X-Robots-Tag"] == "noindex"
    client.force_login(cast["ana"])
    assert client.get(CHANGES).headers["Cache-Control"] == "private, no-cache"


def test_it_asks_as_often_for_many_versions_as_for_few(
    client: Client, story: StoryPage, django_assert_num_queries: Callable[..., object]
) -> None:
    publish(story, NoteKind.UPDATE, "One.", standfirst="One.")
    client.get(CHANGES)
    with django_assert_num_queries(10):
        client.get(CHANGES)
    for number in range(5):
        publish(story, NoteKind.UPDATE, f"{number}.", standfirst=f"{number}.")
    with django_assert_num_queries(10):
        client.get(CHANGES)


def test_it_makes_a_new_section_known(client: Client, story: StoryPage) -> None:
    raw = [*draft_of(story).sections.raw_data]
    added = story.sections.stream_block.to_python(raw)
    part = Part("What the crew said", "<p>Nothing at all.</p>", free=True)
    publish(story, sections=[*added.raw_data, *_raw(part)])
    page = client.get(CHANGES).text
    assert "Nothing at all." in page
    assert "Added" in page


def _raw(part: Part) -> list[dict]:  # type: ignore[type-arg]
    return json.loads(sections_of(part))
