"""An account's end: every room forgets its reader in one transaction, and one last mail says so."""

from datetime import datetime, timedelta

from django.db import transaction

from standfirst.publication.mail import send
from standfirst.readers.mails_sent import proven_addresses
from standfirst.readers.models import Reader
from standfirst.readers.pending import forget_waiting
from standfirst.readers.personal import rooms

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
