"""Defects put into real stories, one at a time: each is found, and where it is."""

import dataclasses
import re
from pathlib import Path

import pytest

import standfirst
from standfirst.record.checking import Code, Draft, DraftSource, check
from standfirst.record.checking.quotes import altered_prose
from standfirst.record.checking.reading import Reading

from .drafts import markdown_brief

BRIEFS = sorted((Path(standfirst.__file__).parent / "demo" / "briefs").glob("*-*.md"))
DRAFTS = [pytest.param(markdown_brief(path), id=path.stem) for path in BRIEFS]


def held(draft: Draft) -> Draft:
    """With the words of all its quotes in the text of a source, each among others."""
    said = [quote.words for passage in Reading(draft).sections for quote in passage.quotes]
    text = "\n\n".join(f"SPEAKER: Good morning. {it} Thank you all." for it in said)
    return dataclasses.replace(draft, sources=(DraftSource("https://example.org/", text=text),))


def with_text(draft: Draft, number: int, text: str) -> Draft:
    sections = list(draft.sections)
    sections[number] = dataclasses.replace(sections[number], text=text)
    return dataclasses.replace(draft, sections=tuple(sections))


def long_quotes(draft: Draft):
    return [
        (number, quote)
        for number, passage in enumerate(Reading(draft).sections)
        for quote in passage.quotes
        if len(quote.words.split()) >= 6
    ]


@pytest.mark.parametrize("draft", DRAFTS)
def test_each_quote_with_another_word_in_it_stops_the_story(draft):
    known = held(draft)
    assert list(altered_prose(Reading(known))) == []
    quotes = long_quotes(draft)
    assert quotes
    for number, quote in quotes:
        word = list(re.finditer(r"\b\w+\b", quote.words))[len(quote.words.split()) // 2]
        text = draft.sections[number].text
        start, end = quote.start + word.start(), quote.start + word.end()
        other = "zebra"[: end - start].ljust(end - start, "a")  # of the same length: nothing moves
        spoilt = with_text(known, number, text[:start] + other + text[end:])
        [found] = altered_prose(Reading(spoilt))
        assert (found.stops, found.place.start) == (True, quote.start)
        assert other in " ".join(it.words for it in found.differences if it.kind == "quote")


SEEDS = [
    ("It is raining now.", Code.WORDS_THAT_ROT, "now"),
    ("The union has not commented.", Code.NO_COMMENT_UNDATED, "has not commented"),
    ("Peru called it a “great day for llamas”.", Code.QUOTE_OF_A_STATE, "great day for llamas"),
    ("Nobody accused the Llama Board of theft.", Code.ACCUSED_WITHOUT_RESPONSE, "Llama Board"),
    (
        "“We saw nothing of it at all.” It rained.",
        Code.QUOTE_WITHOUT_SPEAKER,
        "We saw nothing of it at all.",
    ),
]


@pytest.mark.parametrize("draft", DRAFTS[::3])
@pytest.mark.parametrize(("line", "code", "words"), SEEDS)
def test_a_line_that_should_not_go_out_is_found_in_any_section(draft, line, code, words):
    clean = {(it.code, it.place.words) for it in check(draft)}
    for number, section in enumerate(draft.sections):
        spoilt = with_text(draft, number, f"{section.text}\n{line}")
        new = [it for it in check(spoilt) if (it.code, it.place.words) not in clean]
        assert [(it.code, it.place.words, it.place.section) for it in new] == [
            (code, words, section.id)
        ]


@pytest.mark.parametrize("draft", DRAFTS[::3])
@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (" Four hundred and 77 llamas fled.", "77"),
        (" Bolivia’s llamas fled.", "Bolivia"),
        (" It rained; llamas nibbled velvet carpets.", "llamas nibbled velvet carpets"),
    ],
)
def test_what_no_section_carries_is_found_in_any_standfirst(draft, clause, words):
    spoilt = dataclasses.replace(draft, standfirst=draft.standfirst + clause)
    found = [it.place.words for it in check(spoilt) if it.code is Code.STANDFIRST_NOT_CARRIED]
    assert words in found
