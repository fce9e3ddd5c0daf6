import pytest

from standfirst.membership.models import Plan, Price
from standfirst.membership.offers import Offer, cheapest, offers_on_sale
from standfirst.membership.snapshot import Money
from standfirst.membership.tests.cast import FIVE, NINE, sell

YEAR = Offer("basic", Money(400, "EUR"), "year")
BASIC = Offer("basic", FIVE, "month")
PLUS = Offer("plus", NINE, "month")


def test_it_speaks_of_the_least_by_the_month() -> None:
    assert cheapest([YEAR, PLUS, BASIC]) == BASIC


def test_it_speaks_of_the_plans_that_are_named() -> None:
    assert cheapest([YEAR, BASIC, PLUS], frozenset({"plus"})) == PLUS
    assert cheapest([BASIC], frozenset({"plus"})) is None


def test_it_speaks_of_a_year_where_there_is_no_month() -> None:
    assert cheapest([YEAR]) == YEAR
    assert cheapest([]) is None


def test_it_compares_no_crowns_with_euros() -> None:
    crowns = Offer("basic", Money(100, "SEK"), "month")
    assert cheapest([PLUS, crowns]) == PLUS


@pytest.mark.django_db
def test_it_offers_what_is_on_sale_of_plans_on_sale() -> None:
    sell()
    Plan.objects.filter(slug="plus").update(on_sale=False)
    Price.objects.filter(interval="year").update(on_sale=False)
    assert offers_on_sale() == (BASIC,)


@pytest.mark.django_db
def test_it_says_a_price_in_words() -> None:
    sell()
    assert [price.in_words for price in Plan.objects.get(slug="basic").prices.all()] == [
        "€5 a month",
        "€50 a year",
    ]
