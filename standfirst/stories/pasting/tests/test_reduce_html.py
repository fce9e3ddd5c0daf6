"""What a clipboard holds becomes a brief: the words, links and emphasis; nothing else."""

import re
from pathlib import Path

import pytest

from standfirst.stories.briefs import Brief, parse_brief
from standfirst.stories.pasting.left_out import Kind
from standfirst.stories.pasting.reducing import reduced

DATA = Path(__file__).parent / "data"
REFERENCE = Path(__file__).parents[5] / "shared" / "reference" / "brief.txt"
PORT, CREWS = "What the port is saying", "What the crews are saying"
STANDFIRST = "The ferries to the islands run again after nine days of storm."
LINK = '<a href="https://port.example/timetable?day=1">the timetable</a>'


def brief_of(html: str) -> Brief:
    return parse_brief(reduced(html).text, name="a", markdown=True)


def sample(name: str) -> str:
    return (DATA / f"{name}.html").read_text(encoding="utf-8")


def told(html: str) -> dict[str, int]:
    return {kind.name.lower(): count for kind, count in reduced(html).left_out.items()}


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("google_docs", {"image": 1, "table": 1}),
        ("word", {"image": 1, "struck": 1, "hidden": 1, "footnote": 1, "comment": 1}),
        ("libreoffice", {"image": 1, "footnote": 1}),
        ("outlook", {"image": 1, "earlier_mail": 1}),
        ("gmail", {"signature": 1, "earlier_mail": 1}),
        ("newsletter", {"hidden": 1}),
        ("web_page", {"image": 1, "aside": 4, "media": 1, "form": 1, "struck": 1, "hidden": 1}),
    ],
)
def test_it_reads_what_each_program_copies(name: str, left_out: dict[str, int]) -> None:
    brief = brief_of(sample(name))
    html = "".join(section.html for section in brief.sections)
    assert brief.standfirst == STANDFIRST
    assert [section.label for section in brief.sections] == [PORT, CREWS]
    assert "It opens <i>at noon</i>, by <a href=" in html
    assert "<b>no boat</b>" in html
    assert html.count("<b>") == 1
    assert "utm_" not in html
    assert "clid" not in html
    assert told(sample(name)) == left_out
    assert brief.doubts == ()


@pytest.mark.parametrize("name", ["google_docs", "word", "libreoffice", "newsletter", "web_page"])
def test_it_takes_the_title_for_the_headline(name: str) -> None:
    assert brief_of(sample(name)).headline == "Ferries to the islands run again"


@pytest.mark.parametrize("name", ["google_docs", "word", "libreoffice"])
def test_it_nests_lists_as_the_program_shows_them(name: str) -> None:
    html = brief_of(sample(name)).sections[0].html
    assert "<ul><li>First boat at 7:10<ul><li>on Sundays <b>no boat</b></li></ul></li></ul>" in html


def test_it_takes_the_names_under_the_headline_for_the_byline() -> None:
    assert brief_of(sample("word")).byline == "Mara Lind"


def test_it_keeps_a_mail_that_is_all_there_is() -> None:
    inner = f"<div>{STANDFIRST}</div><div>{PORT}: Noon.</div>"
    html = f'<div class="gmail_quote"><blockquote class="gmail_quote">{inner}</blockquote></div>'
    assert brief_of(html).sections[0].label == PORT
    assert told(html) == {}


# --- Labels


def sections(html: str) -> list[tuple[str, str]]:
    found = brief_of(f"<h1>H</h1><p>Stand.</p>{html}").sections
    return [(section.label, section.html) for section in found]


@pytest.mark.parametrize(
    "html",
    [
        "<h3>The UN:</h3><p>Text</p>",
        "<p><b>The UN:</b> Text</p>",
        "<p><b>The UN</b>: Text</p>",
        '<p><span style="font-weight:700">The UN: </span>Text</p>',
        '<p><span style="font-weight: bold">The </span><b>UN:</b> Text</p>',
        "<p>The UN: Text</p>",
        "<p>The UN:</p><p>Text</p>",
        "<p><strong>The UN</strong></p><p>Text</p>",
        '<p class="MsoHeading2">The UN</p><p>Text</p>',
        '<div role="heading" aria-level="2">The UN</div><div>Text</div>',
        "<div>The UN:<br>Text</div>",
        "<pre>The UN: Text</pre>",
        '<div style="white-space: pre-wrap">The UN:\nText</div>',
        "<h2><a href='#un'><b>The</b> UN</a></h2>Text",
        "<table><tr><td><h2>The UN</h2></td></tr><tr><td>Text</td></tr></table>",
    ],
)
def test_it_takes_a_heading_a_bold_start_or_a_colon_for_a_label(html: str) -> None:
    assert sections(html) == [("The UN", "<p>Text</p>")]


def test_it_takes_all_three_in_one_document() -> None:
    html = "<h2>A</h2><p>1</p><p><b>What “they” say:</b> “2”</p><p>C: 3</p><p>4</p>"
    assert sections(html) == [
        ("A", "<p>1</p>"),
        ("What “they” say", "<p>“2”</p>"),
        ("C", "<p>3</p><p>4</p>"),
    ]


@pytest.mark.parametrize("between", ["<br>", "<br><br>", "<br> <br/>", "</div><div>"])
def test_it_finds_labels_after_line_breaks(between: str) -> None:
    html = f"<div>A: one{between}two{between}B: three</div>"
    assert [label for label, _ in sections(html)] == ["A", "B"]


def test_it_tells_a_line_break_from_a_paragraph() -> None:
    assert sections("<div>A: one<br>two<br><br>three</div>") == [
        ("A", "<p>one<br/>two</p><p>three</p>")
    ]


