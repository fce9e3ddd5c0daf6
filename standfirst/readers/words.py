"""What the pages and mails of logging in say that depends on the case."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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


def browser_words(browser: str, system: str) -> str:
    """ "Firefox on Android", or less where less is known."""
    said = {"browser": browser, "system": system}
    if browser and system:
        return _("%(browser)s on %(system)s") % said
    if system:
        return _("A browser on %(system)s") % said
    return browser or _("A browser")
