"""What is written reads back as it was, whatever it says; what is read is refused or regular."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .. import (
    Brief,
    BriefError,
    BriefSection,
    canonical_html,
    parse_brief,
    section_html,
    write_brief,
)
from .strategies import briefs, broken_html, files, html, neighbours, with_images

_KEPT = re.compile(r'<(?:/?(?:p|b|i|ul|ol|li|blockquote)|br/|a href="[^"<>]*"|/a)>')

often = settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@often
@given(briefs)
def test_it_reads_what_it_wrote(brief: Brief) -> None:
    assert parse_brief(write_brief(brief), name="a") == brief


@often
@given(with_images)
def test_it_reads_the_images_it_wrote(brief: Brief) -> None:
    assert parse_brief(write_brief(brief), name="a", images=True) == brief
    assert section_html(brief.sections[0].html) == brief.sections[0].html


@settings(often, max_examples=400)
@given(neighbours)
def test_it_tells_neighbouring_marks_apart(html: str) -> None:
    brief = Brief("H", "S", (BriefSection("A", canonical_html(html) or "<p>a</p>"),))
    assert parse_brief(write_brief(brief), name="a") == brief


@often
@given(html | broken_html)
def test_it_spells_html_one_way_with_only_what_is_kept(html: str) -> None:
    canonical = canonical_html(html)
    assert canonical_html(canonical) == canonical
    assert not set("<>") & set(_KEPT.sub("", canonical))


@often
@given(files, st.sampled_from(["", "---\n", "---\nstandfirst: S\n---\n"]), st.integers(0, 2))
def test_it_reads_or_refuses_any_text(text: str, top: str, skip: int) -> None:
    text = top + text
    for markdown in (None, True, False):
        outcome = read_or_refused(text, markdown, skip)
        if isinstance(outcome, Brief):
            assert parse_brief(write_brief(outcome), name="a") == outcome
        else:
            assert 1 <= outcome.line <= len(re.findall(r"\r\n?|\n", text)) + 1
            assert outcome.reason
            assert outcome.remedy


def read_or_refused(text: str, markdown: bool | None, skip: int) -> Brief | BriefError:
    try:
        return parse_brief(text, name="a", markdown=markdown, skip=skip)
    except BriefError as error:
        return error
