"""Who had not commented: editors are reminded, and it closes by itself when that body speaks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst.gate.access import PUBLIC
from standfirst.readers.models import Reader
from standfirst.record.models import Party, Statement
from standfirst.record.not_commented import look_again, spoken_since
from standfirst.stories.tests.factories import make_storyline
from standfirst.stories.tests.lantern import Lantern

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
LOOKED = datetime(2026, 3, 10, 14, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def line(publication: Lantern) -> int:
    return make_storyline(publication.front, "Bells").pk


def say(publication: Lantern, story: str, at: datetime, stance: str, **more: Any) -> Statement:
    """As projected: `at` is when it was said, its story out an hour later."""
    party, _made = Party.objects.get_or_create(name="Port of Galle")
    said = {
        "story_id": publication.stories[story].pk,
        "party": party,
        "stance": stance,
        "mode": "paraphrase",
        "words": "It waits.",
        "exact": "It waits.",
        "said_at": at,
        "precision": "minute",
        "access": PUBLIC,
        "free": True,
        "published_at": at + timedelta(hours=1),
    }
    return Statement.objects.create(**{**said, **more})


def silence(publication: Lantern, line: int | None, **more: Any) -> Statement:
    said = {"looked_at": LOOKED, "storyline_id": line, "topic": "the night boats", **more}
    return say(publication, "public", LOOKED, "had_not_commented", **said)


@pytest.mark.parametrize(
    ("days_since_look", "days_since_story", "listed"),
    [(6, 6, False), (8, 8, True), (8, 59, True), (61, 61, False)],
)
def test_it_reminds_after_a_week_and_for_two_months(
    publication: Lantern, line: int, days_since_look: int, days_since_story: int, listed: bool
) -> None:
    silence(
        publication,
        line,
        looked_at=NOW - days_since_look * DAY,
        published_at=NOW - days_since_story * DAY,
    )
    assert look_again(NOW).exists() is listed


@pytest.mark.parametrize(
    ("case", "more", "closes"),
    [
        ("on the storyline", {}, True),
        ("before the look", {"said_at": LOOKED - DAY}, False),
        ("another storyline", {"storyline_id": None}, False),
        ("another body", {"party": None}, False),
        ("not out yet", {"published_at": NOW + DAY}, False),
        ("hidden", {"shown": False}, False),
        ("held back", {"held_back": True}, False),
        ("the same day, in a later story", {"said_at": LOOKED.replace(hour=0)}, True),
        (
            "the same day, in a story of before",
            {"said_at": LOOKED.replace(hour=0), "published_at": LOOKED},
            False,
        ),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_it_closes_when_that_body_speaks_later(
    publication: Lantern, line: int, case: str, more: dict[str, Any], closes: bool
) -> None:
    quiet = silence(publication, line)
    said = say(publication, "members", LOOKED + DAY, "denies", **{"storyline_id": line, **more})
    found = spoken_since([quiet], NOW)
    assert look_again(NOW).exists() is not closes
    assert {pk: it.pk for pk, it in found.items()} == ({quiet.pk: said.pk} if closes else {})


def test_without_a_storyline_the_same_story_closes_it(publication: Lantern) -> None:
    quiet = silence(publication, None)
    elsewhere = say(publication, "members", LOOKED + DAY, "states")
    assert look_again(NOW).exists()
    here = say(publication, "public", LOOKED + 2 * DAY, "states", published_at=quiet.published_at)
    assert not look_again(NOW).exists()
    assert spoken_since([quiet], NOW)[quiet.pk] == here != elsewhere


@pytest.mark.parametrize("stance", ["had_not_commented", "declined"])
def test_another_look_closes_it_and_is_no_speech(
    publication: Lantern, line: int, stance: str
) -> None:
    quiet = silence(publication, line)
    later = LOOKED + DAY
    say(publication, "members", later, stance, storyline_id=line, looked_at=later)
    assert quiet not in look_again(NOW)
    assert spoken_since([quiet], NOW) == {}


def test_it_gives_what_was_said_first_and_asks_no_more_for_many(
    publication: Lantern, line: int
) -> None:
    quiet = [silence(publication, line)]
    first = say(publication, "members", LOOKED + DAY, "states", storyline_id=line)
    say(publication, "members", LOOKED + 2 * DAY, "denies", storyline_id=line)
    counts = []
    for _more in range(3):
        with CaptureQueriesContext(connection) as asked:
            found = spoken_since(quiet, NOW)
        counts.append(len(asked))
        assert {it.pk for it in found.values()} == {first.pk}
        quiet += [silence(publication, line) for _other in range(5)]
    assert counts == [2, 2, 2]
    assert spoken_since([first], NOW) == {}


def test_editors_find_it_on_their_home_and_in_a_report(publication: Lantern, line: int) -> None:
    quiet = silence(
        publication,
        line,
        looked_at=datetime.now(UTC) - 9 * DAY,
        published_at=datetime.now(UTC) - 9 * DAY,
    )
    for role, shown in (("editor", True), ("writer", False)):
        client = Client()
        client.force_login(reader := Reader.objects.create_reader(f"{role}@example.org"))
        reader.take_role(role)
        for path in ("/admin/", "/admin/reports/no-comment-yet/"):
            assert ("the night boats" in client.get(path).text) is shown, (role, path)
    assert f"/admin/pages/{quiet.story_id}/edit/" in _as_editor().get("/admin/").text


def _as_editor() -> Client:
    client = Client()
    client.force_login(Reader.objects.get(email="editor@example.org"))
    return client
