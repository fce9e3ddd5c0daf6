"""The difference of two versions, section by section and word by word."""

from dataclasses import replace

import pytest

from standfirst.stories.versions.difference import Change, Difference, Mark, difference
from standfirst.stories.versions.pair import pair_of
from standfirst.stories.versions.said import Said, SaidSection, lines_of

A, B, C, D = (
    SaidSection(it, f"Label {it}", "", free=False, text=f"Text of {it}.") for it in "abcd"
)


def saying(*sections: SaidSection, headline: str = "Accord", standfirst: str = "They met.") -> Said:
    return Said(headline, standfirst, sections)


def between(before: Said, after: Said) -> Difference:
    return difference(before, after, after, opened=True)


def changes(before: Said, after: Said) -> list[tuple[str, list[str]]]:
    found = between(before, after).sections
    return [
        ("".join(it.text for it in section.label), [str(it) for it in section.changes])
        for section in found
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((A, B), (A, B), []),
        ((A,), (A, B), [("Label b", ["added"])]),
        ((A, B, C), (A, C), [("Label b", ["removed"])]),
        ((A, B), (B,), [("Label a", ["removed"])]),
        ((A, B, C), (C,), [("Label a", ["removed"]), ("Label b", ["removed"])]),
        ((A, B, C, D), (B, C, A, D), [("Label a", ["moved"])]),
        ((A,), (replace(A, text="New."),), [("Label a", ["changed"])]),
        ((A,), (replace(A, free=True),), [("Label a", ["opened"])]),
        ((replace(A, free=True),), (A,), [("Label a", ["closed"])]),
        ((A,), (replace(A, outside_label="Out"),), [("Label a", ["renamed_outside"])]),
        (
            (A, B, C),
            (B, C, replace(A, text="New.", free=True)),
            [("Label a", ["moved", "changed", "opened"])],
        ),
    ],
)
def test_it_says_what_happened_to_each_section(
    before: tuple[SaidSection, ...],
    after: tuple[SaidSection, ...],
    expected: list[tuple[str, list[str]]],
) -> None:
    assert changes(saying(*before), saying(*after)) == expected


def test_it_marks_words_added_and_removed() -> None:
    found = between(saying(headline="Accord reached"), saying(headline="Accord signed")).headline
    assert [(it.mark, it.text) for it in found] == [
        (Mark.SAME, "Accord "),
        (Mark.REMOVED, "reached"),
        (Mark.ADDED, "signed"),
    ]


def test_it_marks_a_new_name_of_a_section() -> None:
    (section,) = between(saying(A), saying(replace(A, label="Label z"))).sections
    assert section.changes == (Change.RENAMED,)
    assert [it.text for it in section.label if it.mark is Mark.ADDED] == ["z"]
    assert section.text == ()


def test_it_says_when_nothing_is_different() -> None:
    assert between(saying(A), saying(A)).nothing
    assert not between(saying(A), saying(A, standfirst="They parted.")).nothing


def test_it_tells_those_it_is_locked_to_only_that_a_section_changed() -> None:
    before, after = saying(A, B, C), saying(replace(A, text="Secret."))
    found = difference(before, after, saying(replace(A, outside_label="Out")), opened=False)
    assert [
        ("".join(it.text for it in section.label), section.changes, section.text)
        for section in found.sections
    ] == [("Out", (Change.CHANGED,), ()), ("", (Change.CHANGED,), ())]


@pytest.mark.parametrize(
    ("asked", "numbers", "pair"),
    [
        (("", ""), [1, 2, 3], (2, 3)),
        (("1", "3"), [1, 2, 3], (1, 3)),
        (("3", "1"), [1, 2, 3], (1, 3)),
        (("1", ""), [1, 2, 3], (1, 3)),
        (("", "2"), [1, 2, 3], (1, 2)),
        (("2", "2"), [1, 2, 3], (1, 2)),
        (("1", "1"), [1, 2, 3], (1, 2)),
        (("0", "99"), [1, 2, 3], (1, 3)),
        (("-1", "1e3"), [1, 2, 3], (2, 3)),
        (("²", "٣"), [1, 2, 3], (2, 3)),
        (("9" * 5000, "9" * 5000), [1, 2, 3], (2, 3)),
        (("1", "2"), [1], None),
        (("", ""), [], None),
    ],
)
def test_it_compares_the_nearest_there_are(
    asked: tuple[str, str], numbers: list[int], pair: tuple[int, int] | None
) -> None:
    assert pair_of(numbers, *asked) == pair


def test_it_takes_the_words_of_rich_text_line_by_line() -> None:
    html = "<p>One <b>bold</b> &amp;\u00a0two<br/>three</p><ul><li>four<ul><li>five</li></ul></li></ul>"
    assert lines_of(html) == "One bold & two\nthree\nfour\nfive"
