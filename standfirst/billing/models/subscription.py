"""Which membership of ours a subscription of the processor's is."""

from django.db import models

from standfirst.billing.models.customer import Customer
from standfirst.membership.models import Membership


class Subscription(models.Model):
    """`membership`: None as long as the customer is nobody's, and for one `doubled`, beside a current one."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="subscriptions")
    membership = models.OneToOneField(
        Membership, null=True, on_delete=models.PROTECT, related_name="subscription"
    )
    stripe_id = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20)  # the processor's word
    open_invoice = models.CharField(max_length=80, blank=True)  # that a payment is wanted for
    doubled = models.BooleanField(default=False)  # ends, with the money back
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.stripe_id
