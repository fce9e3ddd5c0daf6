import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.gate.tokens import FREE, LONGEST, token
from standfirst.publication.folding import fold, words_in


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Kursk", "kursk"),
        ("Erdoğan", "erdogan"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁnale", "finale"),
        ("ａｃｃｏｒｄ", "accord"),
        ("ΜΆΪΟΣ", "μαιοσ"),
        ("Кремлёвский", "кремлевскии"),
        ("عَرَبِيّ", "عربي"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी", "हिन्दी"),
        ("日本語", "日本語"),
        ("so\u00adlution", "solution"),
        ("x²", "x2"),
        ("\u0301", ""),
        ("🦊", ""),
    ],
)
def test_it_folds_what_readers_take_for_the_same(printed, folded):
    assert fold(printed) == folded


def test_it_tells_where_each_word_stands():
    text = "“Erdoğan’s” U.S. push — e\u0301te\u0301!"
    found = list(words_in(text))
    assert [it.folded for it in found] == ["erdogan", "s", "u", "s", "push", "ete"]
    assert all(text[it.start : it.end] == it.printed for it in found)


@given(st.text())
def test_it_takes_any_text(text):
    for word in words_in(text):
        assert text[word.start : word.end] == word.printed
        assert fold(word.folded) == word.folded
        assert token(FREE, word.folded).isascii()
        assert token(FREE, word.folded).isalnum()


def test_a_line_without_spaces_is_a_token_that_every_database_takes():
    one, other = (token(FREE, "港" * 800 + end) for end in "口岸")
    assert one != other
    assert len(token(FREE, "a" * 5000)) < LONGEST
    assert one.startswith(FREE)
    assert one == token(FREE, "港" * 800 + "口")
