"""Somebody joining, from the first card form to the account it belongs to. The browser that pays holds it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from standfirst.billing.models.customer import Customer
from standfirst.billing.models.subscription import Subscription
from standfirst.membership.models import Price
from standfirst.readers.models import Reader

REMIND_AFTER = timedelta(hours=24)
KEPT = timedelta(days=30)  # a join that came to nothing
STUCK_AFTER = timedelta(minutes=10)  # longer than any answer to a payment takes


class JoinState(models.TextChoices):
    BEGUN = "begun", _("the card is being asked for")
    PAYING = "paying", _("the payment is under way")
    PAID = "paid", _("paid, not claimed yet")
    CLAIMED = "claimed", _("belongs to an account")
    KNOWN_CARD = "known_card", _("the card pays for a membership here already; not charged")
    FAILED = "failed", _("not paid")
    REFUNDED = "refunded", _("nobody claimed it; the money went back")


# Nothing was charged: the card may be asked for once more.
OPEN = (JoinState.BEGUN, JoinState.FAILED, JoinState.KNOWN_CARD)
OVER = (JoinState.CLAIMED, JoinState.REFUNDED)


class JoinQuerySet(models.QuerySet["Join"]):
    def unclaimed(self, now: datetime) -> "JoinQuerySet":
        """Paid a day ago or longer, and no account's yet."""
        return self.filter(state=JoinState.PAID, paid_at__lte=now - REMIND_AFTER)

    def to_remind(self, now: datetime) -> "JoinQuerySet":
        return self.unclaimed(now).filter(reminded_at=None)

    def to_refund(self, now: datetime) -> "JoinQuerySet":
        long_ago = now - timedelta(days=settings.UNCLAIMED_DAYS)
        return self.filter(state=JoinState.PAID, paid_at__lte=long_ago)

    def to_end(self) -> "JoinQuerySet":
        """Refunded here, and not yet at the processor."""
        runs = Subscription.objects.running().filter(stripe_id=OuterRef("subscription"))
        return self.filter(Exists(runs), state=JoinState.REFUNDED)

    def stuck(self, now: datetime) -> "JoinQuerySet":
        """The payment was begun, and whoever was to hear how it went has gone. The longest waiting first."""
        late = Q(state__in=OPEN) & ~Q(subscription="")  # it was made after all
        stuck = self.filter(late | Q(state=JoinState.PAYING), begun_at__lte=now - STUCK_AFTER)
        return stuck.order_by("begun_at", "pk")

    def forget_old(self, now: datetime) -> None:
        """Nothing came of them: what was typed then is nobody's to keep."""
        nothing = self.filter(state__in=OPEN, subscription="")
        nothing.filter(begun_at__lte=now - KEPT).delete()

    def part_with_reader(self, reader: Reader) -> None:
        """That somebody joined stays, beside what was paid."""
        self.filter(reader=reader).update(reader=None, address="", place="", setup_intent="")


class Join(models.Model):
    """`token` is the browser's alone. `address` as it was typed: nobody has shown yet that it is theirs.

    `reader`: who joins, where somebody was signed in; else who claimed it. `begun_at`: when the last card
    was asked for, or else taken for payment or looked at.
    """

    token = models.CharField(max_length=64, unique=True)
    price = models.ForeignKey(Price, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=JoinState.choices, default=JoinState.BEGUN)
    reader = models.ForeignKey(Reader, null=True, on_delete=models.SET_NULL, related_name="joins")
    address = models.EmailField(max_length=254, blank=True)
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="joins"
    )
    setup_intent = models.CharField(max_length=80, blank=True)
    subscription = models.CharField(max_length=80, blank=True)  # the processor's id
    promotion = models.CharField(
        max_length=80, blank=True
    )  # the processor's id of a promotion code
    place = models.CharField(max_length=2000, blank=True)  # where the reader came from
    rejoins = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects = JoinQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "paid_at"], name="joins_by_state")]

    def __str__(self) -> str:
        return f"join {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def pays_for(self) -> str:
        """Who it is in idempotency keys: one payment for each card that was asked for."""
        return f"join-{self.token}-{self.setup_intent}"

    def move(self, before: Iterable[JoinState], after: JoinState, **fields: Any) -> bool:
        """From one of these states to that one; False if it is in none of them. Of several at once, one moves it."""
        return self._move(Q(state__in=list(before)), after, **fields)

    def wait_on(self, now: datetime) -> None:
        """Looked at, and nothing new: behind the others that are stuck."""
        Join.objects.stuck(now).filter(pk=self.pk).update(begun_at=now)

    def take(self, setup_intent: str, after: JoinState, **fields: Any) -> bool:
        """From the card that was asked for, if it is that one still: another tab may ask for one, at another price."""
        card = Q(state=JoinState.BEGUN, setup_intent=setup_intent)
        return self._move(card, after, **fields)

    def _move(self, before: Q, after: JoinState, **fields: Any) -> bool:
        rows = Join.objects.filter(before, pk=self.pk)
        moved = rows.update(state=after, **fields)
        self.refresh_from_db()
        return bool(moved)
