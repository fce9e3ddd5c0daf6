"""Whatever a clipboard holds: never an error, never more than is allowed, and one meaning."""

import re

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.stories.briefs import Brief, BriefError, parse_brief, write_brief
from standfirst.stories.briefs.tests.strategies import broken_html, html
from standfirst.stories.pasting.addresses import pasted_href, without_tracking
from standfirst.stories.pasting.reducing import reduced

KEPT = {"p", "br", "b", "i", "a", "ul", "ol", "li", "blockquote"}
PIECES = [
    *(
        "<p>",
        "</p>",
        "<h1>H</h1>",
        "<h2>L</h2>",
        "<b>Label:</b> ",
        "Label: a",
        "<br>",
        "<div>",
        "</div>",
    ),
    *(
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "<blockquote>",
    ),
    *(
        "<script>",
        "</script>",
        "<style>x</style>",
        "<!--",
        "-->",
        "<![if !x]>",
        "<o:p>",
        "&nbsp;",
        "&#0;",
    ),
    *(
        "<b style='font-weight:normal'>",
        "</b>",
        "<span style='font-weight:700;display:none'>",
        "</span>",
    ),
    *(
        "<a href='https://a.b/?utm_x=1&y=2'>",
        "<a href='javascript:x'>",
        "<a href=//x.y>",
        "</a>",
        "<img src=x>",
    ),
    *(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>",
        "<span style='mso-list:Ignore'>1.</span>",
    ),
    *(
        "<div class=gmail_quote>",
        "From: a Sent: b To: c",
        "• d",
        "Sources:",
        "By A B",
        "# ",
        "---\n",
        "{free}",
    ),
    *(
        "<div id=divRplyFwdMsg>",
        "<pre>",
        "\n",
        "\r",
        "\u2028",
        "\ud800",
        "<h2>",
        "</h2>",
        "<del>",
        "<",
    ),
]
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
anything = st.one_of(pieces, pieces, html, broken_html, st.text())

often = settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str) -> Brief | None:
    try:
        return parse_brief(text, name="a", markdown=True)
    except BriefError:
        return None


@often
@given(anything)
def test_it_never_raises_and_lets_nothing_else_through(pasted: str) -> None:
    brief = read(reduced(pasted).text)
    for section in brief.sections if brief else ():
        for tag in BeautifulSoup(section.html, "html.parser").find_all(True):
            assert tag.name in KEPT
            assert set(tag.attrs) <= ({"href"} if tag.name == "a" else set())
            assert re.match(r"https?://|mailto:|$", str(tag.get("href", "")))
    assert brief is None or parse_brief(write_brief(brief), name="a") == brief


@often
@given(anything)
def test_it_reads_its_own_text_to_the_same(pasted: str) -> None:
    """The area shows the text; pressing "Fill the form" reads what it shows."""
    text = reduced(f"<h1>H</h1><p>Stand.</p><h2>A</h2><p>b</p>{pasted}").text
    if brief := read(text):
        assert parse_brief(text, name="a") == brief
        assert brief.sections[0].label == "A"


@often
@given(
    st.text()
    | st.sampled_from(["https://a.b/?", "https://www.google.com/url?q=", "http://["]).flatmap(
        lambda start: st.text().map(lambda rest: start + rest)
    )
)
def test_it_keeps_only_addresses_that_lead_somewhere(url: str) -> None:
    href = pasted_href(url)
    assert href == "" or href.startswith(("https://", "http://", "mailto:"))
    assert without_tracking(href) == href
