"""When something was said, as far as that is known."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from standfirst.record.models.statement import Precision


def in_words(at: datetime, precision: Precision) -> str:
    """9 August 2024, August 2024, or 2024; empty where nobody knows."""
    match precision:
        case Precision.UNKNOWN:
            return ""
        case Precision.MINUTE:
            return date_format(timezone.localtime(at), _day())
        case Precision.DAY:
            return date_format(at.astimezone(UTC), _day())
        case Precision.MONTH:
            month = pgettext("a month written out, in Django's date format", "F Y")
            return date_format(at.astimezone(UTC), month)
    return str(at.astimezone(UTC).year)


def _day() -> str:
    return pgettext("a day written out, in Django's date format", "j F Y")
