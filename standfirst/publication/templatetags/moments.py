"""Dates and times as the publication prints them: "9 Aug 2024, 07:10", in its own time zone."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

register = template.Library()


def _day() -> str:
    return pgettext("a day, in Django's date format, as short as it may be", "j M Y")


def _hour() -> str:
    return pgettext("a time of day, in Django's date format", "H:i")


@register.simple_tag
def moment(when: datetime, since: datetime | None = None) -> SafeString:
    """A `<time>` element; on the same day as `since` the hour alone says it."""
    here = timezone.localtime(when)
    same_day = since is not None and timezone.localdate(since) == here.date()
    words = date_format(here, _hour() if same_day else f"{_day()}, {_hour()}")
    return format_html('<time datetime="{}">{}</time>', here.isoformat(timespec="seconds"), words)


@register.simple_tag
def day(when: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), day_words(when))


def day_words(when: date) -> str:
    return date_format(when, _day())
