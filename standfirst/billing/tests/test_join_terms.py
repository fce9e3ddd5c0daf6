"""What the button and the line above it say: amount, period, and when."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from standfirst.billing.join_terms import Terms, saving, withdrawal
from standfirst.billing.promotions import Promotion
from standfirst.membership.models import Price
from standfirst.membership.snapshot import Money

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
FIVE = Money(500, "EUR")
FIFTY = Money(5000, "EUR")


def half(months: int | None) -> Promotion:
    return Promotion("promo_1", "HALF", percent=Decimal(50), months=months)


@pytest.mark.parametrize(
    ("terms", "button"),
    [
        (Terms(FIVE, "month"), "Pay €5 now, then €5 a month"),
        (Terms(FIFTY, "year"), "Pay €50 now, then €50 a year"),
        (Terms(FIVE, "month", 14), "Begin 14 days free, then €5 a month"),
        (Terms(FIVE, "month", 1), "Begin 1 day free, then €5 a month"),
        (Terms(FIVE, "month", promotion=half(0)), "Pay €2.50 now, then €5 a month"),
        (Terms(FIVE, "month", promotion=half(1)), "Pay €2.50 now, then €5 a month"),
        (Terms(FIVE, "month", promotion=half(3)), "Pay €2.50 now, then €2.50 a month"),
        (Terms(FIVE, "month", promotion=half(None)), "Pay €2.50 now, then €2.50 a month"),
        (Terms(FIFTY, "year", promotion=half(12)), "Pay €25 now, then €50 a year"),
        (Terms(FIFTY, "year", promotion=half(24)), "Pay €25 now, then €25 a year"),
        (Terms(FIVE, "month", 14, half(None)), "Begin 14 days free, then €2.50 a month"),
    ],
)
def test_it_names_amount_and_period_on_the_button(terms: Terms, button: str) -> None:
    assert terms.button == button


@pytest.mark.parametrize(
    ("terms", "now", "line"),
    [
        (
            Terms(FIVE, "month"),
            NOW,
            "First payment, €5, today, then each month on the 3rd.",
        ),
        (
            Terms(FIFTY, "year"),
            NOW,
            "First payment, €50, today, then each year on 3 August.",
        ),
        (
            Terms(FIVE, "month"),
            NOW.replace(day=31),
            "First payment, €5, today, then each month on the 31st, or its last day.",
        ),
        (
            Terms(FIVE, "month", 14),
            NOW,
            "Nothing is charged today. First payment, €5, on 17 August, then each month on the 17th.",
        ),
    ],
)
def test_it_says_when_each_payment_is(terms: Terms, now: datetime, line: str) -> None:
    assert terms.first_payment(now) == line


@pytest.mark.parametrize(
    ("months", "line"),
    [
        (0, "Code HALF: the first payment is €2.50, then €5 a month."),
        (3, "Code HALF: €2.50 at a time for 3 months, then €5 a month."),
        (None, "Code HALF: €2.50 a month instead of €5 a month, for as long as you stay."),
    ],
)
def test_it_says_what_a_promotion_does_and_for_how_long(months: int | None, line: str) -> None:
    assert Terms(FIVE, "month", promotion=half(months)).reduction == line


def test_it_takes_no_more_than_there_is_and_only_from_its_own_currency() -> None:
    six_off = Promotion("promo_1", "SIX", off=Money(600, "EUR"))
    assert six_off.taken_from(FIVE) == Money(0, "EUR")
    assert not six_off.takes_from(Money(500, "USD"))
    least = Promotion("promo_1", "BIG", percent=Decimal(10), least=Money(1000, "EUR"))
    assert not least.takes_from(FIVE)
    assert least.takes_from(FIFTY)


def test_it_says_what_a_year_saves() -> None:
    year, month = (
        Price(amount=5000, currency="EUR", interval="year"),
        Price(amount=500, currency="EUR", interval="month"),
    )
    assert saving(year, month) == "saves €10 a year"
    assert saving(Price(amount=6000, currency="EUR", interval="year"), month) == ""
    assert saving(year, None) == ""


def test_it_tells_of_the_right_to_withdraw(settings: object) -> None:
    settings.WITHDRAWAL_DAYS = 14  # type: ignore[attr-defined]
    assert "within 14 days and you get all of the money back" in withdrawal()
    settings.WITHDRAWAL_DAYS = 0  # type: ignore[attr-defined]
    assert "at any time" in withdrawal()
    assert "days" not in withdrawal()
