"""Rights to read that no card pays for."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standfirst.membership.models.plan import Plan
from standfirst.membership.standing import GrantFacts
from standfirst.publication.changes import reader as of_reader
from standfirst.publication.changes import tell
from standfirst.publication.following import Followed
from standfirst.readers.models import Reader


class GrantKind(models.TextChoices):
    COMPLIMENTARY = "complimentary", _("complimentary")
    GIFT = "gift", _("gift")
    SEAT = "seat", _("seat")


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, reader: Reader) -> "GrantQuerySet":
        return self.filter(reader=reader)

    def unended(self, now: datetime) -> "GrantQuerySet":
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))

    @transaction.atomic
    def pass_on(self, other: Reader, kept: Reader) -> None:
        """All that `other` has are `kept`'s from now on."""
        if self.of(other).update(reader=kept):
            tell(of_reader(other.pk), of_reader(kept.pk))


class Grant(Followed):
    """A right to read that no card pays for; a reader may hold any number."""

    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="grants")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(
        max_length=13, choices=GrantKind.choices, default=GrantKind.COMPLIMENTARY
    )
    through = models.CharField(
        _("given by"), max_length=80, blank=True, help_text=_("Printed to the reader when it ends.")
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    given_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"grant {self.pk}"

    @classmethod
    def give(
        cls, reader: Reader, plan: Plan, now: datetime, *, days: int | None, why: str
    ) -> "Grant":
        """From now on, for so many days; None is without end."""
        ends_at = None if days is None else now + timedelta(days=days)
        return cls.objects.create(
            reader=reader, plan=plan, why=why, given_at=now, starts_at=now, ends_at=ends_at
        )

    def end(self, now: datetime) -> None:
        """End it now; one that is over stays as it was. The row stays, so that its reader can be told."""
        if self.ends_at is None or now < self.ends_at:
            self.ends_at = now
            self.save(update_fields=["ends_at"])

    def facts(self) -> GrantFacts:
        return GrantFacts(
            row=str(self),
            plan=self.plan.slug,
            seat=self.kind == GrantKind.SEAT,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            through=self.through,
        )
