"""What staff did with a reader's account: who, when, why."""

from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from standfirst.readers.models import Reader


class StaffActQuerySet(models.QuerySet["StaffAct"]):
    def of(self, reader: Reader) -> "StaffActQuerySet":
        return self.filter(reader=reader)

    def hand_over(self, other: Reader, kept: Reader) -> None:
        """Two accounts are one person's: whose an act was, and who did it, is all of it that may change."""
        super(StaffActQuerySet, self.filter(reader=other)).update(reader=kept)
        super(StaffActQuerySet, self.filter(by=other)).update(by=kept)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("What staff did is never changed; another act undoes it.")

    def delete(self) -> NoReturn:
        raise TypeError("What staff did goes with the reader's account, and not before.")


class StaffAct(models.Model):
    """Append-only. It is deleted with the reader, for the reason may tell of them; and so not in Wagtail's log."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_acts"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="acts_done",
    )
    at = models.DateTimeField()
    act = models.CharField(max_length=20)
    what = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=200)

    objects = StaffActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(
        cls, *, reader: Reader, by: Reader, act: str, what: str, reason: str, now: datetime
    ) -> "StaffAct":
        return cls.objects.create(reader=reader, by=by, act=act, what=what, reason=reason, at=now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What staff did is never changed; another act undoes it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What staff did goes with the reader's account, and not before.")
