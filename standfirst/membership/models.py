"""What is sold, who holds it, and every change of it. Knows no payment processor."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standfirst.membership.snapshot import (
    Card,
    EndCause,
    Failure,
    FailureKind,
    Money,
    Snapshot,
    State,
)
from standfirst.membership.standing import GrantFacts, MembershipFacts

if TYPE_CHECKING:
    from standfirst.readers.models import Reader


class PlanQuerySet(models.QuerySet["Plan"]):
    def on_sale(self) -> "PlanQuerySet":
        return self.filter(on_sale=True)


class Plan(models.Model):
    """What is sold. The slug is what stories and snapshots name it by, so it never changes."""

    slug = models.SlugField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Lower-case letters, digits and hyphens."))],
    )
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("description"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Plans are listed, and compared, in this order.")
    )
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=14)
    on_sale = models.BooleanField(_("on sale"), default=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class Interval(models.TextChoices):
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Price(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="prices")
    amount = models.PositiveIntegerField(_("amount"), help_text=_("In minor units: 500 is 5.00."))
    currency = models.CharField(
        _("currency"), max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    interval = models.CharField(_("interval"), max_length=5, choices=Interval.choices)
    on_sale = models.BooleanField(_("on sale"), default=True)

    class Meta:
        ordering = ["amount"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "currency", "interval"],
                condition=Q(on_sale=True),
                name="one_price_on_sale",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.amount} {self.currency} / {self.interval}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, reader: "Reader") -> "MembershipQuerySet":
        return self.filter(reader=reader)

    def current(self) -> "MembershipQuerySet":
        return self.exclude(state=State.ENDED)


class Membership(models.Model):
    """A reader's paid place on a plan. `apply` is the only writer of everything below `plan`."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=[(s, s) for s in State], editable=False)
    amount = models.PositiveIntegerField(editable=False)
    currency = models.CharField(max_length=3, editable=False)
    started_at = models.DateTimeField(editable=False)
    confirmed_at = models.DateTimeField(editable=False)
    paid_until = models.DateTimeField(null=True, editable=False)
    grace_until = models.DateTimeField(null=True, editable=False)
    paused_until = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    end_cause = models.CharField(max_length=12, blank=True, editable=False)
    ends_at_period_end = models.BooleanField(default=False, editable=False)
    card_brand = models.CharField(max_length=20, blank=True, editable=False)
    card_last4 = models.CharField(max_length=4, blank=True, editable=False)
    card_exp_month = models.PositiveSmallIntegerField(null=True, editable=False)
    card_exp_year = models.PositiveSmallIntegerField(null=True, editable=False)
    failure_kind = models.CharField(max_length=16, blank=True, editable=False)
    failure_amount = models.PositiveIntegerField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader"], condition=~Q(state="ended"), name="one_current_membership"
            )
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    @classmethod
    def begin(cls, reader: "Reader", snapshot: Snapshot, now: datetime) -> "Membership":
        """A reader's first snapshot makes the membership; all later ones go through `apply`."""
        membership = cls(reader=reader)
        membership.apply(snapshot, now)
        return membership

    def apply(self, snapshot: Snapshot, now: datetime) -> bool:
        """Take over what the snapshot says, and write down what changed. True if anything did.

        The same snapshot twice does nothing; one fetched before the last applied one does nothing either.
        """
        if self.pk and snapshot.fetched_at < self.confirmed_at:
            return False
        before = self._values() if self.pk else {}
        self._take(snapshot)
        after = self._values()
        changed = {key: value for key, value in after.items() if before.get(key) != value}
        with transaction.atomic():
            self.save()
            if changed:
                MembershipEvent.objects.create(
                    membership=self, at=now, change=changed, state=self.state
                )
        return bool(changed)

    def _take(self, it: Snapshot) -> None:
        self.plan = Plan.objects.get(slug=it.plan)
        self.state = it.state
        self.amount, self.currency = it.money.amount, it.money.currency
        self.started_at, self.confirmed_at = it.started_at, it.fetched_at
        self.paid_until, self.paused_until = it.paid_until, it.paused_until
        self.ended_at, self.end_cause = it.ended_at, it.end_cause or ""
        self.ends_at_period_end = it.ends_at_period_end
        self._take_card(it.card)
        self._take_failure(it.failure)

    def _take_card(self, card: Card | None) -> None:
        self.card_brand = card.brand if card else ""
        self.card_last4 = card.last4 if card else ""
        self.card_exp_month = card.exp_month if card else None
        self.card_exp_year = card.exp_year if card else None

    def _take_failure(self, failure: Failure | None) -> None:
        """Grace runs from the first failure of a row of them: a retry that fails too does not extend it."""
        if self.state != State.PAST_DUE or failure is None:
            self.grace_until = None
        elif self.grace_until is None:
            self.grace_until = failure.at + timedelta(days=self.plan.grace_days)
        self.failure_kind = failure.kind if failure else ""
        self.failure_amount = failure.money.amount if failure else None
        self.failed_at = failure.at if failure else None
        self.next_attempt_at = failure.next_attempt if failure else None

    def _values(self) -> dict[str, Any]:
        """The fields a snapshot sets, as an event keeps them; when it was fetched is no change."""
        kept = [f for f in self._meta.concrete_fields if f.attname not in _NOT_NEWS]
        return {f.attname: _plain(getattr(self, f.attname)) for f in kept}

    @property
    def card(self) -> Card | None:
        if not (self.card_last4 and self.card_exp_month and self.card_exp_year):
            return None
        return Card(self.card_brand, self.card_last4, self.card_exp_month, self.card_exp_year)

    @property
    def failure(self) -> Failure | None:
        if not (self.failure_kind and self.failed_at):
            return None
        return Failure(
            FailureKind(self.failure_kind),
            Money(self.failure_amount or 0, self.currency),
            self.failed_at,
            self.next_attempt_at,
        )

    def facts(self) -> MembershipFacts:
        return MembershipFacts(
            row=str(self),
            plan=self.plan.slug,
            state=State(self.state),
            money=Money(self.amount, self.currency),
            confirmed_at=self.confirmed_at,
            paid_until=self.paid_until,
            grace_until=self.grace_until,
            paused_until=self.paused_until,
            ended_at=self.ended_at,
            end_cause=EndCause(self.end_cause) if self.end_cause else None,
            card=self.card,
            failure=self.failure,
        )


_NOT_NEWS = frozenset({"id", "reader_id", "confirmed_at"})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


class MembershipEvent(models.Model):
    """What changed in a membership and when. Append-only."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    change = models.JSONField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.membership}: {self.state} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A membership event is never changed; write another one.")
        super().save(*args, **kwargs)


class GrantKind(models.TextChoices):
    COMPLIMENTARY = "complimentary", _("complimentary")
    GIFT = "gift", _("gift")
    SEAT = "seat", _("seat")


class Grant(models.Model):
    """A right to read that no card pays for; a reader may hold any number."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
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

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"grant {self.pk}"

    def end(self, now: datetime) -> None:
        """End it now; the row stays, so that the reader can be told what ended and when."""
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
