"""Words are found where they were, also after the text around them was edited."""

from standfirst.record.anchoring import Selector, find, selector

TEXT = "He said no. She said no. They said no."


def test_of_several_places_the_one_with_the_same_surroundings():
    start = TEXT.index("no", TEXT.index("She"))
    wanted = selector(TEXT, start, start + 2)
    assert find(TEXT, wanted) == (start, start + 2)
    edited = f"Before that, nobody spoke. {TEXT}"
    assert find(edited, wanted) == (
        edited.index("She said no") + 9,
        edited.index("She said no") + 11,
    )


def test_words_that_are_gone_are_nowhere():
    assert find(TEXT, Selector("yes")) is None
    assert find(TEXT, Selector("")) is None
