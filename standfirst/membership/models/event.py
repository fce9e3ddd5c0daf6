"""Every change of a membership, kept."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyQuerySet(models.QuerySet["MembershipEvent"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Membership events are never changed; write another one.")

    def delete(self) -> NoReturn:
        raise TypeError("Membership events are never deleted.")


class MembershipEvent(models.Model):
    """What changed in a membership and when. Append-only: money and access leave rows."""

    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="events"
    )
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    change = models.JSONField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.membership}: {self.state} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A membership event is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A membership event is never deleted.")
