"""Which membership of ours a subscription of the processor's is."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from standfirst.billing.models.customer import OVER, Customer
from standfirst.billing.models.invoice import Invoice, InvoiceState
from standfirst.membership.models import Membership


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def running(self) -> "SubscriptionQuerySet":
        """Not over at the processor: what may be charged."""
        return self.exclude(status__in=OVER)

    def doubled(self) -> "SubscriptionQuerySet":
        """Those that are still to be ended for it, or paid back. Where all is done but a payment that the bank has, or
        that is in dispute, there is nothing to do until that is settled."""
        unsettled = [InvoiceState.OPEN, InvoiceState.DISPUTED]
        owed = Invoice.objects.filter(subscription=OuterRef("stripe_id"), state__in=unsettled)
        waits = Q(Exists(owed), status__in=OVER)
        return self.filter(doubled=True, closed_at=None).exclude(waits)


class Subscription(models.Model):
    """`membership`: None as long as the customer is nobody's, and for one that came beside a current one.

    `doubled`: it gave way to another of the same reader's, and is ended with the money back; `closed_at`: that is done.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="subscriptions")
    membership = models.OneToOneField(
        Membership, null=True, on_delete=models.PROTECT, related_name="subscription"
    )
    stripe_id = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20)  # the processor's word
    open_invoice = models.CharField(max_length=80, blank=True)  # that a payment is wanted for
    doubled = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.stripe_id

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def undouble(self) -> None:
        """The other has ended meanwhile."""
        self.doubled = False
        self.save(update_fields=["doubled"])

    def note_closed(self, now: datetime) -> bool:
        """False where it was before."""
        mine = Subscription.objects.filter(pk=self.pk, closed_at=None)
        return bool(mine.update(closed_at=now))
