import datetime

import pytest

from .. import Brief, BriefError, BriefImage, BriefSection, BriefSource, parse_brief, write_brief
from ..front_matter import line_of


def brief(html: str = "<p>b</p>", label: str = "A") -> Brief:
    return Brief("H", "S", (BriefSection(label, html),))


def written(html: str) -> str:
    return write_brief(brief(html)).partition("## A\n\n")[2].removesuffix("\n")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b>, <i>c</i></p>", "a **b**, *c*"),
        ("<p>un<i>frigging</i>real</p>", "un*frigging*real"),
        ("<p><b>a <i>b</i></b></p>", "**a _b_**"),
        ("<p><i>a</i><b>b</b></p>", "_a_**b**"),
        ("<p>a<b>“b”</b>c</p>", "&#97;**“b”**&#99;"),
        ("<p>5*3 a_b [c] `d` \\ &lt;e&gt;</p>", r"5\*3 a\_b \[c\] \`d\` \\ \<e>"),
        ("<p>AT&amp;T &amp;amp; &amp;#39;</p>", r"AT&T \&amp; \&#39;"),
        (
            "<p># a<br/>- b<br/>1. c<br/>===<br/>|-|</p>",
            "\\# a\\\n\\- b\\\n1\\. c\\\n\\===\\\n\\|-|",
        ),
        ('<p>!<a href="/a_(b)">c</a></p>', r"\![c](/a_\(b\))"),
        ("<blockquote>a<br/>b</blockquote><blockquote>c</blockquote>", "> a\\\n> b\n\n> c"),
        ("<ol><li>a<br/>b<ul><li>c</li></ul></li></ol>", "1. a\\\n   b\n   - c"),
    ],
)
def test_it_writes_markdown_a_person_would(html: str, markdown: str) -> None:
    assert written(html) == markdown
    assert parse_brief(write_brief(brief(html)), name="a") == brief(html)


def test_it_writes_only_what_the_brief_says() -> None:
    assert write_brief(brief()) == "---\nheadline: H\nstandfirst: S\n---\n\n## A\n\nb\n"


def test_it_writes_every_field() -> None:
    when = datetime.datetime(2024, 8, 8, 7, 30, 0, 5, tzinfo=datetime.UTC)
    full = Brief(
        headline="2024: “yes” — no",
        standfirst="- # null",
        sections=(BriefSection("A {free} #", "<p>b</p>", True, 'The "\\" {one}'),),
        desk="world",
        access="plans: basic, plus",
        byline="null",
        storyline="Kursk: the push",
        published=when,
        updated=when,
        image=BriefImage("a  b/c\u202fd.jpg", "2024-08-08", "~"),
        slug="2024",
        sources=(BriefSource("https://a.b/", "p", "t", when.date()), BriefSource("http://c.d")),
    )
    assert parse_brief(write_brief(full), name="a") == full


def test_it_makes_html_canonical() -> None:
    assert written('<p data-block-key="x"><strong>a </strong>b</p>') == "**a** b"


@pytest.mark.parametrize(
    "bad", [brief(html="<p></p>"), brief(label=" "), Brief("H", "S", ()), Brief("H", "", ())]
)
def test_it_refuses_what_would_not_read_back(bad: Brief) -> None:
    with pytest.raises(BriefError):
        write_brief(bad)


def test_it_says_where_a_key_stands() -> None:
    text = "---\nheadline: H\nsources:\n- url: x\ndesk: d\n---\n"
    assert line_of(text, "desk") == 5
    assert line_of(text, "slug") == 1
    assert line_of("no front matter", "desk") == 1
