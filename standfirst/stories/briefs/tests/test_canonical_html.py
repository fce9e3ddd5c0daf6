import time

import pytest

from .. import canonical_html


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ("", ""),
        ("<p> </p><ul><li></li></ul><p>\u200b</p>", ""),
        ("a", "<p>a</p>"),
        ('<p data-block-key="x1">a</p>', "<p>a</p>"),
        ("<strong>a</strong><em>b</em>", "<p><b>a</b><i>b</i></p>"),
        ("<h3>a <i>b</i></h3>c", "<p><b>a <i>b</i></b></p><p>c</p>"),
        ("<i>a<b>b</b></i><b>c</b>", "<p><i>a</i><b><i>b</i>c</b></p>"),
        ("<b>a </b><b>b</b><i> c</i>", "<p><b>a b</b> <i>c</i></p>"),
        ("a<b> </b>b<br><br/> c<br>", "<p>a b<br/><br/>c</p>"),
        ("a&nbsp;b &nbsp; c", "<p>a\u00a0b c</p>"),
        ("<p><b>a</p><p>b</b></p>", "<p><b>a</b></p><p><b>b</b></p>"),
        ("<script>x</script><style>y</style>a<img src=x onerror=y>", "<p>a</p>"),
        ("<!-- <b>x</b> --><![if !mso]>a<![endif]><?xml y?>b", "<p>ab</p>"),
        ("1 < 2 &lt; 3 > 0 <a", "<p>1 &lt; 2 &lt; 3 &gt; 0 &lt;a</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a b</p>"),
        (
            "<blockquote><p>a</p><p>b</p></blockquote>",
            "<blockquote>a</blockquote><blockquote>b</blockquote>",
        ),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ol><li>b</li></ol></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul><li><ul><li>a</li></ul></li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<ul><li>a<ol><li>b</li></ol>c</li></ul>",
            "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>",
        ),
        ("<li>a</li>", "<p>a</p>"),
        ('<a href="/x" title="t" onclick="y">a</a>', '<p><a href="/x">a</a></p>'),
        (
            '<a href="https://a.b/?c=1&amp;d=2">a</a>',
            '<p><a href="https://a.b/?c=1&amp;d=2">a</a></p>',
        ),
        ('<a href="HTTP://a.b/c d">a</a>', '<p><a href="http://a.b/c%20d">a</a></p>'),
        ('<a href="mailto:a@b.c">a</a>', '<p><a href="mailto:a@b.c">a</a></p>'),
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href=" java&#10;script:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="data:text/html,x">a</a>', "<p>a</p>"),
        ('<a href="//evil.example">a</a>', "<p>a</p>"),
        ('<a href="/\\evil.example">a</a>', '<p><a href="/%5Cevil.example">a</a></p>'),
        ('<a href="https://">a</a><a href="https://[x">b</a>', "<p>ab</p>"),
        ('<a href="#here">a</a><a>b</a>', "<p>ab</p>"),
    ],
)
def test_it_has_one_spelling(html: str, canonical: str) -> None:
    assert canonical_html(html) == canonical
    assert canonical_html(canonical) == canonical


def test_it_lets_lists_go_five_deep() -> None:
    html = canonical_html("<ul><li>a" * 8)
    assert html.count("<ul>") == 5
    assert html.count("<li>") == 8


@pytest.mark.parametrize("junk", ["<a ", "<!", "<!--", "</", "<ul>", "&#"])
def test_it_reads_junk_in_linear_time(junk: str) -> None:
    started = time.perf_counter()
    canonical_html(junk * 20_000)
    assert time.perf_counter() - started < 10  # seconds; html.parser alone needs minutes
