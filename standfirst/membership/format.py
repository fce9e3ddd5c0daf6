"""Money, days and cards as readers read them: in the active language, in the publication's time zone.

Pure but for the language: nothing here asks the clock or the database.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_symbol
from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, pgettext, to_locale

from standfirst.membership.currencies import digits_of
from standfirst.membership.snapshot import Card, Money

_BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "eftpos_au": "eftpos",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}


def format_money(money: Money) -> str:
    """€5, €5.50, 12 kr: the currency's own digits, and none when the amount is whole."""
    digits = digits_of(money.currency)
    value = Decimal(money.amount).scaleb(-digits)
    fraction = f".{'0' * digits}" if value % 1 else ""
    locale = _locale()
    pattern = locale.currency_formats["standard"].pattern.replace(".00", fraction)
    if get_currency_symbol(money.currency, locale)[-1].isalpha():
        pattern = pattern.replace(
            "¤#", "¤\N{NO-BREAK SPACE}#"
        )  # SEK 12, not SEK12 (CLDR currencySpacing)
    return format_currency(value, money.currency, pattern, locale, currency_digits=False)


def format_price(money: Money, interval: str) -> str:
    """€5 a month."""
    amount = format_money(money)
    if interval == "year":
        return gettext("%(amount)s a year") % {"amount": amount}
    return gettext("%(amount)s a month") % {"amount": amount}


def format_day(at: datetime, now: datetime) -> str:
    """3 August, or 3 August 2023 when that is not this year."""
    day, today = timezone.localtime(at), timezone.localtime(now)
    if day.year == today.year:
        return dateformat.format(
            day, pgettext("a day of this year, in Django's date format", "j F")
        )
    return dateformat.format(day, pgettext("a day, in Django's date format", "j F Y"))


def format_time(at: datetime) -> str:
    """07:12."""
    pattern = pgettext("a time of day, in Django's date format", "H:i")
    return dateformat.format(timezone.localtime(at), pattern)


def format_card(card: Card) -> str:
    """Visa 4242."""
    return f"{_BRANDS.get(card.brand.lower(), card.brand.capitalize())} {card.last4}"


def format_card_end(card: Card) -> str:
    """July 2026."""
    pattern = pgettext("a month, in Django's date format", "F Y")
    return dateformat.format(date(card.exp_year, card.exp_month, 1), pattern)


def format_any(names: Sequence[str]) -> str:
    """Basic, Plus or Pro."""
    return format_list(names, style="or", locale=_locale())


def format_all(names: Sequence[str]) -> str:
    """Basic and Plus."""
    return format_list(names, style="standard", locale=_locale())


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE))
