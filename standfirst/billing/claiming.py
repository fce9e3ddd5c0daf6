"""A join that is paid comes to its account: the one whose address was proved by the code.

Whose address it is, and whether that has a membership, nobody learns before.
"""

import logging
from datetime import datetime
from enum import StrEnum

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from standfirst.billing import closing
from standfirst.billing.charging import sync_soon
from standfirst.billing.ending import end_doubled
from standfirst.billing.gateway import Trouble
from standfirst.billing.models import Customer, Join, JoinState, Subscription
from standfirst.readers.addresses import locked
from standfirst.readers.models import Reader

logger = logging.getLogger(__name__)

SALT = "standfirst.billing.claim"


class Claimed(StrEnum):
    OPENED = "opened"
    DOUBLE = "double"  # the account has a membership: this one's money goes back
    GONE = "gone"  # another account's, or refunded meanwhile


def claim(join: Join, reader: Reader, now: datetime) -> Claimed:
    """Raises PermissionDenied where the reader is gone. Twice is once."""
    if _take(join, reader, now) and join.customer:
        sync_soon(join.customer, now)
    if join.reader_id != reader.pk:
        return Claimed.GONE
    return Claimed.DOUBLE if _is_double(join, now) else Claimed.OPENED


@transaction.atomic
def _take(join: Join, reader: Reader, now: datetime) -> bool:
    """Two accounts that claim at once wait for one another; the second finds it gone."""
    reader = locked(reader)
    if not join.move([JoinState.PAID], JoinState.CLAIMED, reader=reader, claimed_at=now):
        return False
    Customer.objects.filter(joins=join, reader=None).update(reader=reader)
    if join.customer:
        join.customer.refresh_from_db()
    return True


def _is_double(join: Join, now: datetime) -> bool:
    """Whether it came beside a membership: then it ends by rule, at once if Stripe answers, else by the worker."""
    if join.state == JoinState.REFUNDED:
        return True
    doubled = Subscription.objects.doubled().filter(stripe_id=join.subscription)
    for subscription in doubled.select_related("customer__reader"):
        try:
            end_doubled(subscription, now)
        except Trouble:
            logger.exception("The worker ends %s.", subscription)
        subscription.refresh_from_db()
        if subscription.doubled:
            return join.move([JoinState.CLAIMED], JoinState.REFUNDED)
    return False


def end(join: Join, now: datetime) -> bool:
    """With the money back. False where Stripe could not be asked: the worker comes to it again."""
    subscription = Subscription.objects.filter(stripe_id=join.subscription).first()
    if subscription is None:
        return False
    try:
        closing.end_now(subscription, now, refund=True)
    except Trouble:
        return False
    return True


def mailed_path(join: Join) -> str:
    """The way to it from any browser, for the address it was typed with: one corrected since makes it void."""
    token = signing.dumps({"join": join.pk, "to": _mark(join.address)}, salt=SALT)
    return f"{reverse('join_claim')}?mailed={token}"


def mailed(token: str) -> Join | None:
    try:
        named = signing.loads(token, salt=SALT)
        join = Join.objects.select_related("customer").filter(pk=named["join"]).first()
        good = join is not None and constant_time_compare(named["to"], _mark(join.address))
    except (signing.BadSignature, KeyError, TypeError):
        return None
    return join if good else None


def proves(reader: Reader, join: Join) -> bool:
    """Whether the address that the mail went to is shown to be this reader's."""
    return reader.addresses.filter(email=join.address, verified=True).exists()


def _mark(address: str) -> str:
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()[:20]
