import datetime

import pytest

from .. import Brief, BriefImage, BriefSection, BriefSource, parse_brief

FULL = """\
---
headline: "Skerrivoe: the harbour is shut"
standfirst: No cargo until divers have *looked*.
desk: world
access: {plans: [plus, Basic]}
byline: Eli Editor
storyline: The  harbour
published: 2024-08-08 9:30 +02:00
updated: 2024-08-08T10:00
image:
  path: ./images/harbour.jpg
  alt: The outer harbour
  credit: Orm Islands Press
slug: skerrivoe-shut
sources:
  - url: https://example.org/port?a=1#b
    publisher: Port of Skerrivoe
    title: Notice 12
    date: 2024-08-07
  - https://example.org/freight
---

## What’s the deal {free}

A **storm**, then
a *crack*.

- one
- two

## What the port is saying {free outside="What one “party” says"}

> We open it when it is safe.

## The \\{free\\} berth {outside=“The berth”} {free}

[Notice](/notices/12) of \\
today
"""


def body(markdown: str) -> str:
    return parse_brief(f"Stand.\n\n## A\n\n{markdown}", name="a", markdown=True).sections[0].html


def test_it_reads_all_a_file_can_say() -> None:
    assert parse_brief(FULL, name="a") == Brief(
        headline="Skerrivoe: the harbour is shut",
        standfirst="No cargo until divers have *looked*.",
        desk="world",
        access="plans: basic, plus",
        byline="Eli Editor",
        storyline="The harbour",
        published=datetime.datetime(2024, 8, 8, 7, 30, tzinfo=datetime.UTC),
        updated=datetime.datetime(2024, 8, 8, 10, 0, tzinfo=datetime.UTC),
        image=BriefImage("images/harbour.jpg", "The outer harbour", "Orm Islands Press"),
        slug="skerrivoe-shut",
        sources=(
            BriefSource(
                "https://example.org/port?a=1#b",
                "Port of Skerrivoe",
                "Notice 12",
                datetime.date(2024, 8, 7),
            ),
            BriefSource("https://example.org/freight"),
        ),
        sections=(
            BriefSection(
                "What’s the deal",
                "<p>A <b>storm</b>, then a <i>crack</i>.</p><ul><li>one</li><li>two</li></ul>",
                free=True,
            ),
            BriefSection(
                "What the port is saying",
                "<blockquote>We open it when it is safe.</blockquote>",
                free=True,
                outside_label="What one “party” says",
            ),
            BriefSection(
                "The {free} berth",
                '<p><a href="/notices/12">Notice</a> of<br/>today</p>',
                free=True,
                outside_label="The berth",
            ),
        ),
    )


def test_it_takes_the_standfirst_from_the_first_paragraph() -> None:
    brief = parse_brief("---\nslug: a\n---\nStand *first*\nhere.\n\n## A\nb", name="a")
    assert (brief.standfirst, brief.slug) == ("Stand first here.", "a")


def test_it_takes_the_headline_from_a_heading() -> None:
    text = "# The *port*\n\nStand.\n\n## A\n\nb"
    assert parse_brief(text, name="a").headline == "The port"
    assert parse_brief(text, name="a", headline="Given").headline == "Given"
    assert parse_brief(f"---\nheadline: The port\n---\n{text}", name="a").headline == "The port"


def test_it_makes_a_headline_if_nothing_gives_one() -> None:
    assert parse_brief("Stand. First.\n\n## A\nb", name="a").headline == "Stand."


def test_it_reads_run_in_labels_where_there_are_no_section_headings() -> None:
    text = (
        "---\nheadline: H\n---\nStand: first.\n\nDeal: one *two*\nthree\n\n- four\n\n"
        "She said: “five”\n\n**The *UN*:** six **seven**\n\n**Port**: eight"
    )
    sections = parse_brief(text, name="a").sections
    assert [(section.label, section.html) for section in sections] == [
        ("Deal", "<p>one <i>two</i> three</p><ul><li>four</li></ul><p>She said: “five”</p>"),
        ("The UN", "<p>six <b>seven</b></p>"),
        ("Port", "<p>eight</p>"),
    ]


def test_it_takes_a_label_in_a_section_for_text() -> None:
    assert body("Deal: one") == "<p>Deal: one</p>"


def test_it_skips_lines_below_the_front_matter() -> None:
    text = "---\nslug: a\n---\n\nLog in!\n\nStand.\n\n## A\n\nb"
    assert parse_brief(text, name="a", skip=1).standfirst == "Stand."


def test_it_takes_a_key_without_a_value_for_unsaid() -> None:
    text = "---\nslug:\nimage:\nsources:\naccess:\npublished: ~\n---\nStand.\n\n## A\nb"
    brief = parse_brief(text, name="a")
    assert (brief.slug, brief.image, brief.sources, brief.access) == ("", None, (), "")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a\n\n\n    b", "<p>a</p><p>b</p>"),
        ("> a\n> b\n>\n> c", "<blockquote>a b</blockquote><blockquote>c</blockquote>"),
        ("1. a\n\n   b\n2. c\n   - d", "<ol><li>a<br/>b</li><li>c<ul><li>d</li></ul></li></ol>"),
        ("- a\n\n* b", "<ul><li>a</li><li>b</li></ul>"),
        (
            "`a` &amp; &copy; <https://a.b/>",
            '<p>`a` &amp; © <a href="https://a.b/">https://a.b/</a></p>',
        ),
        ("[a][1]\n\n[1]: mailto:a@b.c 'title'", '<p><a href="mailto:a@b.c">a</a></p>'),
        ("2 < 3 > 1 \\<b>", "<p>2 &lt; 3 &gt; 1 &lt;b&gt;</p>"),
        ("10\u00a0000 a\u2028b", "<p>10\u00a0000 a b</p>"),
    ],
)
def test_it_keeps_what_the_editor_keeps(markdown: str, html: str) -> None:
    assert body(markdown) == html
