"""What somebody joins at: the amount today, what follows it when, and the words for that. Pure but for the language."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from standfirst.billing.promotions import Promotion
from standfirst.membership.format import format_day, format_money, format_price
from standfirst.membership.models import Interval, Price
from standfirst.membership.snapshot import Money

IN_EVERY_MONTH = 28


@dataclass(frozen=True)
class Terms:
    """`money` is the price, each `interval`; the first `trial_days` cost nothing."""

    money: Money
    interval: str
    trial_days: int = 0
    promotion: Promotion | None = None

    @property
    def today(self) -> Money:
        return Money(0, self.money.currency) if self.trial_days else self.reduced

    @property
    def reduced(self) -> Money:
        """What the first payment is."""
        return self.promotion.taken_from(self.money) if self.promotion else self.money

    @property
    def next(self) -> Money:
        """What the payment after what is free, or after today's, is."""
        if self.trial_days or self._reduces_next:
            return self.reduced
        return self.money

    @property
    def _reduces_next(self) -> bool:
        if self.promotion is None:
            return False
        months = self.promotion.months
        return months is None or months > (12 if self.interval == Interval.YEAR else 1)

    @property
    def button(self) -> str:
        """With the amount and the period, as the law asks of a button that charges (directive 2011/83, article 8)."""
        later = format_price(self.next, self.interval)
        if self.trial_days:
            return ngettext(
                "Begin %(days)d day free, then %(price)s",
                "Begin %(days)d days free, then %(price)s",
                self.trial_days,
            ) % {"days": self.trial_days, "price": later}
        said = {"amount": format_money(self.today), "price": later}
        return _("Pay %(amount)s now, then %(price)s") % said

    def first_payment(self, now: datetime) -> str:
        """First payment today, then each month on the 3rd."""
        first = now + timedelta(days=self.trial_days)
        said = {"day": format_day(first, now), "amount": format_money(self.reduced)}
        if self.trial_days:
            begins = _("Nothing is charged today. First payment, %(amount)s, on %(day)s") % said
        else:
            begins = _("First payment, %(amount)s, today") % said
        return _("%(begins)s, then %(each)s.") % {"begins": begins, "each": self._each(first)}

    def _each(self, first: datetime) -> str:
        day = timezone.localtime(first)
        if self.interval == Interval.YEAR:
            pattern = pgettext("a day of each year, in Django's date format", "j F")
            return _("each year on %(day)s") % {"day": dateformat.format(day, pattern)}
        ordinal = dateformat.format(
            day, pgettext("a day of each month, in Django's date format", "jS")
        )
        if day.day > IN_EVERY_MONTH:
            return _("each month on the %(day)s, or its last day") % {"day": ordinal}
        return _("each month on the %(day)s") % {"day": ordinal}

    @property
    def reduction(self) -> str:
        """What a promotion code does, and for how long."""
        if self.promotion is None:
            return ""
        price = format_price(self.money, self.interval)
        said = {"code": self.promotion.code, "amount": format_money(self.reduced), "price": price}
        months = self.promotion.months
        if months is None:
            said["reduced"] = format_price(self.reduced, self.interval)
            return (
                _("Code %(code)s: %(reduced)s instead of %(price)s, for as long as you stay.")
                % said
            )
        if self._reduces_next:
            return ngettext(
                "Code %(code)s: %(amount)s at a time for %(months)d month, then %(price)s.",
                "Code %(code)s: %(amount)s at a time for %(months)d months, then %(price)s.",
                months,
            ) % {**said, "months": months}
        return _("Code %(code)s: the first payment is %(amount)s, then %(price)s.") % said


def terms_of(price: Price, promotion: Promotion | None, *, is_new: bool) -> Terms:
    """Only who `is_new` begins free: once."""
    return Terms(price.money, price.interval, price.trial_days if is_new else 0, promotion)


def withdrawal() -> str:
    """What who joins has to be told before paying (directive 2011/83, article 6)."""
    if not settings.WITHDRAWAL_DAYS:
        return _(
            "You can leave at any time, in your account; you read on to the end of what you paid."
        )
    return ngettext(
        "You can leave at any time, in your account. Leave within %(days)d day and you get all of the money back.",
        "You can leave at any time, in your account. Leave within %(days)d days and you get all of the money back.",
        settings.WITHDRAWAL_DAYS,
    ) % {"days": settings.WITHDRAWAL_DAYS}


def saving(year: Price, month: Price | None) -> str:
    """What a year costs less than twelve months of the same plan."""
    if month is None or (less := 12 * month.amount - year.amount) <= 0:
        return ""
    return _("saves %(amount)s a year") % {"amount": format_money(Money(less, year.currency))}
