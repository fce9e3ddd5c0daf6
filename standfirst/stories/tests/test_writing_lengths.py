"""How long writing is, by one count for the page and for the form."""

from standfirst.stories.writing.lengths import minutes_of, plain


def test_it_keeps_words_of_neighbouring_paragraphs_apart():
    html = "<p>One</p><p>two<br/>three</p><ul><li>four</li><li>fi<b>ve</b></li></ul>"
    assert plain(html).split() == ["One", "two", "three", "four", "five"]


def test_it_counts_whole_minutes():
    assert [minutes_of(["word " * n]) for n in (0, 238, 239, 477)] == [1, 1, 2, 3]
