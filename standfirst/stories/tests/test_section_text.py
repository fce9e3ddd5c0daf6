"""A section as bare text: the same for suggestions, selectors and the desk check."""

import pytest

from standfirst.stories.section_text import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One  &amp; <b>two</b></p><p></p><ul><li>three</li></ul>", "One & two\n\nthree"),
        (
            "<p>He said:</p><blockquote>We sign.</blockquote><p>So be it.</p>",
            "He said:\n\n“We sign.”\n\nSo be it.",
        ),
        ("<blockquote>“We sign.”</blockquote>", "“We sign.”"),
        ("<blockquote>We sign.</blockquote><blockquote>Now.</blockquote>", "“We sign.\n\n“Now.”"),
        ("<blockquote>We<br/>sign.</blockquote>", "“We\n\n“sign.”"),
        ("<blockquote>A.</blockquote><p>b</p><blockquote>C.</blockquote>", "“A.”\n\nb\n\n“C.”"),
        ("<blockquote></blockquote>", ""),
    ],
)
def test_it_reads(html, text):
    assert text_of(html) == text
