"""A payment that the bank wants its holder's word for, whether they were there when it was tried or not."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from standfirst.billing import sync
from standfirst.billing.collecting import Came, Owed, collect, owed_for
from standfirst.billing.paying import Paying, paying_for
from standfirst.billing.tokens import Purpose, token_for
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import State


def link_for(membership: Membership) -> str:
    """The whole address for a mail: the bank's page for this membership's payment, without a log-in.

    Raises ValueError for one that no card pays for.
    """
    paying = paying_for(membership)
    if paying is None:
        raise ValueError(f"No card pays for {membership}.")
    token = token_for(paying, Purpose.APPROVE)
    return f"{settings.ADDRESS}{reverse('mailed_confirm_payment', args=[token])}"


def waiting(paying: Paying) -> Owed | None:
    """What is open, with the secret for the bank's page where it waits there. Raises gateway.Trouble."""
    if paying.state is State.ENDED:
        return None
    return owed_for(paying.subscription.stripe_id)


def ask_bank(paying: Paying, now: datetime) -> Owed | None:
    """Try the open payment with its holder there, so that the bank asks. None once nothing is open.

    An attempt that is at the bank already, or waits for its page, is not made again.
    """
    owed = waiting(paying)
    if owed is not None and owed.attempt.came is Came.REFUSED:
        minute = int(now.timestamp()) // 60  # two clicks are one
        collect(owed.invoice, "", f"approve-{owed.invoice}-{minute}")
        owed = waiting(paying)
    sync.sync(paying.customer, now)
    return owed
