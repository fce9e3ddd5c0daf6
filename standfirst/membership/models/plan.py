"""What is sold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from standfirst.membership.format import format_price
from standfirst.membership.snapshot import Money


class PlanQuerySet(models.QuerySet["Plan"]):
    def on_sale(self) -> "PlanQuerySet":
        return self.filter(on_sale=True)

    def with_prices(self) -> "PlanQuerySet":
        """Each plan with the `prices` that are on sale, and no other."""
        return self.prefetch_related(Prefetch("prices", Price.objects.on_sale()))


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keep_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.keep_slug()

    def keep_slug(self) -> None:
        """Raises ValidationError when the slug is not the saved one: what names the plan by it would be lost."""
        if Plan.objects.filter(pk=self.pk).exclude(slug=self.slug).exists():
            raise ValidationError(
                {"slug": _("Stories name this plan by its slug; it cannot change.")}
            )


class Interval(models.TextChoices):
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class PriceQuerySet(models.QuerySet["Price"]):
    def on_sale(self) -> "PriceQuerySet":
        return self.filter(on_sale=True, plan__on_sale=True)


class Price(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="prices")
    amount = models.PositiveIntegerField(_("amount"), help_text=_("In minor units: 500 is 5.00."))
    currency = models.CharField(
        _("currency"), max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    interval = models.CharField(_("interval"), max_length=5, choices=Interval.choices)
    on_sale = models.BooleanField(_("on sale"), default=True)

    objects = PriceQuerySet.as_manager()

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

    @property
    def in_words(self) -> str:
        """€5 a month."""
        return format_price(self.money, self.interval)
