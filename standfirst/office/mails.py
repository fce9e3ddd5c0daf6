"""The mails that went to a reader, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.publication.mail.reasons import reason_in_words
from standfirst.publication.outgoing import OutgoingMail, State
from standfirst.readers.mails_sent import sent_to
from standfirst.readers.models import Reader

SHOWN = 100
KINDS: Mapping[str, Promise] = {
    "log_in_code": gettext_lazy("Code to log in"),
    "confirm_code": gettext_lazy("Code to confirm that it is you"),
    "sign_up_code": gettext_lazy("Code to sign up"),
    "already_registered": gettext_lazy("Code to log in, asked for on the page to sign up"),
    "unknown_address": gettext_lazy("Notice that this address had no account"),
    "log_in_link": gettext_lazy("Link to log in"),
    "logged_in": gettext_lazy("Notice of a log-in"),
    "add_code": gettext_lazy("Code to add an address"),
    "add_code_taken": gettext_lazy("Code to add an address"),
    "addresses_changed": gettext_lazy("Notice about your addresses"),
    "key_change": gettext_lazy("Notice about what you log in with"),
    "grant_given": gettext_lazy("Notice of days to read"),
    "message_received": gettext_lazy("Confirmation of what you wrote to us"),
    "support_answer": gettext_lazy("Answer to what you wrote to us"),
    "account_closed": gettext_lazy("Notice that the account was closed"),
    "account_reopened": gettext_lazy("Notice that the account is open again"),
    "account_deleted": gettext_lazy("Notice that the account was deleted"),
    "role": gettext_lazy("Notice about your work here"),
    "held": gettext_lazy("Notice about your work here"),
    "passed_on": gettext_lazy("Notice about your work here"),
    "membership_began": gettext_lazy("Welcome, with a receipt"),
    "trial_began": gettext_lazy("Notice that a trial began"),
    "first_payment": gettext_lazy("Receipt for the first payment"),
    "membership_renewed": gettext_lazy("Receipt for a renewal"),
    "plan_changed": gettext_lazy("Notice of another plan or price"),
    "payment_failed": gettext_lazy("Notice that a payment failed"),
    "approval_wanted": gettext_lazy("Notice that the bank wants an approval"),
    "grace_ends": gettext_lazy("Reminder of a payment that failed"),
    "membership_locked": gettext_lazy("Notice that an unpaid membership is locked"),
    "paid_again": gettext_lazy("Receipt for a payment that had failed"),
    "mend_link": gettext_lazy("Way to sort out a payment"),
    "membership_left": gettext_lazy("Confirmation that you left"),
    "membership_stays": gettext_lazy("Confirmation that you stay"),
    "membership_ended": gettext_lazy("Notice that the membership ended"),
    "membership_paused": gettext_lazy("Confirmation of a pause"),
    "membership_resumed": gettext_lazy("Notice that a pause is over"),
    "card_ends": gettext_lazy("Notice that your card ends"),
    "renews_soon": gettext_lazy("Reminder of a yearly renewal"),
    "trial_ends": gettext_lazy("Reminder that a trial ends"),
    "resumes_soon": gettext_lazy("Reminder that a pause ends"),
    "days_given_back": gettext_lazy("Notice of days given back"),
    "paid_twice": gettext_lazy("Notice that a second payment goes back"),
    "refunded": gettext_lazy("Notice of money that goes back"),
    "known_card": gettext_lazy("Notice that your card pays for a membership already"),
    "join_unclaimed": gettext_lazy("Way to a membership that was paid for"),
    "join_refunded": gettext_lazy("Notice that an unclaimed payment goes back"),
    "challenge_received": gettext_lazy("Confirmation that you challenged a statement"),
    "challenge_made": gettext_lazy("Notice about your work here"),
    "challenge_settled": gettext_lazy("Answer to your challenge of a statement"),
    "test": gettext_lazy("Test"),
}


@dataclass(frozen=True)
class Line:
    """`error` is what a server said, for staff; `state` says the same in plain words."""

    at: datetime
    kind: str
    to: str
    state: str
    error: str


def latest_mails(reader: Reader, most: int = SHOWN) -> list[Line]:
    newest = sent_to(reader).order_by("-created_at", "-pk")[:most]
    return [
        Line(it.created_at, kind_in_words(it), it.to, state_in_words(it), it.error) for it in newest
    ]


def kind_in_words(mail: OutgoingMail) -> str:
    return words_of_kind(mail.kind)


def words_of_kind(kind: str) -> str:
    return str(KINDS.get(kind) or _("Notice about your account"))


def mail_in_lines(mail: OutgoingMail) -> tuple[str, ...]:
    """For staff: to whom, what became of it, and what a server said."""
    said = f" ({mail.error})" if mail.error else ""
    return (f"{mail.to} · {state_in_words(mail)}{said}",)


def state_in_words(mail: OutgoingMail) -> str:
    """Handed over is all we can know; what its server does with a mail then, it does not say."""
    why = reason_in_words(mail.error)
    match mail.state:
        case State.SENT:
            return _("Sent")
        case State.EXPIRED:
            return _("Not sent: it would have come too late.")
        case State.FAILED:
            return " ".join([_("Could not be delivered."), why])
    return " ".join(filter(None, [_("Waiting to be sent."), why]))


def mails_in_short(reader: Reader) -> str:
    failed = Count("pk", filter=Q(state=State.FAILED))
    counts = sent_to(reader).aggregate(all=Count("pk"), failed=failed)
    if counts["failed"]:
        return ngettext(
            "%(failed)d of the last 30 days could not be delivered.",
            "%(failed)d of the last 30 days could not be delivered.",
            counts["failed"],
        ) % {"failed": counts["failed"]}
    return ngettext(
        "%(all)d in the last 30 days.", "%(all)d in the last 30 days.", counts["all"]
    ) % {"all": counts["all"]}
