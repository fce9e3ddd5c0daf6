"""What the demo's briefs say of who said what stands in their text, and covers every quotation in it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from standfirst.demo.publication import BRIEFS
from standfirst.record.models.register import key_of
from standfirst.stories.briefs import Brief, BriefStatement, read_brief
from standfirst.stories.briefs.register import Listed, read_register
from standfirst.stories.section_text import text_of

FILES = sorted(path for path in BRIEFS.glob("*.md") if path.name != "README.md")
REGISTER = read_register(BRIEFS / "register.yaml")
_QUOTED = re.compile(r"“([^”]+)”")
_BLOCK = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)

briefs = pytest.mark.parametrize("file", FILES, ids=lambda it: it.stem)


def speech_in(brief: Brief) -> list[str]:
    """Every quotation, without the punctuation that may be ours."""
    found = []
    for section in brief.sections:
        blocks = [text_of(block) for block in _BLOCK.findall(section.html)]
        found += [*_QUOTED.findall(text_of(section.html)), *blocks]
    return [words.strip(" ,.") for words in found]


@briefs
def test_every_statement_stands_in_a_section(file: Path) -> None:
    brief = read_brief(file)
    texts = [text_of(section.html) for section in brief.sections]
    assert brief.statements
    assert [
        it.words for it in brief.statements if not any(it.words in text for text in texts)
    ] == []


@briefs
def test_every_quotation_has_its_statement_and_its_speaker(file: Path) -> None:
    said = [it for it in read_brief(file).statements if it.mode != "paraphrase"]
    lacking = [
        words for words in speech_in(read_brief(file)) if not any(words in it.words for it in said)
    ]
    assert lacking == []
    assert all(it.who or it.party for it in said)


@briefs
def test_everyone_named_is_in_the_register(file: Path) -> None:
    parties, people = _keys(REGISTER.parties), _keys(REGISTER.people)
    for it in read_brief(file).statements:
        side = it.unnamed.side if it.unnamed else ""
        assert {key_of(name) for name in (it.party, side) if name} <= parties, it.words
        assert not it.who or key_of(it.who) in people, it.words


@briefs
def test_every_quotation_stands_in_the_kept_text_of_its_source(file: Path) -> None:
    """Of a source whose text is kept."""
    kept = {it.url: text_of(it.text) for it in REGISTER.sources if it.text}
    for it in read_brief(file).statements:
        if it.mode != "paraphrase" and it.source in kept:
            assert _even(it.words.strip(".")) in _even(kept[it.source]), it.words


def test_each_kept_text_is_of_a_source_that_something_names() -> None:
    named = {it.source for file in FILES for it in read_brief(file).statements}
    assert {it.url for it in REGISTER.sources} <= named


def test_the_reference_events_brief_shows_all_of_it() -> None:
    said = read_brief(BRIEFS / "pentagon-kursk-us-policy.md").statements
    assert any(_is(it, "Sabrina Singh", "direct", "states") for it in said)
    assert any(it.stance == "claims" and it.party == "Russian Defence Ministry" for it in said)
    assert any(it.stance == "claims" and it.unnamed and it.reply_to for it in said)
    silent = [it for it in said if it.stance == "had not commented"]
    assert {it.party for it in silent} == {"Ukrainian Defence Ministry", "General Staff of Ukraine"}
    assert all(it.looked and it.topic for it in silent)


def _is(it: BriefStatement, who: str, mode: str, stance: str) -> bool:
    return (it.who, it.mode, it.stance) == (who, mode, stance) and bool(it.office and it.source)


def _keys(rows: Iterable[Listed]) -> set[str]:
    return {key_of(name) for it in rows for name in (it.name, *it.also_called)}


def _even(text: str) -> str:
    """Whatever marks a typewriter would have made of it."""
    return text.translate(str.maketrans("’‘“”", "''\"\"")).replace("\n\n", " ").lower()
