"""The publication's own words for notices, as they are checked, kept and said."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from standfirst.gate.access import MEMBERS
from standfirst.gate.models import NoticeWords
from standfirst.gate.notices import Notice, Place, notice_for
from standfirst.gate.rules import decide
from standfirst.gate.tests.cast import STANDINGS
from standfirst.membership.tests.cast import NOW, sell

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("standfirst.gate.tests.addresses"),
]

PLACE = Place("/world/kursk/", "s-1", 12)


def told(name: str) -> Notice | None:
    return notice_for(decide(MEMBERS, STANDINGS[name], NOW), MEMBERS, PLACE, now=NOW)


def refused(**words: str) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as wrong:
        NoticeWords(**{"variant": "card_declined_last", **words}).full_clean()
    return wrong.value.message_dict


def test_it_says_the_words_that_were_set_and_the_default_for_the_rest() -> None:
    NoticeWords.objects.create(variant="card_declined_last", line="{amount} did not come.")
    notice = told("Hal, declined")
    assert notice is not None
    assert (notice.line, notice.action.label) == ("€5 did not come.", "Sort out payment")


def test_it_says_them_in_their_language_only() -> None:
    NoticeWords.objects.create(variant="never_joined", line="Noch nicht dabei.", language="de")
    english = told("Dee, registered only")
    with translation.override("de"):
        german = told("Dee, registered only")
    assert english
    assert german
    assert (english.line, german.line) == (
        "You're signed in, without a membership.",
        "Noch nicht dabei.",
    )


def test_it_names_an_unknown_placeholder_and_all_that_are_known_with_samples() -> None:
    (message,) = refused(line="{amount} on {dte}")["line"]
    assert message == "Not known here: {dte}. Known: {amount} (€5), {date} (3 August)."


def test_it_checks_the_button_and_the_second_link_too() -> None:
    assert "{sum}" in refused(button="Pay {sum}")["button"][0]
    wrong = refused(variant="never_joined", second="Or pay {amount}")["second"][0]
    assert wrong == "Not known here: {amount}. This notice has no placeholders."


@pytest.mark.parametrize("line", ["{amount", "{amount} }", "{amount!r}", "{}"])
def test_it_refuses_broken_braces(line: str) -> None:
    assert "braces are broken" in refused(line=line)["line"][0]


def test_it_refuses_a_line_on_a_payment_without_its_amount() -> None:
    assert refused(line="Your card failed.")["line"] == ["These must be in the line: {amount}."]


def test_it_refuses_a_second_link_where_there_is_none() -> None:
    assert "no second link" in refused(second="Or else")["second"][0]


def test_it_refuses_a_second_row_for_the_same_words() -> None:
    NoticeWords.objects.create(variant="card_declined_last", button="Pay")
    assert "edit those" in refused(button="Pay now")["__all__"][0]


def test_it_accepts_words_that_can_be_said() -> None:
    NoticeWords(
        variant="signed_out", line="Members read on.", button="Enter", second="From {price}"
    ).full_clean()


def test_it_passes_over_words_that_can_no_longer_be_said() -> None:
    """A row from before a placeholder was renamed must not take the story's page down."""
    NoticeWords.objects.create(variant="never_joined", line="Ask {nobody}.")
    NoticeWords.objects.create(variant="gone_since", line="What was.")
    notice = told("Dee, registered only")
    assert notice is not None
    assert notice.line == "You're signed in, without a membership."


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Ana, paying", 0),
        ("Ben, card expired", 1),
        ("Fay, in grace", 1),
        ("Dee, registered only", 1),
        ("Cy, signed out", 3),
    ],
)
def test_it_asks_for_words_once_and_for_prices_only_where_they_are_named(
    name: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sell()
    for variant in ("card_expired", "signed_out"):
        NoticeWords.objects.create(variant=variant, button="This way")
    with django_assert_num_queries(queries):
        told(name)


def test_it_names_the_price_that_is_on_sale() -> None:
    assert told("Cy, signed out").second.label == "Join"  # type: ignore[union-attr]
    sell()
    assert told("Cy, signed out").second.label == "Join, €5 a month"  # type: ignore[union-attr]
