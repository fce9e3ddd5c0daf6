"""The currencies there are, and an amount as a publisher types it. Pure but for the language of a refusal."""

import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import get_territory_currencies
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.membership.snapshot import Money

# ISO 4217's minor units where they are not two digits. CLDR's own digits differ from it (it rounds lek
# and dinar to whole ones), so amounts must not be scaled by Babel's.
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"

# The currencies in use today, by CLDR: what somebody can pay with.
CURRENCIES = frozenset(
    currency
    for territory in get_global("territory_currencies")
    for currency in get_territory_currencies(territory)
)
MOST = 99_999_999  # minor units; the payment processor takes no more (docs.stripe.com/currencies)


def digits_of(currency: str) -> int:
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def read_currency(text: str) -> str:
    """Raises ValidationError for what is no currency in use."""
    currency = text.strip().upper()
    if currency not in CURRENCIES:
        raise ValidationError(_("Give a currency by its three letters, such as EUR."))
    return currency


def read_amount(text: str, currency: str) -> Money:
    """5, 5.50 or 5,50. Raises ValidationError for nothing, for too much, and for parts the currency does not have."""
    found = re.fullmatch(r"\s*([0-9]+)(?:[.,]([0-9]+))?\s*", text)
    if found is None:
        raise ValidationError(_("Give an amount in figures, such as 5 or 5.50."))
    whole, part = found[1], found[2] or ""
    digits = digits_of(currency)
    if len(part) > digits:
        raise ValidationError(_too_fine(digits, currency))
    amount = int(Decimal(f"{whole}.{part or 0}").scaleb(digits))
    if not 0 < amount <= MOST:
        raise ValidationError(
            _("Give an amount above 0 and below a million. What costs nothing is a grant.")
        )
    return Money(amount, currency)


def _too_fine(digits: int, currency: str) -> str:
    if digits == 0:
        return _("%(currency)s has no smaller parts: give a whole amount.") % {"currency": currency}
    return ngettext(
        "%(currency)s has %(count)d digit after the point, no more.",
        "%(currency)s has %(count)d digits after the point, no more.",
        digits,
    ) % {"currency": currency, "count": digits}
