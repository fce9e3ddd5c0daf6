"""Somebody who pays, as the processor knows them, and whether what we know of them is new."""

from django.db import models
from django.db.models import Q

from standfirst.readers.models import Reader


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
    applied_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    close_at = models.DateTimeField(
        null=True
    )  # the account was deleted: nothing is to be charged any more

    class Meta:
        indexes = [
            models.Index(fields=["sync_at"], condition=Q(sync_at__isnull=False), name="sync_due")
        ]

    def __str__(self) -> str:
        return self.stripe_id
