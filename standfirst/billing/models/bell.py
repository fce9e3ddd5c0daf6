"""An event of the processor: it rings once, and says nothing but whose customer to ask for."""

from datetime import datetime, timedelta

from django.db import models

KEPT = timedelta(days=30)  # as long as the processor itself tells of its events


class BellQuerySet(models.QuerySet["Bell"]):
    def forget(self, now: datetime) -> int:
        return self.filter(rang_at__lt=now - KEPT).delete()[0]


class Bell(models.Model):
    """Stored once under the processor's own id; kept for the nightly look at what events missed, then forgotten."""

    stripe_id = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    customer = models.CharField(max_length=80, blank=True)  # the processor's id, where it names one
    rang_at = models.DateTimeField(db_index=True)  # when we heard it

    objects = BellQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"
