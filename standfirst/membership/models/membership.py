"""A reader's paid place, and the one door through which it changes."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from standfirst.membership.models.event import MembershipEvent
from standfirst.membership.models.plan import Plan
from standfirst.membership.snapshot import (
    Card,
    EndCause,
    Failure,
    FailureKind,
    Money,
    Snapshot,
    State,
)
from standfirst.membership.standing import MembershipFacts
from standfirst.publication.changes import reader as of_reader
from standfirst.publication.changes import tell
from standfirst.publication.following import Followed
from standfirst.readers.models import Reader

# A snapshot from later than this after now shows a wrong clock, and no true one after it would count.
CLOCKS_APART = timedelta(minutes=1)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, reader: Reader) -> "MembershipQuerySet":
        return self.filter(reader=reader)

    def current(self) -> "MembershipQuerySet":
        return self.exclude(state=State.ENDED)

    def paid_or_current(self, now: datetime) -> "MembershipQuerySet":
        """Those that are not over, or that what was paid for keeps open."""
        paid = Q(paid_until__gt=now) & ~Q(end_cause__in=[EndCause.REFUNDED, EndCause.DISPUTED])
        return self.filter(~Q(state=State.ENDED) | paid)

    def both_current(self, one: Reader, other: Reader) -> bool:
        """Whether each of the two has a current one: no reader may have both."""
        return self.filter(reader__in=[one, other]).current().count() > 1


class Membership(Followed):
    """A reader's paid place on a plan. `apply` is the only writer of everything but `reader`."""

    # Empty once the account is deleted: what was paid is kept without saying by whom.
    reader = models.ForeignKey(
        Reader, null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(
        max_length=10, choices=[(it.value, it.value) for it in State], editable=False
    )
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
    failed_attempts = models.PositiveSmallIntegerField(default=0, editable=False)

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
    def begin(cls, reader: Reader, snapshot: Snapshot, now: datetime) -> "Membership":
        """A first snapshot makes the membership; all later ones go through `apply`.

        Raises IntegrityError when the reader already has a current one.
        """
        membership = cls(reader=reader)
        membership.apply(snapshot, now)
        return membership

    def apply(self, snapshot: Snapshot, now: datetime) -> bool:
        """Take over what the snapshot says, and write down what changed. True if anything did.

        The same snapshot twice does nothing; one fetched before the last applied one does nothing either,
        whoever applied that: the row is read again under a lock. Raises Plan.DoesNotExist, and ValueError
        for one fetched after `now`.
        """
        if snapshot.fetched_at > now + CLOCKS_APART:
            raise ValueError(f"fetched_at is {snapshot.fetched_at}, and now is only {now}.")
        with transaction.atomic():
            if not self._state.adding:
                self.refresh_from_db(from_queryset=Membership.objects.select_for_update())
                if snapshot.fetched_at < self.confirmed_at:
                    return False
            before = {} if self._state.adding else self._values()
            self._take(snapshot)
            self.save()
            return self._note(before, now)

    def pass_to(self, reader: Reader, now: datetime) -> None:
        """It is this reader's from now on: two accounts of one person became one. Leaves an event."""
        change = {"reader": f"reader {reader.pk}", "before": f"reader {self.reader_id}"}
        self._leave_reader()
        self.reader = reader
        self.save(update_fields=["reader"])
        MembershipEvent.objects.create(membership=self, at=now, change=change, state=self.state)

    def part_with_reader(self) -> None:
        """Kept for the accounts, without the reader and the card, now and in what happened to it."""
        self._leave_reader()
        self._take_card(None)
        self.save(update_fields=["reader", *_CARD])
        MembershipEvent.objects.filter(membership=self).part_with_reader()

    def _leave_reader(self) -> None:
        """Not saved. Told of here: once it is, the row knows no more whose it was."""
        if self.reader_id:
            tell(of_reader(self.reader_id))
        self.reader = None

    def _note(self, before: dict[str, Any], now: datetime) -> bool:
        after = self._values()
        change = {key: value for key, value in after.items() if before.get(key) != value}
        if change:
            MembershipEvent.objects.create(membership=self, at=now, change=change, state=self.state)
        return bool(change)

    def _take(self, it: Snapshot) -> None:
        self.plan = Plan.objects.get(slug=it.plan)
        self.grace_until = self._grace(it)
        self.state = it.state.value
        self.amount, self.currency = it.money.amount, it.money.currency
        self.started_at, self.confirmed_at = it.started_at, it.fetched_at
        self.paid_until, self.paused_until = it.paid_until, it.paused_until
        self.ended_at = it.ended_at
        self.end_cause = it.end_cause.value if it.end_cause else ""
        self.ends_at_period_end = it.ends_at_period_end
        self._take_card(it.card)
        self._take_failure(it.failure)

    def _take_card(self, card: Card | None) -> None:
        self.card_brand = card.brand if card else ""
        self.card_last4 = card.last4 if card else ""
        self.card_exp_month = card.exp_month if card else None
        self.card_exp_year = card.exp_year if card else None

    def _take_failure(self, failure: Failure | None) -> None:
        self.failure_kind = failure.kind.value if failure else ""
        self.failure_amount = failure.money.amount if failure else None
        self.failed_at = failure.at if failure else None
        self.next_attempt_at = failure.next_attempt if failure else None
        self.failed_attempts = failure.attempts if failure else 0

    def _grace(self, it: Snapshot) -> datetime | None:
        """Grace runs from the first failure since the last paid period: no retry, fast or slow, extends it.

        None for a payment that fails after a pause whose paid time was over: nobody read then, and a card that is
        refused opens nothing. So a pause that ends by itself, and whose renewal fails, locks at once too. Called before
        the state is taken: `self` still says that it was paused.
        """
        running = self.grace_until if self.paid_until == it.paid_until else None
        if it.state is State.PENDING:
            return running
        if it.state is State.PAST_DUE and it.failure:
            first = it.failure.since or it.failure.at
            if running is None and self._was_locked(it, first):
                return None
            return running or first + timedelta(days=self.plan.grace_days)
        return None

    def _was_locked(self, it: Snapshot, failed_at: datetime) -> bool:
        """By a pause, when the payment failed; or since one, by a failure that was given no grace then."""
        if self.state == State.PAUSED:
            return self.paid_until is None or self.paid_until <= failed_at
        known = self.state == State.PAST_DUE and self.failed_at is not None
        return known and self.paid_until == it.paid_until

    def _values(self) -> dict[str, Any]:
        """The fields a snapshot sets, as an event keeps them; when it was fetched is no change."""
        kept = [f for f in self._meta.concrete_fields if f.attname not in _NOT_NEWS]
        values = {f.attname: _plain(getattr(self, f.attname)) for f in kept}
        return values | {"plan": self.plan.slug}

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
            self.failed_attempts,
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
            ends_at_period_end=self.ends_at_period_end,
            card=self.card,
            failure=self.failure,
        )


_CARD = ("card_brand", "card_last4", "card_exp_month", "card_exp_year")
_NOT_NEWS = frozenset({"id", "reader_id", "plan_id", "confirmed_at"})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
