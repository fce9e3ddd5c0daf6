"""Briefs and HTML at random, heavy on what Markdown, YAML and HTML take for signs."""

import datetime
from html import escape

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .. import (
    Brief,
    BriefImage,
    BriefSection,
    BriefSource,
    BriefStatement,
    BriefUnnamed,
    canonical_html,
    image_tag,
    section_html,
)
from ..statements import MODES, NUMBERS, STANCES
from ..text import bare, squashed

Html = SearchStrategy[str]

_SIGNS = "*_`[]<>#-+=|~:!&;.)(1{}\\\"'“”’ \n\u00a0\u202f\u200b\u2028 ab.é漢😀"
_FRAGMENTS = [
    *("&amp;", "&copy;", "&copy", "1. ", "2024) ", "- ", "# ", "> ", "---", "===", "```", "null"),
    *("![x](y)", "[a]: b", "<b>", "{free}", "https://x.y/a_b*c", " | ", "|---|", "Label: "),
]
_HREFS = [
    *("https://a.b/c?d=1&copy;=2", "/x(y)", "mailto:a@b.c", "javascript:x", "/a b", "//x.y"),
    *("http://é.fr/*a*_b_", "https://a.b/[x]'\""),
]

chars = st.one_of(st.sampled_from(_SIGNS), st.sampled_from(_SIGNS), st.characters())
text = st.text(chars, max_size=8)
words = st.lists(text | text | st.sampled_from(_FRAGMENTS), max_size=3).map("".join)
line = words.map(squashed)


def _wrapped(tags: list[str], inner: Html) -> Html:
    return st.builds(lambda tag, html: f"<{tag}>{html}</{tag}>", st.sampled_from(tags), inner)


def _linked(inner: Html) -> Html:
    hrefs = st.sampled_from(_HREFS) | text.map(lambda path: "/" + path)
    return st.builds(lambda href, html: f'<a href="{escape(href)}">{html}</a>', hrefs, inner)


def _more_inline(inner: Html) -> Html:
    marked = _wrapped(["b", "i", "strong", "em"], inner)
    joined = st.lists(inner, max_size=4).map("".join)
    return st.one_of(marked, marked, _linked(inner), joined, st.sampled_from(["<br>", " "]))


def _list(item: Html) -> Html:
    return _wrapped(["ul", "ol"], st.lists(item, max_size=3).map("".join))


def _nested_item(lists: Html) -> Html:
    below = st.lists(lists, max_size=2).map("".join)
    return st.builds(lambda html, more: f"<li>{html}{more}</li>", inline, below)


inline = st.recursive(words.map(escape), _more_inline, max_leaves=8)
lists = st.recursive(
    _list(inline.map(lambda html: f"<li>{html}</li>")),
    lambda deeper: _list(_nested_item(deeper)),
    max_leaves=4,
)
block = st.one_of(_wrapped(["p", "p", "blockquote", "h3"], inline), lists, inline)
html = st.lists(block, max_size=4).map("".join)


def _marked(text: str, bold: bool, italic: bool, href: str) -> str:
    html = f"<i>{escape(text)}</i>" if italic else escape(text)
    html = f"<b>{html}</b>" if bold else html
    return f'<a href="{escape(href)}">{html}</a>' if href else html


_NEIGHBOURS = [
    "a",
    "a",
    "b c",
    " ",
    "!",
    "_",
    "*",
    "“",
    ".",
    "&lt",
    "&lt;",
    ";",
    "1",
    ")",
    "#",
    "\\",
    "é",
]
_targets = st.sampled_from(["", "", "", "/x", "/y(&lt;)"])
neighbours = st.lists(
    st.builds(_marked, st.sampled_from(_NEIGHBOURS), st.booleans(), st.booleans(), _targets),
    min_size=2,
    max_size=9,
).map("".join)
broken_html = st.text(st.sampled_from("<>/!-[]pbiaulolihref=\"' x&;#?\n"), max_size=60)

sections = st.builds(
    BriefSection,
    label=line.map(lambda label: label or "A"),
    html=html.map(canonical_html).map(lambda section: section or "<p>a</p>"),
    free=st.booleans(),
    outside_label=line,
)
times = st.none() | st.datetimes(timezones=st.just(datetime.UTC))
paths = st.sampled_from(
    ["a.jpg", "a  b/c.d.png", "å/😀.webp", "- a: #.gif", "Shot 7.10\u202fPM.png"]
)
images = st.builds(BriefImage, path=paths, alt=line, credit=line)
pictured = st.lists(images.map(image_tag) | html.map(canonical_html), max_size=4)
with_images = st.builds(
    Brief,
    headline=st.just("H"),
    standfirst=st.just("S"),
    sections=pictured.map(
        lambda parts: (BriefSection("A", section_html("".join(parts)) or "<p>a</p>"),)
    ),
)
sources = st.builds(
    BriefSource,
    url=st.sampled_from(["https://a.b", "http://a.b/?c=d&e=f#g", "https://é.fr/'(a)*[b]~"]),
    publisher=line,
    title=line,
    date=st.none() | st.dates(),
)
slugs = st.sampled_from(["", "a-b", "2024", "null", "é_1"])
spoken = st.lists(words, max_size=3).map("\n\n".join).map(bare)
statements = st.builds(
    BriefStatement,
    words=spoken.map(lambda words: words or "null"),
    mode=st.sampled_from(MODES),
    id=st.just("") | st.uuids(version=4).map(str),
    section=line,
    after=line.map(bare),
    recorded=spoken,
    who=line,
    who_slug=slugs,
    party=line,
    party_slug=slugs,
    unnamed=st.none()
    | st.builds(
        BriefUnnamed,
        described=line.map(lambda words: words or "a source"),
        number=st.sampled_from(["", *NUMBERS]),
        side=line,
        side_slug=slugs,
        why=line,
    ),
    office=line,
    stance=st.sampled_from(STANCES),
    verb=line,
    said=st.sampled_from(
        ["", "2024", "2024-08", "2024-08-08", "2024-08-08T10:30:00+00:00", "0001-01"]
    ),
    where=line,
    topic=line,
    looked=times,
    source=st.sampled_from(["", "https://a.b", "http://a.b/?c=d&e=f#g"]),
    reply_to=spoken,
)
briefs = st.builds(
    Brief,
    headline=line.map(lambda headline: headline or "H"),
    standfirst=line.map(lambda standfirst: standfirst or "S"),
    sections=st.lists(sections, min_size=1, max_size=3).map(tuple),
    desk=line,
    access=st.sampled_from(["", "public", "registered", "members", "plans: basic, plus"]),
    byline=line,
    storyline=line,
    published=times,
    updated=times,
    image=st.none() | st.builds(BriefImage, path=paths, alt=line, credit=line),
    slug=slugs,
    sources=st.lists(sources, max_size=2).map(tuple),
    statements=st.lists(statements, max_size=2, unique_by=lambda it: it.id or id(it)).map(tuple),
)

_PIECES = [
    *("\n\n", "\n\n", "\n", "## L\n", "# H\n", "---\n", "headline: ", "sources:\n- ", "  ", "*"),
    *("- url: https://x.y", "**Lab:** ", "Lab: text\n\n", "image: ", "access: ", "[x](y)", "**"),
    *("statements:\n- words: a\n  mode: direct\n", "  who: "),
    *("published: 2024-01-01", " {free}", ' {outside="x"}', "\x00", "\r", "\t"),
]
files = st.lists(words | st.sampled_from(_PIECES), max_size=14).map("".join)
