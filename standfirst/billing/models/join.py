"""Somebody joining, from the first card form to the account it belongs to. The browser that pays holds it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.billing.models.customer import Customer
from standfirst.membership.models import Price
from standfirst.readers.models import Reader


class JoinState(models.TextChoices):
    BEGUN = "begun", _("the card is being asked for")
    PAYING = "paying", _("the payment is under way")
    PAID = "paid", _("paid, not claimed yet")
    CLAIMED = "claimed", _("belongs to an account")
    KNOWN_CARD = "known_card", _("the card pays for a membership here already; not charged")
    FAILED = "failed", _("not paid")
    REFUNDED = "refunded", _("nobody claimed it; the money went back")


class JoinQuerySet(models.QuerySet["Join"]):
    def part_with_reader(self, reader: Reader) -> None:
        """That somebody joined stays, beside what was paid."""
        self.filter(reader=reader).update(reader=None, address="", place="", setup_intent="")


class Join(models.Model):
    """`token` is the browser's alone. `address` as it was typed: nobody has shown yet that it is theirs."""

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