def test_it_doubts_what_looks_like_a_label_and_is_none() -> None:
    html = "<h1>H</h1><p>Stand.</p><h2>A</h2><p>1</p><p>What Russia says: “No”</p>"
    doubts = brief_of(html).doubts
    assert [(it.line, it.words) for it in doubts] == [(9, "What Russia says")]
    assert reduced(html).text.split("\n")[8] == "What Russia says: “No”"


# --- What stays and what goes


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a <b>b</b> <i>c</i></p>", "<p>a <b>b</b> <i>c</i></p>"),
        ("<p>a <strong>b</strong> <em>c</em></p>", "<p>a <b>b</b> <i>c</i></p>"),
        ('<b style="font-weight:normal">a</b>', "<p>a</p>"),
        ('<b>a <span style="font-weight:400">b</span></b>', "<p><b>a</b> b</p>"),
        ('<i>a <span style="font-style:normal">b</span></i>', "<p><i>a</i> b</p>"),
        (
            '<a href="https://a.b/?x=1&utm_source=y#z">c</a>',
            '<p><a href="https://a.b/?x=1#z">c</a></p>',
        ),
        ('<a href="https://a.b/?utm_source=y">c</a>', '<p><a href="https://a.b/">c</a></p>'),
        ('<a href="mailto:a@b.c">d</a>', '<p><a href="mailto:a@b.c">d</a></p>'),
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="file:///etc/passwd">a</a>', "<p>a</p>"),
        ('<a href="/world/">a</a>', "<p>a</p>"),
        ('<a href="java\nscript:alert(1)">a</a>', "<p>a</p>"),
        ('<p onclick="x()" class="y" id="z">a</p>', "<p>a</p>"),
        ("<p>a</p><script>b</script><style>c</style>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<p>a</p><!--[if mso]><p>b</p><![endif]-->", "<p>a</p>"),
        (
            "<blockquote><p>a</p><p>b</p></blockquote>",
            "<blockquote>a</blockquote><blockquote>b</blockquote>",
        ),
        ("<p>a</p><p>• b</p><p>• c</p>", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("<p>a<del>b</del><s>c</s><ins>d</ins></p>", "<p>ad</p>"),
        ('<p>a<span style="display:none">b</span></p>', "<p>a</p>"),
        ('<p>a<span style="font-size:0">b</span></p>', "<p>a</p>"),
        ("<p>a &lt;script&gt;b&lt;/script&gt;</p>", "<p>a &lt;script&gt;b&lt;/script&gt;</p>"),
        ("<p>1 * 2 _ 3 [4](5) # 6</p>", "<p>1 * 2 _ 3 [4](5) # 6</p>"),
        ("<p>a<b>b", "<p>a<b>b</b></p>"),
        ("a < b", "<p>a &lt; b</p>"),
    ],
)
def test_it_keeps_words_links_and_emphasis_and_no_more(html: str, kept: str) -> None:
    assert sections(f"<h2>A</h2>{html}") == [("A", kept)]


def test_it_leaves_out_figures_and_lays_out_the_cells_of_a_mail() -> None:
    figures = "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    layout = "<table><tr><td>a</td></tr><tr><td><table><tr><td>b</td><td></td></tr></table></td></tr></table>"
    assert sections(f"<h2>A</h2><p>x</p>{figures}{layout}") == [("A", "<p>x</p><p>a</p><p>b</p>")]
    assert told(f"<p>x</p>{figures}{layout}") == {"table": 1}


def test_it_counts_no_tracking_pixel_among_the_images() -> None:
    html = '<p>a<img src="x" width="1" height="1"><img src="y" width="640"><img src="z" style="display:none"></p>'
    assert told(html) == {"image": 1}


def test_it_says_which_links_a_standfirst_loses() -> None:
    assert told('<p>a <a href="https://a.b">b</a></p><h2>c</h2><p>d</p>') == {"link": 1}


def test_it_takes_a_last_section_of_links_for_the_sources() -> None:
    brief = brief_of(
        "<h1>H</h1><p>Stand.</p><h2>A</h2><p>b</p><h2>Sources</h2><ul>"
        '<li><a href="https://a.b/c?utm_source=d">Transcript</a>, Defence Ministry</li>'
        '<li><a href="https://e.f/">https://e.f/</a></li></ul>'
    )
    assert [(it.url, it.publisher, it.title) for it in brief.sources] == [
        ("https://a.b/c", "Defence Ministry", "Transcript"),
        ("https://e.f/", "", ""),
    ]
    assert [section.label for section in brief.sections] == ["A"]


def test_it_keeps_a_section_of_sources_that_says_more() -> None:
    assert sections("<h2>Sources</h2><p>Two officials.</p>") == [
        ("Sources", "<p>Two officials.</p>")
    ]


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<img src=x>", "<!--", "<script>a", "\x00"])
def test_it_makes_nothing_of_nothing(html: str) -> None:
    assert reduced(html).text.strip() == ""


def test_it_bears_depth_and_length() -> None:
    assert "deep" in reduced("<div><ul><li>" * 5_000 + "deep").text
    assert len(reduced("<p>word</p>" * 20_000).text) > 20_000


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brief is not on this machine")
def test_it_reads_the_reference_from_a_page() -> None:
    lines = REFERENCE.read_text(encoding="utf-8").strip().split("\n")[1:]
    brief = brief_of("".join(f"<p>{re.sub('&', '&amp;', line)}</p>" for line in lines))
    assert brief == parse_brief("\n".join(lines), name="a")
    assert len(brief.sections) == 4


def test_it_leaves_only_kinds_it_can_name() -> None:
    assert Kind.SILENT not in reduced("<script>a</script><p>b</p>").left_out
