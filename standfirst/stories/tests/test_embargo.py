"""An embargo holds on every surface until its second, and is over everywhere at it.

The walk visits every address the resolver knows and every link it meets, as Cy signed out, as Ana who pays and as
Eli who edits and reads the site as readers do.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.stories.models import (
    Author,
    ImageUse,
    StorylinePage,
    StoryNote,
    StoryPage,
    StoryVersion,
)
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests.factories import Part, make_story, sections_of
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.tests.uploads import make_story_with_uploads
from standfirst.tests.walk import Answer, Walk

A_SECOND = timedelta(seconds=1)
HEAD_WORD, BODY_WORD, SLUG_WORD = "glimmerhead", "murkbody", "dimslug"
WHO = "Vesper Nightingale"  # whose first story it is
WORDS = [HEAD_WORD, BODY_WORD, SLUG_WORD, WHO, "vesper-nightingale"]
TYPO = "glimerhead"
PATH = f"/world/{SLUG_WORD}/"
NEVER_WAS = "/world/neverso/"  # as long as PATH: the answers are compared byte by byte
PARTS = (
    Part(f"What {BODY_WORD} is", f"<p>The {BODY_WORD} clause.</p>", free=True),
    Part("The rest", f"<p>And {BODY_WORD} more.</p>"),
)


class Clock:
    """What every part of the site takes for the time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)
        monkeypatch.setattr(timezone, "now", lambda: self.now)


