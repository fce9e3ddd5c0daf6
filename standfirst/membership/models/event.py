"""Every change of a membership, kept."""

from typing import Any, NoReturn

from django.db import models

# Of what an event says, what leads to a person: the card, and between which accounts it passed on joining.
PERSONAL = frozenset(
    {"card_brand", "card_last4", "card_exp_month", "card_exp_year", "reader", "before"}
)


class AppendOnlyQuerySet(models.QuerySet["MembershipEvent"]):
    def part_with_reader(self) -> None:
        """The account is deleted: the one change of an event there is. When and what was paid stays."""
        for event in self:
            kept = {name: value for name, value in event.change.items() if name not in PERSONAL}
            super(AppendOnlyQuerySet, self.filter(pk=event.pk)).update(change=kept)

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
