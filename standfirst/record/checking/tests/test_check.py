"""The whole check: a brief with a defect of each kind, the same mended, and stories as they really went out."""

import dataclasses
import json
from pathlib import Path

import pytest
from django.utils.translation import override

import standfirst
from standfirst.record.checking import STOPS, Code, Part, check
from standfirst.record.verify import Kind, Piece

from .drafts import markdown_brief, plain_brief
from .harbour import DEFECTIVE, MENDED, SOURCE

BRIEFS = sorted((Path(standfirst.__file__).parent / "demo" / "briefs").glob("*-*.md"))
SHARED = Path(standfirst.__file__).parents[1]
REFERENCE = next(
    (
        it
        for up in (SHARED.parent, SHARED.parents[1])
        if (it := up / "shared/reference/brief.txt").exists()
    ),
    None,
)


def told(findings, part=None):
    return [(it.code, it.place.words) for it in findings if part in (None, it.place.part)]


def test_it_finds_every_seeded_defect_and_no_other():
    findings = check(DEFECTIVE)
    assert told(findings) == [
        (Code.QUOTE_WITHOUT_SPEAKER, "We have been lied to by everybody for years."),
        (Code.QUOTE_ALTERED, DEFECTIVE.statements[0].exact),
        (Code.WORDS_THAT_ROT, "recent"),
        (Code.STANDFIRST_NOT_CARRIED, "is not a threat"),
        (Code.WORDS_THAT_ROT, "Earlier this week"),
        (Code.SUPERLATIVE_WITHOUT_SOURCE, "the first closure of"),
        (Code.WORDS_THAT_ROT, "Until now"),
        (Code.FIGURE_WITHOUT_SOURCE, "seven miles"),
        (Code.FIGURE_WITHOUT_SOURCE, "at least 80 ships"),
        (Code.OFFICE_NOT_HELD, DEFECTIVE.statements[0].exact),
        (Code.QUOTE_OF_A_STATE, "grave affront"),
        (Code.ACCUSED_WITHOUT_RESPONSE, "Pilots Guild"),
        (Code.WORDS_THAT_ROT, "At present"),
        (Code.NO_COMMENT_UNDATED, "has not publicly commented"),
        (Code.PARTY_WITHOUT_LINE, ""),
    ]


def test_it_finds_nothing_in_the_mended_one():
    assert told(check(MENDED)) == []


def test_without_sources_claims_and_quotes_lack_one_too():
    bare = dataclasses.replace(DEFECTIVE, sources=(), statements=())
    found = told(check(bare))
    assert (Code.CLAIM_WITHOUT_SOURCE, "claims") in found
    assert (Code.CLAIM_WITHOUT_SOURCE, "suggest") in found
    assert [code for code, _ in found].count(Code.QUOTE_WITHOUT_SOURCE) == 2


def test_only_an_altered_quote_and_one_without_a_speaker_stop():
    assert {it.code for it in check(DEFECTIVE) if it.stops} == STOPS
    assert [it.stops for it in check(DEFECTIVE)][:3] == [True, True, False]


def test_a_place_is_where_the_words_stand():
    texts = {it.id: it.text for it in DEFECTIVE.sections}
    for finding in check(DEFECTIVE):
        place = finding.place
        text = texts.get(place.section, DEFECTIVE.standfirst)
        assert place.part is Part.STORY or text[place.start : place.end] == place.words


def test_an_altered_quote_shows_what_differs_and_in_which_source():
    [altered] = [it for it in check(DEFECTIVE) if it.code is Code.QUOTE_ALTERED]
    assert (altered.statement, SOURCE.title in altered.reason) == ("obi", True)
    assert Piece(Kind.QUOTE, "warned") in altered.differences
    assert Piece(Kind.SOURCE, "told") in altered.differences


def test_findings_are_plain_for_json():
    plain = json.loads(json.dumps([it.plain() for it in check(DEFECTIVE)]))
    assert plain[1]["code"] == "quote_altered"
    assert plain[1]["place"]["section"] == "ministry"
    assert {"kind": "source", "words": "told"} in plain[1]["differences"]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_each_says_why_and_how_to_mend_it(language):
    with override(language):
        for finding in check(dataclasses.replace(DEFECTIVE, today=DEFECTIVE.today)):
            assert len(finding.reason) > 15
            assert len(finding.mend) > 15
            assert "%(" not in finding.reason + finding.mend


def test_in_another_language_it_asks_only_what_needs_no_english():
    german = dataclasses.replace(DEFECTIVE, language="de")
    codes = {it.code for it in check(german)}
    assert Code.QUOTE_ALTERED in codes
    assert codes.isdisjoint(
        {Code.WORDS_THAT_ROT, Code.QUOTE_WITHOUT_SPEAKER, Code.STANDFIRST_NOT_CARRIED}
    )


@pytest.mark.skipif(REFERENCE is None, reason="the reference brief is not beside this checkout")
def test_the_reference_has_its_known_defects():
    text = REFERENCE.read_text("utf-8").split("\n", 1)[
        1
    ]  # the notice on top is no part of the story
    brief = plain_brief(text)
    found = check(brief)
    assert not any(it.stops for it in found)
    assert set(told(found)) == {
        (Code.WORDS_THAT_ROT, "recent"),
        (Code.STANDFIRST_NOT_CARRIED, "is not seen as an escalation"),
        (Code.WORDS_THAT_ROT, "Earlier this week"),
        (Code.SUPERLATIVE_WITHOUT_SOURCE, "the first direct incursion"),
        (Code.WORDS_THAT_ROT, "Until now"),
        (Code.WORDS_THAT_ROT, "latest"),
        (Code.FIGURE_WITHOUT_SOURCE, "six miles"),
        (Code.FIGURE_WITHOUT_SOURCE, "at least 60"),
        (Code.WORDS_THAT_ROT, "now"),
        (Code.QUOTE_OF_A_STATE, "major provocation,"),
        (Code.CLAIM_WITHOUT_SOURCE, "claims"),
        (Code.CLAIM_WITHOUT_SOURCE, "suggest"),
        (Code.WORDS_THAT_ROT, "At present"),
        (Code.NO_COMMENT_UNDATED, "has not publicly commented"),
    } | {(it.code, it.place.words) for it in found if it.code is Code.QUOTE_WITHOUT_SOURCE}


@pytest.mark.parametrize("path", BRIEFS, ids=lambda it: it.stem)
def test_nothing_is_reported_on_stories_that_are_as_they_should_be(path):
    draft = markdown_brief(path)
    assert len(draft.sections) > 3
    assert told(check(draft)) == []
