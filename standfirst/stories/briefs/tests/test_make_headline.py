import pytest

from ..headline import CUT, cut, headline_from


@pytest.mark.parametrize(
    ("standfirst", "headline"),
    [
        ("The port is shut. Ferries run.", "The port is shut."),
        ("The port is shut", "The port is shut"),
        ("The U.S. Navy has left. It is gone.", "The U.S. Navy has left."),
        ("Mr. Orm met Gen. Tveit at No. 10. They spoke.", "Mr. Orm met Gen. Tveit at No. 10."),
        (
            "J. P. Orm resigned at 7 p.m. Tuesday. More soon.",
            "J. P. Orm resigned at 7 p.m. Tuesday.",
        ),
        ("It grew 2.5 percent. Then fell.", "It grew 2.5 percent."),
        ("“We are leaving.” She left.", "“We are leaving.”"),
        ("Is it over? Nobody knows.", "Is it over?"),
        ("So it began… then it stopped. End.", "So it began… then it stopped."),
        ("港は閉鎖された。船は戻った。", "港は閉鎖された。"),
    ],
)
def test_it_takes_the_first_sentence(standfirst: str, headline: str) -> None:
    assert headline_from(standfirst) == headline


def test_it_cuts_after_a_word() -> None:
    headline = headline_from("The harbour, " * 20)
    assert (
        headline
        == "The harbour, The harbour, The harbour, The harbour, The harbour, The harbour, The…"
    )
    assert len(headline) <= CUT


def test_it_leaves_what_fits() -> None:
    assert cut("x" * CUT) == "x" * CUT


def test_it_drops_a_comma_before_the_ellipsis() -> None:
    assert cut("One, two three", 9) == "One, two…"
    assert cut("One, twenty", 9) == "One…"


def test_it_cuts_a_word_that_is_too_long() -> None:
    assert cut("x" * 100) == "x" * 89 + "…"
