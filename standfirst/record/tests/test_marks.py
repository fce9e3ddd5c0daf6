"""What a mark says in words."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from standfirst.gate.access import PUBLIC
from standfirst.record.facts import facts_of
from standfirst.record.marks import mark_line
from standfirst.record.models.statement import Mark, Mode, Precision, Stance
from standfirst.record.moments import said_when, when_words
from standfirst.record.reading import Cited, Linked, Said

AT = datetime(2024, 8, 8, tzinfo=UTC)
SAID = Said(
    pk=1,
    uid=UUID(int=1),
    url="/record/statements/1/",
    person=None,
    party=Linked("Pentagon", "/record/parties/pentagon/"),
    side=None,
    unnamed="",
    unnamed_number="",
    office="",
    said_at=AT,
    precision=Precision.DAY,
    where="Washington",
    story=Linked("A story", "/world/a-story/"),
    storyline=None,
    place="/world/a-story/#s-1",
    published_at=AT,
    access=PUBLIC,
    free=True,
    words="Yes.",
    mode=Mode.DIRECT,
    stance=Stance.STATES,
    source=Cited("https://www.defense.gov/t", "Transcript", "defense.gov", "2024-08-08", ""),
)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark.VERBATIM, "Matches Transcript, defense.gov, 8 Aug 2024"),
        (Mark.MARKED, "Matches Transcript, defense.gov, 8 Aug 2024, with marked changes"),
        (Mark.TRANSLATED, "Translated from Transcript, defense.gov, 8 Aug 2024"),
        (Mark.ALTERED, "Differs from Transcript, defense.gov, 8 Aug 2024"),
        (Mark.ABSENT, "Not found in Transcript, defense.gov, 8 Aug 2024"),
        (None, "Source: Transcript, defense.gov, 8 Aug 2024"),
    ],
)
def test_a_mark_names_its_source(mark, words):
    assert str(mark_line(replace(SAID, mark=mark))) == words


def test_of_a_source_without_a_name_its_site_is_said_once():
    url = "https://example.org/a"
    assert (
        str(mark_line(replace(SAID, source=Cited(url, url, "", "", "")))) == "Source: example.org"
    )
    assert mark_line(replace(SAID, source=None)) is None


def test_what_is_printed_of_a_source_is_escaped():
    hostile = replace(SAID, source=Cited("https://a.example/'\"><b>", "<b>", "", "", ""))
    assert "<b>" not in "".join(map(str, facts_of(hostile)))


def test_of_what_is_locked_only_the_place_is_told():
    locked = replace(SAID, words=None, source=None, verb="", stance=None, mode=None)
    assert facts_of(locked) == ["Washington"]


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "8 Aug 2024"),
        (Precision.MONTH, "August 2024"),
        (Precision.YEAR, "2024"),
        (Precision.UNKNOWN, "published 8 Aug 2024"),
    ],
)
def test_no_more_of_a_moment_is_printed_than_is_known(precision, words, settings):
    settings.TIME_ZONE = "America/New_York"
    said = replace(
        SAID, precision=precision, said_at=AT.replace(hour=12 * (precision == "unknown"))
    )
    assert when_words(said) == words
    assert words.split()[-1] in said_when(said)
