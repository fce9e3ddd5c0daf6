"""That a mail about money was written, and about what: so that no fact is told twice, and staff see what was told."""

from datetime import datetime

from django.db import models

from standfirst.membership.models import Membership


class LetterQuerySet(models.QuerySet["Letter"]):
    def once(self, kind: str, about: str, now: datetime, membership: Membership | None) -> bool:
        """Whether it is yet to be told, and is so from here on. Call it in the transaction that tells."""
        _letter, made = self.get_or_create(
            kind=kind, about=about, defaults={"membership": membership, "at": now}
        )
        return made

    def told(self, kind: str, about: set[str]) -> set[str]:
        """Those of them that were told of."""
        found = self.filter(kind=kind, about__in=about)
        return set(found.values_list("about", flat=True))


class Letter(models.Model):
    """`about` names the fact: a row and an instant or an id. The mail's own row is forgotten after a month.

    `membership`: None where it is about none, such as a join that nobody claimed.
    """

    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=160)
    at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "billing_letter"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.kind} about {self.about}"
