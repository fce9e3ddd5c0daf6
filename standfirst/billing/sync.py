"""From a bell to a standing: ask Stripe what is true of a customer, and apply it.

Never a call inside a transaction. (1) A short one takes a lease on the customer and reads how many bells have rung;
(2) the truth is fetched; (3) a short one applies it, only while the lease is still ours. Whoever holds the lease is the
only one who asks, so what is fetched under it is newer than all that was applied before. Killed between any two of
these, nothing is lost: `sync_at` stands until the third is done, and the lease runs out by itself.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from standfirst.billing import catalogue
from standfirst.billing.applying import apply
from standfirst.billing.changes import Change
from standfirst.billing.gateway import Trouble, Unreachable, is_connected
from standfirst.billing.models import Customer
from standfirst.billing.reduce import reduce
from standfirst.billing.truth import fetch
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import State

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
PATIENCE = 10  # seconds that a page waits for another's lease
PAUSE = 0.05
AT_ONCE = 20  # customers in one run of the job
RUN = 5  # seconds after which a run begins with no further one
FIRST_WAIT = timedelta(seconds=5)  # after a failure; each further one doubles it
LONGEST_WAIT = timedelta(minutes=10)

SOON = timedelta(minutes=15)  # between two looks at a payment that is on its way

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Lease:
    customer: Customer
    token: str
    rung: int


def ring(stripe_id: str, now: datetime) -> bool:
    """There is news of this customer: the worker asks on its next tick. False where nobody here is called so."""
    return Customer.objects.ring(stripe_id, now)


def sync(customer: Customer, now: datetime) -> None:
    """What Stripe knows now is applied when this returns. Raises Trouble where it could not be asked; then nothing
    has changed, and the worker asks again."""
    clock = running_from(now)
    Customer.objects.ring(customer.stripe_id, now)
    until = time.monotonic() + PATIENCE
    while (lease := take(customer.pk, clock())) is None:
        if time.monotonic() > until:
            raise Unreachable(f"{customer.stripe_id} is being asked for elsewhere.")
        time.sleep(PAUSE)
    run(lease, clock)
    customer.refresh_from_db()


def sync_due(now: datetime) -> int:
    """A job of the worker's, each second; returns how many were applied. One that fails waits longer each time; where
    Stripe does not answer at all, the others are not tried either."""
    if not is_connected():
        return 0
    clock, begun, applied = running_from(now), time.monotonic(), 0
    for pk in Customer.objects.due(now).values_list("pk", flat=True)[:AT_ONCE]:
        if time.monotonic() - begun > RUN:
            break
        lease = take(pk, clock())
        if lease is None:
            continue
        try:
            run(lease, clock, soon=True)
            applied += 1
        except Unreachable as why:
            log.warning("Stripe did not answer for %s: %s", lease.customer, why)
            break
        except Trouble as why:
            log.warning("Stripe refused to tell of %s: %s", lease.customer, why)
    return applied


def take(pk: int, now: datetime) -> Lease | None:
    """None while somebody else has it."""
    token = secrets.token_hex(16)
    with transaction.atomic():
        if not Customer.objects.lease(pk, token, now, now + LEASE):
            return None
        customer = Customer.objects.get(pk=pk)
    return Lease(customer, token, customer.rung)


def run(lease: Lease, clock: Clock, *, soon: bool = False, keep: bool = True) -> list[Change]:
    """Fetch and apply. `keep` False: say what would change, and change nothing. Raises Trouble, also where the lease
    was lost meanwhile: then nothing was applied."""
    customer = lease.customer
    # Whatever was applied before was fetched under an earlier lease: never believe a clock that says otherwise.
    fetched_at = max(filter(None, [clock(), _after(customer.applied_at)]))
    try:
        known = customer.subscriptions.values_list("stripe_id", flat=True)
        truth = fetch(customer.stripe_id, list(known), soon=soon)
        told = reduce(truth, catalogue.prices(), fetched_at)
        with transaction.atomic():
            mine = Customer.objects.held(customer.pk, lease.token)
            if mine is None:
                raise Unreachable(f"{customer} was taken over: the answer took too long.")
            changes = apply(mine, told, truth, fetched_at)
            mine.note_applied(lease.rung, fetched_at, look_at(mine, fetched_at))
            if not keep:
                transaction.set_rollback(True)
    except Exception:
        Customer.objects.put_off(customer.pk, lease.token, clock(), FIRST_WAIT, LONGEST_WAIT)
        raise
    if not keep:
        Customer.objects.give_back(customer.pk, lease.token)
    return changes


def look_at(customer: Customer, now: datetime) -> datetime | None:
    """When to ask without a bell: at the next instant that would change a standing, so that fresh news decides and
    not the clock; and again soon while something is only on its way."""
    instants: list[datetime] = []
    for it in Membership.objects.current().filter(subscription__customer=customer):
        ends = [it.paid_until, it.grace_until, it.paused_until]
        instants += [end for end in ends if end and now < end]
        running = it.state in {State.ACTIVE, State.PENDING, State.INCOMPLETE}
        if running and not (it.paid_until and now < it.paid_until):
            instants.append(now + SOON)
    return min(instants, default=None)


def _after(applied_at: datetime | None) -> datetime | None:
    return applied_at + timedelta(microseconds=1) if applied_at else None


def running_from(now: datetime) -> Clock:
    """A clock that starts at `now`: a lease must not count from before a slow answer."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)
