"""Whoever has not been asked for in a day is, bell or no bell: what events missed is mended, and told of.

The worker does a few at a time, so that mail goes on leaving meanwhile; `manage.py reconcile` does all at once.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F

from standfirst.billing.changes import Change
from standfirst.billing.gateway import Refused, Unreachable, is_connected
from standfirst.billing.models import Customer
from standfirst.billing.sync import run, running_from, take

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
FEW = 5  # in one run of the job: some 14,000 a day
# A bank may take money back for so long after a membership has ended (docs.stripe.com/disputes).
STILL_DISPUTED = timedelta(days=130)


def reconcile_some(now: datetime) -> None:
    """A job of the worker's. Each change is news that no bell has brought. One that fails does not keep the others, and
    waits, as in `sync`; where Stripe does not answer, none is tried."""
    if not is_connected():
        return
    waiting = Customer.objects.to_reconcile(now, now - EVERY, now - STILL_DISPUTED)
    for pk in list(waiting.values_list("pk", flat=True)[:FEW]):
        try:
            changes = reconcile_one(pk, now, soon=True)
        except Unreachable:
            raise
        except Exception:
            log.exception("Customer %s could not be reconciled.", pk)
            continue
        for change in changes:
            log.warning("Without a bell, reconcile has found: %s", change)


def reconcile_all(now: datetime, *, dry_run: bool) -> Iterator[Change | str]:
    """What was changed, or would be; and in a sentence whom Stripe did not tell of."""
    for customer in Customer.objects.filter(closed_at=None).order_by("pk"):
        try:
            yield from reconcile_one(customer.pk, now, keep=not dry_run)
        except Refused as why:
            yield f"{customer}: Stripe refused to tell ({why})."


def reconcile_one(pk: int, now: datetime, *, soon: bool = False, keep: bool = True) -> list[Change]:
    """Nothing where the worker is asking already."""
    clock = running_from(now)
    lease = take(pk, clock())
    return run(lease, clock, soon=soon, keep=keep) if lease else []


def ring_awaiting(now: datetime) -> None:
    """A job of the worker's: whose paid time or grace has passed without news is asked for. `sync` has seen to it
    where it could; a restored backup, or a lost row, is caught here."""
    Customer.objects.awaiting(now).update(sync_at=now, rung=F("rung") + 1)
