import pytest

from standfirst.stories.bylines import names_in


def names(byline, *known):
    return [it.text for it in names_in(byline, {it.casefold() for it in known})]


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("", []),
        ("Mara Lind", ["Mara Lind"]),
        ("By Mara Lind", ["Mara Lind"]),
        ("Mara Lind and Jo Ade", ["Mara Lind", "Jo Ade"]),
        ("Mara Lind, Jo Ade and Ines Vale", ["Mara Lind", "Jo Ade", "Ines Vale"]),
        ("Mara Lind, Jo Ade, and Ines Vale", ["Mara Lind", "Jo Ade", "Ines Vale"]),
        ("Mara Lind & Jo Ade", ["Mara Lind", "Jo Ade"]),
        ("Mara Lind und Jo Ade", ["Mara Lind", "Jo Ade"]),
        ("  Mara   Lind  ", ["Mara   Lind"]),
        ("A. Writer", ["A. Writer"]),
        ("Ines, Mara and Jo", ["Ines", "Mara", "Jo"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("Jeanne d'Arc and Ali al-Jazari", ["Jeanne d'Arc", "Ali al-Jazari"]),
        ("سارة حداد", ["سارة حداد"]),
        ("Andrew Anders", ["Andrew Anders"]),
    ],
)
def test_it_finds_the_names(byline, found):
    assert names(byline) == found


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("Mara Lind in Kyiv", ["Mara Lind"]),
        ("Mara Lind in Kyiv and Jo Ade in Moscow", ["Mara Lind", "Jo Ade"]),
        ("Mara Lind, with reporting by Jo Ade", ["Mara Lind", "Jo Ade"]),
        ("Mara Lind, World editor", ["Mara Lind"]),
        ("Mara Lind, London", ["Mara Lind"]),
        ("Mara Lind, 9 August 2024", ["Mara Lind"]),
        ("Martin Lind, Jr.", ["Martin Lind"]),
        ("our correspondent in Kyiv", []),
        (", and by", []),
    ],
)
def test_it_leaves_the_words_round_them(byline, found):
    assert names(byline) == found


def test_it_takes_any_words_that_an_author_is_known_by():
    assert names("bell hooks and Mara Lind", "bell hooks") == ["bell hooks", "Mara Lind"]
    assert names("Mara Lind, Reuters", "reuters") == ["Mara Lind", "Reuters"]
