"""An account's end: every room forgets its reader in one transaction, and one last mail says so."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.publication.mail import send
from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader, plain_address
from standfirst.readers.personal import rooms
from standfirst.readers.waiting import forget_waiting

# For so long the last mail is tried. Its row, the only one left with the address, goes with it.
LAST_MAIL = timedelta(days=1)


@transaction.atomic
def delete_account(reader: Reader, now: datetime) -> None:
    """Does nothing for a reader who is gone already. Raises LastPublisher.

    The lock has whoever logs in meanwhile wait, and find nobody. Upper rooms erase first: their rows point downwards.
    """
    leaving = Reader.objects.select_for_update().filter(pk=reader.pk).first()
    if leaving is None:
        return
    if leaving.role is not None:
        leaving.leave_role()
    forget_waiting(set(proven_addresses(leaving)), now)
    for kept in reversed(rooms().values()):
        kept.erase(leaving, now)
    leaving.delete()
    send(
        to=reader.email,
        template="office/mail/account_deleted",
        context={"address": reader.email},
        kind="account_deleted",
        expires_at=now + LAST_MAIL,
        now=now,
        forget_at_once=True,
    )


class DeleteForm(forms.Form):
    """The reader's address, typed: a button alone is soon pressed."""

    address = forms.CharField(
        label=gettext_lazy("Your address, to confirm"),
        max_length=254,
        error_messages={"required": gettext_lazy("Type your address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_address(self) -> str:
        typed = plain_address(self.cleaned_data["address"])
        if typed != self.reader.email:
            raise forms.ValidationError(
                _("This is not the address of this account, which is %(address)s.")
                % {"address": self.reader.email}
            )
        return typed

    def refuse_last_publisher(self) -> None:
        self.add_error(
            "address",
            _(
                "You are the only publisher. Make somebody else a publisher first, under Staff in the admin."
            ),
        )
