"""What staff do with a reader's account: each act is a form with a reason, and leaves a row; some a mail.

There is none that lets staff be the reader: what a reader sees is explained, never shown.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.membership.format import format_day
from standfirst.membership.models import Grant, Plan
from standfirst.membership.models.grant import GrantQuerySet
from standfirst.office import rights
from standfirst.office.act_form import ActForm, choose
from standfirst.office.models import StaffAct
from standfirst.office.payment_acts import AskStripe, EndMembership, Refund, SendMendLink
from standfirst.publication.models import OutgoingMail
from standfirst.readers.devices import Device
from standfirst.readers.mailed_link import mail_link
from standfirst.readers.mails_sent import sent_to
from standfirst.readers.models import Reader

MOST_DAYS = 3660


class GiveGrant(ActForm):
    name = "give-grant"
    title = gettext_lazy("Give days to read")
    right = rights.GIVE_GRANT

    plan = forms.ModelChoiceField(Plan.objects.all(), label=gettext_lazy("Plan"), empty_label=None)
    days = forms.IntegerField(
        label=gettext_lazy("Days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=30,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Give a number of days, from 1 to 3660."),
        ),
    )

    @property
    def possible(self) -> bool:
        return self.reader.is_active

    def do(self) -> str:
        plan, days = self.cleaned_data["plan"], self.cleaned_data["days"]
        why = self.cleaned_data["reason"]
        grant = Grant.give(self.reader, plan, self.now, days=days, why=why)
        assert grant.ends_at is not None
        day = format_day(grant.ends_at, self.now)
        self.mail("grant_given", plan=plan.name, day=day)
        return ngettext(
            "%(plan)s for %(days)d day, until %(day)s",
            "%(plan)s for %(days)d days, until %(day)s",
            days,
        ) % {"plan": plan.name, "days": days, "day": day}


class EndGrant(ActForm):
    name = "end-grant"
    title = gettext_lazy("End a grant")
    right = rights.END_GRANT
    grave = True

    grant = forms.ModelChoiceField(
        Grant.objects.none(), label=gettext_lazy("Grant"), empty_label=None
    )

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, reader=reader, now=now)
        choose(self, "grant", self._running().select_related("plan"), self._named)

    @property
    def possible(self) -> bool:
        return self._running().exists()

    def do(self) -> str:
        grant = self.cleaned_data["grant"]
        said = self._named(grant)
        grant.end(self.now)
        return said

    def _running(self) -> GrantQuerySet:
        return Grant.objects.of(self.reader).unended(self.now)

    def _named(self, grant: Grant) -> str:
        words = {"number": grant.pk, "plan": grant.plan.name}
        if grant.ends_at is None:
            return _("Grant %(number)s: %(plan)s, without end") % words
        words["day"] = format_day(grant.ends_at, self.now)
        return _("Grant %(number)s: %(plan)s, until %(day)s") % words


class MailLink(ActForm):
    name = "mail-link"
    title = gettext_lazy("Mail a link to log in")
    right = rights.MAIL_LINK

    address = forms.ModelChoiceField(
        EmailAddress.objects.none(),
        label=gettext_lazy("Verified address"),
        empty_label=None,
        help_text=gettext_lazy("You don't get to see the link: whoever has it is the reader."),
    )

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, reader=reader, now=now)
        choose(self, "address", self.reader.addresses.filter(verified=True))

    @property
    def possible(self) -> bool:
        return self.reader.is_active and self.reader.addresses.filter(verified=True).exists()

    def do(self) -> str:
        address = self.cleaned_data["address"].email
        mail_link(self.reader, address, self.now)
        return _("To %(address)s") % {"address": address}


class SendAgain(ActForm):
    name = "send-again"
    title = gettext_lazy("Send a mail again")
    right = rights.SEND_AGAIN

    sent = forms.ModelChoiceField(
        OutgoingMail.objects.none(),
        label=gettext_lazy("Mail that could not be sent"),
        empty_label=None,
    )

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, reader=reader, now=now)
        choose(self, "sent", sent_to(self.reader).failed_with_words(), self._named)

    @property
    def possible(self) -> bool:
        return sent_to(self.reader).failed_with_words().exists()

    def do(self) -> str:
        mail = self.cleaned_data["sent"]
        mail.send_again(self.now)
        return self._named(mail)

    def _named(self, mail: OutgoingMail) -> str:
        return _("“%(subject)s” of %(day)s") % {
            "subject": mail.subject,
            "day": format_day(mail.created_at, self.now),
        }


class EndSession(ActForm):
    name = "end-session"
    title = gettext_lazy("Log out one device")
    right = rights.END_SESSIONS
    grave = True

    device = forms.ModelChoiceField(
        Device.objects.none(), label=gettext_lazy("Device"), empty_label=None
    )

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, reader=reader, now=now)
        choose(self, "device", Device.objects.of(reader), self._named)

    @property
    def possible(self) -> bool:
        return Device.objects.of(self.reader).exists()

    def do(self) -> str:
        device = self.cleaned_data["device"]
        said = self._named(device)
        device.end()
        return said

    def _named(self, device: Device) -> str:
        return _("%(device)s, last seen on %(day)s") % {
            "device": device.words,
            "day": format_day(device.seen_at, self.now),
        }


class EndSessions(ActForm):
    """Always possible: there may be sessions that nobody noted."""

    name = "end-sessions"
    title = gettext_lazy("Log out all devices")
    right = rights.END_SESSIONS
    grave = True

    def do(self) -> str:
        Device.objects.end_all(self.reader)
        return ""


class Close(ActForm):
    name = "close"
    title = gettext_lazy("Close the account")
    right = rights.CLOSE
    grave = True

    @property
    def possible(self) -> bool:
        return self.reader.is_active

    def do(self) -> str:
        self.reader.close()
        Device.objects.end_all(self.reader)
        self.mail("account_closed")
        return ""


class Reopen(ActForm):
    name = "reopen"
    title = gettext_lazy("Open the account again")
    right = rights.CLOSE

    @property
    def possible(self) -> bool:
        return not self.reader.is_active

    def do(self) -> str:
        self.reader.reopen()
        self.mail("account_reopened")
        return ""


ACTS: Mapping[str, type[ActForm]] = {
    it.name: it
    for it in (
        GiveGrant,
        EndGrant,
        MailLink,
        SendAgain,
        EndSession,
        EndSessions,
        Close,
        Reopen,
        SendMendLink,
        AskStripe,
        Refund,
        EndMembership,
    )
}


def title_of(done: StaffAct) -> str:
    return str(ACTS[done.act].title if done.act in ACTS else done.act)
