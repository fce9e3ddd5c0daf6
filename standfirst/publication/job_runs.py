"""When the worker's jobs ran, and how often they failed: by this the web knows that there is a worker."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F

from standfirst.publication import worker

# Longer than the longest job may keep the others waiting.
LATELY = timedelta(minutes=2)


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def lately(self, now: datetime) -> "JobRunQuerySet":
        return self.filter(ran_at__gt=now - LATELY)

    def add(self, name: str, ran_at: datetime, failed_at: datetime | None, failures: int) -> None:
        """Counted by the database: several workers may add at once."""
        row, _ = self.get_or_create(name=name, defaults={"ran_at": ran_at})
        changes = {"failed_at": failed_at} if failed_at else {}
        self.filter(pk=row.pk).update(ran_at=ran_at, failures=F("failures") + failures, **changes)


class JobRun(models.Model):
    """One row a job, of all workers."""

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
    failures = models.PositiveBigIntegerField(default=0)

    objects = JobRunQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


def tell(now: datetime) -> None:
    """A job of the worker's: write down how all of them went since the last time."""
    with transaction.atomic():
        for job in worker.jobs():
            if job.began_at:
                told = job.untold
                JobRun.objects.add(job.name, job.began_at, job.failed_at, told)
                job.untold -= told
