"""A line that looks like a label and is none is named; nothing is joined to a section silently."""

import pytest

from .. import Doubt, parse_brief


def doubts(text: str) -> list[tuple[int, str]]:
    return [(it.line, it.words) for it in parse_brief(text, name="a").doubts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stand.\n\nUN: a\n\nWhat Russia says: “No”", [(5, "What Russia says")]),
        ("Stand.\nUN: a\nb\nAt 7:10 c", []),
        ("Stand.\n\n## UN\n\na\n\nWhat Russia says: b", [(7, "What Russia says")]),
        ("Stand.\n\n## UN\n\na\n\n**What Russia says:** b", [(7, "What Russia says")]),
        ("Stand.\n\n## UN\n\na\nWhat Russia says: b", [(6, "What Russia says")]),
        ("Stand.\n\n## UN\n\nSingh said: “a”", []),
        ("Stand.\n\n## UN\n\na\n\n- What Russia says: b", []),
        ("Stand.\n\n## UN\n\nthey said the\nplan: b", []),
        ("The deal: a\nUN: b", [(1, "The deal")]),
        (
            "---\nbyline: A\n---\nStand.\n\n**UN:** a\n\nWhat Russia says: “b”",
            [(8, "What Russia says")],
        ),
    ],
)
def test_it_names_the_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert doubts(text) == expected


def test_it_says_whether_labels_are_marked_and_what_the_line_was_taken_for() -> None:
    assert parse_brief("A: a\nB: b", name="a").doubts == (Doubt(1, "A", on_top=True),)
    marked = parse_brief("Stand.\n\n## A\n\na\n\nB: b", name="a").doubts
    assert marked == (Doubt(7, "B", marked=True),)


def test_it_is_no_part_of_what_a_brief_says() -> None:
    doubtful = parse_brief("Stand.\n\n## A\n\na\n\nB: b", name="a")
    assert doubtful == parse_brief("Stand.\n\n\n## A\n\na\n\nB: b", name="a")


@pytest.mark.parametrize(
    "text",
    [
        "Stand.\n\n**UN:** a\n\n**What Russia says:** “b”",
        "Stand.\n**UN:** a\n**What Russia says:** “b”",
        "Stand.\n\n__UN__: a\n\n__What Russia says__: “b”",
        "# H\n\nStand.\n\nUN: a\n\n**What Russia says:** “b”",
    ],
)
def test_it_reads_labels_in_bold_as_markdown(text: str) -> None:
    brief = parse_brief(text, name="a")
    assert brief.standfirst == "Stand."
    assert [(section.label, section.html) for section in brief.sections] == [
        ("UN", "<p>a</p>"),
        ("What Russia says", "<p>“b”</p>"),
    ]
