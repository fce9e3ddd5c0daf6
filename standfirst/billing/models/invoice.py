"""What was asked for and what was paid: receipts. Kept as long as the law on accounts wants, without the reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.billing.models.customer import Customer
from standfirst.membership.snapshot import Money


class InvoiceState(models.TextChoices):
    PAID = "paid", _("paid")
    OPEN = "open", _("not paid yet")
    VOID = "void", _("cancelled")
    REFUNDED = "refunded", _("refunded")
    PARTLY_REFUNDED = "partly", _("partly refunded")
    DISPUTED = "disputed", _("disputed")


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def customer_of(self, payment: str) -> str:
        """The processor's id of who made this payment; empty where we know of none."""
        found = self.filter(payment=payment).values_list("customer__stripe_id", flat=True)
        return found.first() or ""

    def part_with_reader(self) -> None:
        """The processor's pages name who paid."""
        self.update(web_page="", pdf="")


class Invoice(models.Model):
    """`amount` in minor units: what was paid, or, where nothing was yet, what is asked for. `pages` are at the
    processor's own address: the invoice on the web, and as a PDF."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="invoices")
    subscription = models.CharField(max_length=80, blank=True)  # the processor's id
    stripe_id = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=40, blank=True, db_index=True)
    payment = models.CharField(
        max_length=80, blank=True, db_index=True
    )  # payment intent: what a refund names
    state = models.CharField(max_length=8, choices=InvoiceState.choices)
    amount = models.PositiveIntegerField()
    refunded = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    period_start = models.DateTimeField(null=True)
    period_end = models.DateTimeField(null=True)
    web_page = models.URLField(max_length=500, blank=True)
    pdf = models.URLField(max_length=500, blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.number or self.stripe_id

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
