"""Who else is at a story is known by their initials."""

import pytest

from standfirst.stories.writing.initials import initials_of, picture_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Eli", "E"), ("Eli J. Ward", "EW"), ("eli@example.com", "E"), ("<b> &c", "<&"), ("", "")],
)
def test_it_takes_the_first_letters_of_the_first_and_the_last_name(name, initials):
    assert initials_of(name) == initials


def test_it_lets_no_name_be_markup():
    assert "<b" not in picture_of("<b> x")
    assert "%26lt%3B" in picture_of("<b> x")
