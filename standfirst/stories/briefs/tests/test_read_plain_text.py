from pathlib import Path

import pytest

from .. import parse_brief, read_brief

HARBOUR = Path(__file__).parent / "data" / "harbour.txt"
REFERENCE = Path(__file__).parents[5] / "shared" / "reference" / "brief.txt"


def test_it_reads_a_brief_with_a_notice_on_top() -> None:
    brief = read_brief(HARBOUR, skip=1)
    assert brief.standfirst.startswith("The port authority of Skerrivoe has closed")
    assert brief.standfirst.endswith("keep to their timetable.")
    assert [section.label for section in brief.sections] == [
        "What’s the deal",
        "What the port is saying",
        "What the shippers are saying",
        "The ministry steps in",
    ]
    assert brief.sections[1].html.startswith("<p>Asked how long")
    assert "“The ferries use the inner basin." in brief.sections[1].html


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brief is not on this machine")
def test_it_reads_the_reference() -> None:
    brief = read_brief(REFERENCE, skip=1)
    assert brief.standfirst.startswith("The Pentagon has said that Ukraine’s")
    assert [section.label for section in brief.sections] == [
        "What’s the deal",
        "What the US is saying",
        "What Russia is saying",
        "The UN speaks up",
    ]
    assert all(section.html.count("<p>") == 1 for section in brief.sections)


def test_it_takes_each_line_for_a_paragraph_and_continues_the_section_above() -> None:
    brief = parse_brief("Stand.\n\nDeal: One & <two>.\nThree.\n\nUN: Four.\n", name="a")
    assert [(section.label, section.html) for section in brief.sections] == [
        ("Deal", "<p>One &amp; &lt;two&gt;.</p><p>Three.</p>"),
        ("UN", "<p>Four.</p>"),
    ]
    assert not any(section.free or section.outside_label for section in brief.sections)


def test_it_keeps_two_sections_with_one_label() -> None:
    brief = parse_brief("Stand.\nUN: One.\nUN: Two.", name="a")
    assert [section.label for section in brief.sections] == ["UN", "UN"]


def test_it_makes_whitespace_regular() -> None:
    text = "\ufeffStand \t first.\r\n\u200b\r\nDeal\u00a0: One\u2028UN:\u00a0 Two\u00a0000\u3000.\r"
    brief = parse_brief(text, name="a")
    assert brief.standfirst == "Stand first."
    assert [(section.label, section.html) for section in brief.sections] == [
        ("Deal", "<p>One</p>"),
        ("UN", "<p>Two\u00a0000 .</p>"),
    ]


def test_it_takes_the_headline_it_is_given() -> None:
    brief = parse_brief("Stand.\nDeal: One.", name="a", headline="  A  headline ")
    assert brief.headline == "A headline"


def test_it_makes_a_headline_of_the_standfirst() -> None:
    assert parse_brief("One. Two.\nDeal: One.", name="a").headline == "One."


def test_it_says_nothing_the_file_does_not_say() -> None:
    brief = parse_brief("Stand.\nDeal: One.", name="a")
    assert (brief.access, brief.desk, brief.byline, brief.slug) == ("", "", "", "")
    assert (brief.published, brief.updated, brief.image, brief.sources) == (None, None, None, ())


def test_it_takes_a_pasted_text_with_a_section_heading_for_markdown() -> None:
    assert parse_brief("Stand.\n\n## UN\n\n*One*", name="a").sections[0].html == "<p><i>One</i></p>"
    assert parse_brief("Stand.\n\nUN: *One*", name="a").sections[0].html == "<p>*One*</p>"


def test_it_goes_by_the_name_of_a_file(tmp_path: Path) -> None:
    for name, html in {"a.txt": "*One*", "a.MD": "<i>One</i>", "a.markdown": "<i>One</i>"}.items():
        (tmp_path / name).write_text("Stand.\n\nUN: *One*", encoding="utf-8")
        assert read_brief(tmp_path / name).sections[0].html == f"<p>{html}</p>"


def test_it_takes_a_line_above_the_standfirst_for_the_headline() -> None:
    brief = parse_brief("Boats run again\n\nThe boats run.\n\nUN: One.", name="a")
    assert (brief.headline, brief.standfirst) == ("Boats run again", "The boats run.")
    markdown = parse_brief("Boats run again\n\nThe boats run.\n\n## UN\n\nOne.", name="a")
    assert markdown == brief


def test_it_takes_the_lines_below_a_label_that_stands_alone() -> None:
    brief = parse_brief("Stand.\n\nUN:\n“One.”\nTwo.\n\nThe deal: Three.", name="a")
    assert [(section.label, section.html) for section in brief.sections] == [
        ("UN", "<p>“One.”</p><p>Two.</p>"),
        ("The deal", "<p>Three.</p>"),
    ]
