from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from standfirst.membership.format import (
    format_all,
    format_any,
    format_card,
    format_card_end,
    format_day,
    format_money,
    format_price,
    format_time,
)
from standfirst.membership.snapshot import Card, Money
from standfirst.membership.tests.cast import FIVE, NOW, on

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "money", "shown"),
    [
        ("en", Money(500, "EUR"), "€5"),
        ("en", Money(550, "EUR"), "€5.50"),
        ("en", Money(5, "EUR"), "€0.05"),
        ("en", Money(123456, "USD"), "$1,234.56"),
        ("en", Money(100000, "USD"), "$1,000"),
        ("en", Money(1200, "SEK"), f"SEK{NBSP}12"),
        ("en", Money(500, "JPY"), "¥500"),
        ("en", Money(5500, "KWD"), f"KWD{NBSP}5.500"),
        ("en", Money(550, "ALL"), f"ALL{NBSP}5.50"),
        ("sv", Money(1200, "SEK"), f"12{NBSP}kr"),
        ("de", Money(550, "EUR"), f"5,50{NBSP}€"),
        ("nl", Money(500, "EUR"), f"€{NBSP}5"),
    ],
)
def test_it_prints_money_as_its_currency_and_the_language_have_it(
    language: str, money: Money, shown: str
) -> None:
    with translation.override(language):
        assert format_money(money) == shown


@pytest.mark.parametrize(("interval", "shown"), [("month", "€5 a month"), ("year", "€5 a year")])
def test_it_prints_a_price_with_its_interval(interval: str, shown: str) -> None:
    assert format_price(FIVE, interval) == shown


def test_it_writes_a_day_out_with_its_year_only_when_it_is_another() -> None:
    assert format_day(on(3), NOW) == "3 August"
    assert format_day(datetime(2025, 8, 3, tzinfo=UTC), NOW) == "3 August 2025"


def test_it_prints_days_and_times_where_the_publication_is() -> None:
    late = datetime(2025, 12, 31, 23, 12, tzinfo=UTC)
    with timezone.override("Europe/Berlin"):
        assert format_day(late, NOW) == "1 January"
        assert format_time(late) == "00:12"


def test_it_writes_months_in_the_language() -> None:
    with translation.override("de"):
        assert format_day(on(3), NOW) == "3.\N{NO-BREAK SPACE}August"
        assert format_card_end(Card("visa", "4242", 7, 2026)) == "Juli 2026"


@pytest.mark.parametrize(
    ("brand", "shown"),
    [
        ("visa", "Visa 4242"),
        ("Visa", "Visa 4242"),
        ("amex", "American Express 4242"),
        ("girocard", "Girocard 4242"),
    ],
)
def test_it_prints_a_card_by_its_name_and_last_digits(brand: str, shown: str) -> None:
    assert format_card(Card(brand, "4242", 7, 2026)) == shown


def test_it_lists_names_as_the_language_does() -> None:
    assert format_any(["Plus"]) == "Plus"
    assert format_any(["Basic", "Plus"]) == "Basic or Plus"
    assert format_all(["Basic", "Plus"]) == "Basic and Plus"
    with translation.override("de"):
        assert format_any(["Basic", "Plus"]) == "Basic oder Plus"
