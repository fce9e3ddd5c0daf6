"""Somebody who pays, as the processor knows them, and whether what we know of them is new."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from standfirst.readers.models import Reader

# The processor's words for a subscription that may be charged, and for one that never is again.
RUNNING = ("active", "trialing", "past_due", "unpaid", "incomplete", "paused")
OVER = ("canceled", "incomplete_expired")


class CustomerQuerySet(models.QuerySet["Customer"]):
    def of(self, reader: Reader) -> "CustomerQuerySet":
        """Those that may pay again. What others paid stays the reader's, by `reader`."""
        return self.filter(reader=reader, close_at=None, closed_at=None)

    def due(self, now: datetime) -> "CustomerQuerySet":
        """Nobody is asking for them yet; who has waited longest comes first."""
        return self.filter(_free(now), sync_at__lte=now).order_by("sync_at")

    def to_close(self, now: datetime) -> "CustomerQuerySet":
        return self.filter(close_at__lte=now, closed_at=None).order_by("close_at")

    def to_reconcile(
        self, now: datetime, asked_before: datetime, moved_after: datetime
    ) -> "CustomerQuerySet":
        """Nobody has asked for them since, and their money may still move; the longest waiting first. Not whoever was
        put off: the same few would come first each time."""
        stale = Q(applied_at=None) | Q(applied_at__lt=asked_before)
        alive = Q(subscriptions__status__in=RUNNING) | Q(invoices__at__gt=moved_after)
        mine = self.filter(stale, alive, closed_at=None).exclude(failures__gt=0, sync_at__gt=now)
        return mine.order_by("applied_at").distinct()

    def awaiting(self, now: datetime) -> "CustomerQuerySet":
        """Their membership is open on trust alone: what was paid for, or grace, passed without news."""
        of = "subscriptions__membership"
        passed = Q()
        for end in ("paid_until", "grace_until"):
            passed |= Q(**{f"{of}__{end}__lte": now, f"{of}__{end}__gt": F(f"{of}__confirmed_at")})
        runs = self.filter(passed, subscriptions__status__in=RUNNING, closed_at=None, failures=0)
        return runs.filter(Q(sync_at=None) | Q(sync_at__gt=now))

    def ring(self, stripe_id: str, now: datetime) -> bool:
        """There is news: ask on the next tick. False where nobody is called so."""
        known = self.filter(stripe_id=stripe_id, closed_at=None)
        return bool(known.update(rung=F("rung") + 1, sync_at=now))

    def lease(self, pk: int, token: str, now: datetime, until: datetime) -> bool:
        """One statement, so that of two who ask at once one gets it."""
        free = self.filter(_free(now), pk=pk)
        return bool(free.update(lease=token, leased_until=until))

    def held(self, pk: int, token: str) -> "Customer | None":
        """Locked for the rest of the transaction; None once somebody else has taken over."""
        rows = self.select_for_update(of=("self",)).select_related("reader")
        return rows.filter(pk=pk, lease=token).first()

    def put_off(
        self, pk: int, token: str, now: datetime, first: timedelta, longest: timedelta
    ) -> None:
        """It could not be asked for: give the lease back, and wait longer each time. No bell is lost by it."""
        for it in self.filter(pk=pk, lease=token):
            wait = min(first * 2 ** min(it.failures, 20), longest)
            self.filter(pk=pk, lease=token).update(
                lease="", leased_until=None, failures=F("failures") + 1, sync_at=now + wait
            )

    def give_back(self, pk: int, token: str) -> None:
        self.filter(pk=pk, lease=token).update(lease="", leased_until=None)


def _free(now: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lte=now)


class Customer(models.Model):
    """`rung` counts the bells; `applied_rung` is how many had rung before the fetch that was last applied.

    `sync_at`: when to ask the processor next (None: nothing is due). `lease`, `leased_until`: who is asking now.
    A reader may have several: two accounts became one. None: paid, and not claimed by an account yet.
    """

    reader = models.ForeignKey(
        Reader, null=True, on_delete=models.PROTECT, related_name="customers"
    )
    stripe_id = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=80, blank=True, db_index=True)  # of the card on file
    rung = models.PositiveBigIntegerField(default=0)
    applied_rung = models.PositiveBigIntegerField(default=0)
    sync_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)  # fetches in a row
    applied_at = models.DateTimeField(null=True)  # when what was last applied was fetched
    made_at = models.DateTimeField()
    # The account was deleted: nothing is to be charged any more; and when Stripe had forgotten them too, which it may
    # also have done by itself.
    close_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sync_at"], condition=Q(sync_at__isnull=False), name="sync_due")
        ]

    def __str__(self) -> str:
        return self.stripe_id

    def know_card(self, fingerprint: str) -> None:
        """By this, a card that pays here already is known before it is charged again."""
        if self.fingerprint != fingerprint:
            self.fingerprint = fingerprint
            self.save(update_fields=["fingerprint"])

    def part_with_reader(self, now: datetime) -> None:
        """What was paid stays, and is nobody's; the worker ends what would be charged."""
        self.reader, self.fingerprint, self.close_at = None, "", now
        self.save(update_fields=["reader", "fingerprint", "close_at"])

    def note_closed(self, now: datetime) -> None:
        self.closed_at, self.sync_at = now, None
        self.save(update_fields=["closed_at", "sync_at"])

    def note_applied(self, rung: int, fetched_at: datetime, look_at: datetime | None) -> None:
        """The lease is given back. Where a bell has rung since the fetch began, it is due again at once."""
        self.lease, self.leased_until, self.failures = "", None, 0
        self.applied_rung, self.applied_at = rung, fetched_at
        self.sync_at = fetched_at if self.rung > rung else look_at
        self.save(
            update_fields=[
                *("lease", "leased_until", "failures"),
                *("applied_rung", "applied_at", "sync_at"),
            ]
        )
