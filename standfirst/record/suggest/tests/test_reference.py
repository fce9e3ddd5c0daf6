"""The reference brief, as an editor would paste it."""

import pytest

from standfirst.record.suggest import Suggestion, suggest
from standfirst.record.suggest.tests.beside import shared


@pytest.fixture
def found() -> list[Suggestion]:
    return suggest(shared("reference/brief.txt").read_text("utf-8"))


def test_it_finds_both_quotes_of_the_press_secretary(found: list[Suggestion]) -> None:
    quotes = [it for it in found if it.mode == "direct"]
    assert [it.text[:16] for it in quotes] == ["It is consistent", "So they are taki"]
    assert {(it.speaker, it.office, it.prefill) for it in quotes} == {
        ("Sabrina Singh", "Pentagon Press Secretary", True)
    }
    assert [it.mention for it in quotes] == ["Pentagon Press Secretary Sabrina Singh", "She"]


def test_it_finds_the_words_of_russia_and_of_a_spokeswoman(found: list[Suggestion]) -> None:
    mixed = [(it.text, it.speaker, it.mention, it.prefill) for it in found if it.mode == "mixed"]
    assert mixed == [
        ("major provocation,", "Russia", "Russia", False),
        ("real concern", None, "a spokeswoman", False),
    ]


def test_it_finds_who_had_not_commented(found: list[Suggestion]) -> None:
    (silent,) = [it for it in found if it.stance == "had_not_commented"]
    assert (silent.speaker, silent.mode, silent.cue) == (
        "Ukraine",
        "paraphrase",
        "not publicly commented",
    )


def test_it_offers_what_was_claimed_without_marks(found: list[Suggestion]) -> None:
    claims = [it.speaker for it in found if it.mode == "paraphrase" and it.stance == "claims"]
    assert "Russian Ministry of Defense" in claims
