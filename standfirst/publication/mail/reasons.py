"""Why a mail did not arrive, in words for whoever it was to, who has no use for a server's codes."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The reply's code, and where it has one the enhanced code: "550 5.1.1 …" (RFC 5321, RFC 3463).
CODES = re.compile(r"^([45])\d\d(?: [45]\.(\d{1,3})\.(\d{1,3}))?\b")

NO_SUCH_ADDRESS = _("The mail server there says that there is no such address.")
FULL = _("The mail server there says that the mailbox is full.")
SHUT = _("The mail server there says that the mailbox takes no mail.")
UNREACHED = _("The mail server there could not be reached.")
REFUSED = _("The mail server there refused the mail, as it does with what it takes for spam.")
NOT_TAKEN = _("The mail server there did not take the mail.")
NOT_SENT = _("It could not be handed over.")

# By the subject and the detail of an enhanced code (RFC 3463, section 3); detail None is all others of the subject.
ENHANCED: dict[tuple[int, int | None], Promise] = {
    (1, None): NO_SUCH_ADDRESS,
    (2, 2): FULL,
    (2, None): SHUT,
    (3, 1): FULL,
    (4, None): UNREACHED,
    (7, None): REFUSED,
}


def reason_in_words(error: str) -> str:
    """From what `failure` kept; empty where nothing went wrong. Nothing of a server's own words is passed on."""
    if not error:
        return ""
    if error == "The provider refused the address":
        return str(NO_SUCH_ADDRESS)
    codes = CODES.match(error)
    if codes is None:
        return str(NOT_SENT)
    _first, subject, detail = codes.groups()
    if subject is None:
        return str(NO_SUCH_ADDRESS if error.startswith("550 ") else NOT_TAKEN)
    exact = ENHANCED.get((int(subject), int(detail)))
    return str(exact or ENHANCED.get((int(subject), None), NOT_TAKEN))
