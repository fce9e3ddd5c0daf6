import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.models import KnownWord
from standfirst.stories.searching.spelling import distance, keys, nearest, reach

LETTERS = st.text("abcdé", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("kursk", "kursk", 0),
        ("kursek", "kursk", 1),
        ("krusk", "kursk", 1),
        ("kusk", "kursk", 1),
        ("kirsk", "kursk", 1),
        ("zaporizhia", "zaporizhzhia", 2),
        ("kyrgistan", "kyrgyzstan", 2),
        ("", "abc", 3),
        ("abcd", "badc", 2),
    ],
)
def test_it_counts_letters_added_left_out_changed_and_swapped(one, other, far):
    assert distance(one, other) == distance(other, one) == far


@given(LETTERS, LETTERS)
def test_it_looks_up_every_word_within_reach(asked, word):
    if distance(asked, word) <= reach(asked) and reach(asked) <= reach(word):
        assert keys(asked) & keys(word)


@given(LETTERS, st.integers(0, 11), st.sampled_from("abcdéz"))
def test_it_looks_up_a_word_with_one_letter_wrong(word, at, letter):
    at %= len(word)
    for wrong in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:]):
        if len(wrong) >= 4:
            assert keys(wrong) & keys(word)


def test_it_leaves_short_words_alone():
    assert reach("usa") == 0
    assert nearest("irna", ["iran", "iraq", "ira"]) == [(1, "ira"), (1, "iran")]


def test_it_puts_the_nearest_first_and_first_letters_before_others():
    known = ["tarrif", "tariff", "tariffs", "sariff"]
    assert nearest("tariff", known) == [(1, "tariffs"), (1, "sariff")]


@pytest.mark.django_db
def test_it_knows_each_word_once_as_it_was_met_first():
    KnownWord.learn(["The Erdoğan visit, 2024", "erdogan ERDOĞAN it"])
    KnownWord.learn(["Erdogan"])
    known = dict(KnownWord.objects.values_list("folded", "printed"))
    assert known == {"the": "The", "erdogan": "Erdoğan", "visit": "visit"}
    assert KnownWord.objects.near("erdogen") == {"erdogan": "Erdoğan"}
    assert KnownWord.objects.near("erd") == {}
