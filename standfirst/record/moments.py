"""When a statement was made, as far as that is known: of a month no day is printed."""

from datetime import UTC, date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from standfirst.publication.templatetags.moments import day, day_words, moment
from standfirst.record.models.statement import Precision
from standfirst.record.reading import Said


def day_of(said: Said) -> date:
    """Its day here. What is known to the day only is that day everywhere."""
    if said.precision in (Precision.MINUTE, Precision.UNKNOWN):
        return timezone.localdate(said.said_at)
    return said.said_at.astimezone(UTC).date()


def said_when(said: Said) -> SafeString:
    """A `<time>` element."""
    match said.precision:
        case Precision.MINUTE:
            return moment(said.said_at)
        case Precision.DAY:
            return day(day_of(said))
    iso = f"{day_of(said):{_ISO[said.precision]}}"
    return format_html('<time datetime="{}">{}</time>', iso, when_words(said))


def said_on(said: Said) -> SafeString:
    """A `<time>` element of the day alone; of what is not known to the day, of the month or the year."""
    coarse = said.precision in (Precision.MONTH, Precision.YEAR)
    return said_when(said) if coarse else day(day_of(said))


def when_words(said: Said) -> str:
    here = day_of(said)
    match said.precision:
        case Precision.MONTH:
            return date_format(here, pgettext("a month, in Django's date format", "F Y"))
        case Precision.YEAR:
            return f"{here:%Y}"
        case Precision.UNKNOWN:
            return _("published %(day)s") % {"day": day_words(here)}
    return day_words(here)


_ISO = {Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y", Precision.UNKNOWN: "%Y-%m-%d"}
