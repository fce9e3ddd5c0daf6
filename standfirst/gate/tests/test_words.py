"""The default words: each can be filled, and none leaves out what must be said."""

import string

import pytest

from standfirst.gate.checking import problems_of
from standfirst.gate.placeholders import fill, names_in
from standfirst.gate.samples import samples
from standfirst.gate.words import VARIANTS


@pytest.mark.parametrize("key", VARIANTS)
def test_it_uses_in_its_defaults_only_what_it_documents(key: str) -> None:
    variant = VARIANTS[key]
    words = variant.words
    assert problems_of(key, words) == {}
    used = names_in(f"{words.line} {words.button} {words.second}")
    assert used == variant.facts
    assert samples(key).keys() == variant.facts
    assert bool(words.second) == bool(variant.second_to)


@pytest.mark.parametrize("key", VARIANTS)
def test_it_reads_well_with_its_samples(key: str) -> None:
    line = fill(str(VARIANTS[key].words.line), samples(key))
    assert not set(line) & set("{}")
    assert line[0] in string.ascii_uppercase
    assert line[-1] == "."


def test_it_always_shows_the_amount_of_a_payment() -> None:
    paying = {key for key in VARIANTS if key.startswith(("card", "confirm", "grace"))}
    assert {key for key, it in VARIANTS.items() if "amount" in it.required} == paying


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{amount", "{}", "{0}", "{a b}", "{amount!r}", "{amount:>9}", "{a.b}", "{a[0]}"],
)
def test_it_takes_nothing_but_a_name_between_braces(text: str) -> None:
    with pytest.raises(ValueError):
        names_in(text)


def test_it_prints_a_brace_that_is_written_twice() -> None:
    assert names_in("{{amount}} {date}") == {"date"}
    assert fill("{{amount}} {date}", {"date": "3 August"}) == "{amount} 3 August"
