"""What has changed, told to every process by rows of a table: no broker, on SQLite and PostgreSQL alike.

Whatever changes what a shared page shows, or who may see it, calls `tell` in the transaction that changes it, with
the topics that changed. Every process reads the rows several times a second (`publication.hearing`) and forgets what
it kept of those topics.
"""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

# Longer than any pass holds (gate/front/passes.py): a process that begins now hears what ended those still about.
KEPT = timedelta(days=2)
SKEW = 2.0  # seconds the clocks of two machines may differ by

EVERYTHING = "everything"  # all that is shared: settings, desks, labels, plans, words of notices
LISTS = "lists"  # whatever shows more than one story: front page, desks, feeds, archive
EVERYONE = "everyone"  # every reader's pass


def page(pk: int) -> str:
    """A page of the publication: a story, a storyline."""
    return f"page:{pk}"


def image(pk: int) -> str:
    return f"image:{pk}"


def reader(pk: int) -> str:
    """What a reader may read, or any of their sessions."""
    return f"reader:{pk}"


def session(digest: str) -> str:
    """One session, by `readers.sessions.digest_of` its key."""
    return f"session:{digest}"


class ChangeQuerySet(models.QuerySet["Change"]):
    def forget(self, now: datetime) -> None:
        self.filter(at__lt=now - KEPT).delete()


class Change(models.Model):
    """`at`: from when it is so. A row may tell ahead of time what the clock will change."""

    topic = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)

    objects = ChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.topic


def tell(*topics: str, at: datetime | None = None) -> None:
    """In the caller's transaction: heard when that is committed, or at `at` if that is later."""
    when = at or timezone.now()
    Change.objects.bulk_create([Change(topic=topic, at=when) for topic in topics])
