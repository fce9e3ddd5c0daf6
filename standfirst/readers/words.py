"""What the pages and mails of logging in say that depends on the case."""

from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _


def veiled(address: str) -> str:
    """a…@e….org: known to its owner, and to nobody else."""
    name, _at, host = address.rpartition("@")
    label, _dot, top = host.rpartition(".")
    return f"{name[:1]}…@{label[:1]}….{top}"


def wrong_code(sent_at: datetime, tries_left: int) -> str:
    return ngettext(
        "That is not the code in the mail we sent at %(hour)s. You have %(tries)d more try.",
        "That is not the code in the mail we sent at %(hour)s. You have %(tries)d more tries.",
        tries_left,
    ) % {"hour": date_format(timezone.localtime(sent_at), "H:i"), "tries": tries_left}


def wrong_password() -> str:
    return _(
        "There is no account with this address and this password. Check both, or log in with a code."
    )


def earlier_code(sent_at: datetime, tries_left: int) -> str:
    return ngettext(
        "That code is from an earlier mail. Type the one we sent at %(hour)s. You have %(tries)d more try.",
        "That code is from an earlier mail. Type the one we sent at %(hour)s. You have %(tries)d more tries.",
        tries_left,
    ) % {"hour": date_format(timezone.localtime(sent_at), "H:i"), "tries": tries_left}


def browser_words(browser: str, system: str) -> str:
    """ "Firefox on Android", or less where less is known."""
    said = {"browser": browser, "system": system}
    if browser and system:
        return _("%(browser)s on %(system)s") % said
    if system:
        return _("A browser on %(system)s") % said
    return browser or _("A browser")


def language_words(tag: str) -> str:
    """ "German (Austria)" for "de-at", in the language of the page; the tag itself where it is not known."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale()) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def place_words(time_zone: str) -> str:
    """ "Vienna" for "Europe/Vienna": the place a clock is set by."""
    return get_timezone_location(time_zone, locale=_locale(), return_city=True)


def _locale() -> str:
    return to_locale(get_language() or "en")
