import pytest
from django.core.exceptions import ValidationError

from standfirst.membership.currencies import MOST, read_amount, read_currency
from standfirst.membership.snapshot import Money


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("5", "EUR", 500),
        ("5.5", "EUR", 550),
        (" 5,50 ", "EUR", 550),
        ("0.01", "USD", 1),
        ("500", "JPY", 500),
        ("1.250", "KWD", 1250),
        ("999999.99", "EUR", MOST),
    ],
)
def test_it_reads_an_amount_into_minor_units(typed: str, currency: str, amount: int) -> None:
    assert read_amount(typed, currency) == Money(amount, currency)


@pytest.mark.parametrize(
    ("typed", "currency", "why"),
    [
        ("", "EUR", "in figures"),
        ("five", "EUR", "in figures"),
        ("-5", "EUR", "in figures"),
        ("1,000.00", "EUR", "in figures"),
        ("٥", "EUR", "in figures"),
        ("5.005", "EUR", "2 digits after the point"),
        ("5.5", "JPY", "no smaller parts"),
        ("0", "EUR", "above 0"),
        ("1000000", "EUR", "below a million"),
    ],
)
def test_it_refuses_what_is_no_amount(typed: str, currency: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        read_amount(typed, currency)


def test_it_knows_the_currencies_in_use() -> None:
    assert read_currency(" eur ") == "EUR"
    for typed in ("", "DEM", "EURO", "€"):
        with pytest.raises(ValidationError, match="three letters"):
            read_currency(typed)