class Anything(dict[str, list[object]]):
    """Some values for every parameter an address may have."""

    def get(self, name: str, default: Any = None) -> list[object]:
        return self[name]

    def __missing__(self, name: str) -> list[object]:
        return [1, "world", "2026"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def second(clock: Clock) -> datetime:
    return clock.now + timedelta(hours=2)


@pytest.fixture
def event(publication: Lantern) -> StorylinePage:
    return publication.front.add_child(instance=StorylinePage(title="The strait", slug="strait"))


def set_to(story: StoryPage, second: datetime) -> None:
    """As an editor schedules it."""
    story.go_live_at = second
    story.save_revision().publish()


def dated_ahead(story: StoryPage, second: datetime) -> None:
    """Published at once, with a time of publishing to come."""
    story.published_at = second
    story.save_revision().publish()


WAYS = [set_to, dated_ahead]
Way = Callable[[StoryPage, datetime], None]


@pytest.fixture
def story(publication: Lantern, event: StorylinePage) -> StoryPage:
    return make_story(
        publication.world,
        f"The {HEAD_WORD} accord",
        slug=SLUG_WORD,
        standfirst=f"What the {HEAD_WORD} says.",
        byline=WHO,
        storyline=event,
        sections=PARTS,
        live=False,
        published_at=None,
    )


def walk(client: Client) -> Iterable[Answer]:
    ids = list(StoryPage.objects.values_list("pk", flat=True))
    names = Anything(path=["", "world/", f"world/{SLUG_WORD}/"], list_slug=["world", "strait"])
    names.update(story_id=ids)
    questions = [HEAD_WORD, BODY_WORD, TYPO, WHO.replace(" ", "+")]
    seeds = [PATH, f"{PATH}changes/", *(f"/search/?q={it}" for it in questions)]
    return Walk(client, names, seeds, methods=()).answers()


def told(answers: Iterable[Answer]) -> dict[str, set[str]]:
    """The addresses that say one of the words, beyond what the address itself says."""
    found: dict[str, set[str]] = {}
    for answer in answers:
        said = (answer.content + repr(dict(answer.headers)).encode()).decode(errors="replace")
        known = answer.path.replace("+", " ")
        if words := {it for it in WORDS if it in said and it not in known}:
            found[answer.path] = words
    return found


def asked(client: Client, paths: Iterable[str]) -> Iterable[Answer]:
    for path in paths:
        answer = client.get(path)
        yield Answer("GET", path, answer.status_code, answer.content, answer.headers)


@pytest.fixture
def browsers(clock: Clock, cast: dict[str, Reader]) -> dict[str, Client]:
    cast["eli"].take_role("editor")
    clients = {"cy": Client(), "ana": Client(), "eli": Client()}
    for name in ("ana", "eli"):
        clients[name].force_login(cast[name])
    return clients


@pytest.mark.parametrize("way", WAYS)
def test_it_is_nowhere_before_its_second_and_everywhere_at_it(
    story: StoryPage, clock: Clock, second: datetime, browsers: dict[str, Client], way: Way
) -> None:
    way(story, second)
    clock.now = second - A_SECOND
    publish_due(clock.now)
    for name, client in browsers.items():
        assert told(walk(client)) == {}, name
    clock.now = second
    publish_due(clock.now)
    surfaces = {
        PATH,
        "/",
        "/world/",
        "/strait/",
        "/feed.xml",
        "/world/feed.xml",
        "/strait/feed.json",
        "/authors/vesper-nightingale/",
        "/sitemap.xml",
        "/news-sitemap.xml",
        f"/archive/{second:%Y/%m}/",
        f"/search/?q={HEAD_WORD}",
        f"/search/?q={BODY_WORD}",
        f"/search/?q={TYPO}",
    }
    for name, client in browsers.items():
        assert told(asked(client, surfaces)).keys() == surfaces, name


@pytest.mark.parametrize("way", WAYS)
def test_it_answers_as_an_address_that_never_was(
    story: StoryPage, clock: Clock, second: datetime, browsers: dict[str, Client], way: Way
) -> None:
    way(story, second)
    clock.now = second - A_SECOND
    for client in browsers.values():
        for beside in ("", "changes/", "feed.xml", "?preview=1"):
            one, other = client.get(PATH + beside), client.get(NEVER_WAS + beside)
            assert one.status_code == other.status_code == 404
            assert one.content == other.content.replace(b"neverso", SLUG_WORD.encode())
            assert _without_tag(one.headers) == _without_tag(other.headers)


def _without_tag(headers: Mapping[str, str]) -> dict[str, str]:
    """The tag is of the bytes, and those name their own address."""
    return {name: value for name, value in headers.items() if name != "ETag"}


def test_it_keeps_no_row_of_what_is_set_to_a_time(
    story: StoryPage, clock: Clock, second: datetime
) -> None:
    set_to(story, second)
    publish_due(second - A_SECOND)
    for rows in (StoryVersion, StoryNote, ImageUse):
        assert not rows.objects.filter(story=story).exists(), rows
    assert not Author.objects.filter(name=WHO).exists()
    assert not OutgoingMail.objects.exists()
    clock.now = second
    publish_due(second)
    assert StoryVersion.objects.get(story=story).at == second
    assert StoryPage.objects.get(pk=story.pk).published_at == second


@pytest.mark.parametrize("way", WAYS)
def test_it_keeps_its_images_and_documents_till_then(
    publication: Lantern, clock: Clock, second: datetime, browsers: dict[str, Client], way: Way
) -> None:
    uploads = make_story_with_uploads(publication.world, live=False, published_at=None)
    way(uploads.story, second)
    clock.now = second - A_SECOND
    publish_due(clock.now)
    addresses = [*uploads.free, *uploads.locked]
    for name in ("cy", "ana"):
        assert {browsers[name].get(it).status_code for it in addresses} == {404}
    clock.now = second
    publish_due(clock.now)
    page = browsers["cy"].get(f"/world/{uploads.story.slug}/").content.decode()
    social = re.findall(r"/social/[^\"]+\.png", page)
    assert social
    assert {browsers["cy"].get(it).status_code for it in [*uploads.free, *social]} == {200}
    assert {browsers["ana"].get(it).status_code for it in addresses} == {200}
    StoryPage.objects.filter(pk=uploads.story.pk).update(published_at=second + A_SECOND)
    assert {browsers["cy"].get(it).status_code for it in [*uploads.free, *social]} == {404}


def test_it_shows_a_live_story_as_it_is_until_its_next_words_are_due(
    publication: Lantern, clock: Clock, second: datetime, browsers: dict[str, Client]
) -> None:
    story = publication.stories["members"]
    story.save_revision().publish()
    story = StoryPage.objects.get(pk=story.pk)
    before = browsers["ana"].get(story.get_url()).content
    story.title, story.standfirst = f"The {HEAD_WORD} accord", f"What the {HEAD_WORD} says."
    story.sections, story.slug, story.byline = sections_of(*PARTS), SLUG_WORD, WHO
    story.note_kind, story.note_text = "correction", f"It was the {BODY_WORD}."
    story.go_live_at = second
    story.save_revision().publish()
    clock.now = second - A_SECOND
    publish_due(clock.now)
    for name, client in browsers.items():
        assert told(walk(client)) == {}, name
    assert browsers["ana"].get("/world/accord-reached-at-the-strait/").content == before
    clock.now = second
    publish_due(clock.now)
    assert browsers["cy"].get(PATH).status_code == 200
