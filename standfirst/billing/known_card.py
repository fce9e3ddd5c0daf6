"""A card that already pays for a membership here is not charged for a second one: its owner is shown the way to it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from standfirst.billing.models import Join, JoinState, Subscription
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import State
from standfirst.publication.mail import send
from standfirst.readers.places import with_place

KIND = "known_card"
NEVER_BEGUN = ("incomplete", "incomplete_expired")  # Stripe's words
NOT_PAYING = (State.ENDED, State.INCOMPLETE)


@dataclass(frozen=True)
class Known:
    """What a card pays for: a membership, or a join that no account has claimed yet."""

    membership: Membership | None = None
    unclaimed: Join | None = None


def known_by(fingerprint: str, join: Join) -> Known | None:
    """Of other customers; a reader's own are not others."""
    if not fingerprint:
        return None
    theirs = Subscription.objects.running().exclude(customer=join.customer)
    theirs = theirs.filter(
        customer__fingerprint=fingerprint, customer__close_at=None, doubled=False
    )
    if join.reader_id:
        theirs = theirs.exclude(customer__reader=join.reader_id)
    for it in theirs.select_related("membership__reader"):
        if it.membership and it.membership.state not in NOT_PAYING:
            return Known(membership=it.membership)
        if paid := Join.objects.filter(subscription=it.stripe_id, state=JoinState.PAID).first():
            return Known(unclaimed=paid)
    return None


def has_paid(fingerprint: str) -> bool:
    """Whether a membership here was ever begun with it, by whomever: the first days are free once."""
    if not fingerprint:
        return False
    begun = Subscription.objects.exclude(status__in=NEVER_BEGUN)
    return begun.filter(customer__fingerprint=fingerprint).exists()


@transaction.atomic
def tell_known_card(membership: Membership, now: datetime) -> None:
    """To the address of the account that the card pays for, and to nobody else."""
    if membership.reader is None:
        return
    send(
        to=membership.reader.email,
        template="billing/mail/known_card",
        context={"url": f"{settings.ADDRESS}{with_place('account_login', '/account/')}"},
        kind=KIND,
        now=now,
    )
