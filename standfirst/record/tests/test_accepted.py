"""What a story's revision may carry as a statement, and what is refused."""

import pytest

from standfirst.record.accepted import NotAccepted, as_json, kept, moment_of, parse, parse_all
from standfirst.record.models.statement import Precision

GOOD = {"section": "s1", "mode": "direct", "exact": "We will sign."}


def test_it_gets_an_id_and_its_words_and_comes_back_as_it_was():
    made = parse(GOOD)
    assert made.words == "We will sign."
    assert parse_all(as_json([made])) == (made,)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mode": "shouted"}, "mode"),
        ({"stance": "lies"}, "stance"),
        ({"said": "last week"}, "said"),
        ({"looked": "noon"}, "looked"),
        ({"source": "javascript:alert(1)"}, "source"),
        ({"id": "7"}, "id"),
        ({"person": 7}, "person"),
        ({"person": "x" * 201}, "person"),
        ({"exact": ""}, "exact"),
        ({"exact": " "}, "exact"),
        ({"truth": "none"}, "truth"),
        ({"person": "x" * 161}, "person"),
        ({"party": "…"}, "party"),
        ({"verb": "x" * 81}, "verb"),
        ({"section": "x" * 37}, "section"),
        ({"topic": "a\0b"}, "topic"),
        ({"words": "\ud800"}, "words"),
        ({"said": "0001-01-01T00:00+05:00"}, "said"),
        ({"said": "9999-12-31T23:59-05:00"}, "said"),
        ({"looked": "1899"}, "looked"),
        ({"said": "1900-01-01T00:00+05:00"}, "said"),
    ],
)
def test_what_is_wrong_is_named(change, field):
    with pytest.raises(NotAccepted, match=f"^{field}:"):
        parse({**GOOD, **change})


@pytest.mark.parametrize(
    ("said", "precision"),
    [
        ("", Precision.UNKNOWN),
        ("2024", Precision.YEAR),
        ("2024-08", Precision.MONTH),
        ("2024-08-08", Precision.DAY),
        ("2024-08-08T14:30+02:00", Precision.MINUTE),
    ],
)
def test_a_date_is_known_as_far_as_it_is_written(said, precision):
    assert moment_of(said)[1] is precision


def test_without_an_id_it_has_the_same_at_each_reading():
    assert kept([{**GOOD, "id": ""}]) == kept([GOOD])
    assert kept([GOOD])[0].id != kept([{**GOOD, "prefix": "Again: "}])[0].id


def test_blanks_around_a_name_are_none_of_it():
    made = parse({**GOOD, "person": " Ana Marin ", "party": " ", "words": " "})
    assert (made.person, made.party, made.words) == ("Ana Marin", "", "We will sign.")


def test_what_is_damaged_in_a_saved_story_is_left_out():
    assert [it.exact for it in kept([GOOD, {"mode": "direct"}, 7])] == ["We will sign."]
    assert kept(None) == ()
