"""What is sold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from standfirst.membership.format import format_price
from standfirst.membership.snapshot import Money
from standfirst.publication.changes import EVERYTHING, tell
from standfirst.publication.following import Followed

MOST_TRIAL_DAYS = 730  # the payment processor takes no more


class PlanQuerySet(models.QuerySet["Plan"]):
    def on_sale(self) -> "PlanQuerySet":
        return self.filter(on_sale=True)

    def with_prices(self) -> "PlanQuerySet":
        """Each plan with the `prices` that are on sale, and no other."""
        return self.prefetch_related(Prefetch("prices", Price.objects.on_sale()))

    @transaction.atomic
    def offer(self, slug: str, **fields: Any) -> "Plan":
        """A new plan; written to the staff's log."""
        plan = self.create(slug=slug, **fields)
        plan.log("membership.offer_plan")
        return plan


class Plan(Followed):
    """What is sold. The slug is what stories and snapshots name it by, so it never changes."""

    slug = models.SlugField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Lower-case letters, digits and hyphens."))],
    )
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("description"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(999)],
        help_text=_("Plans are listed, and compared, in this order."),
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace"), default=14, validators=[MaxValueValidator(90)]
    )
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

    @transaction.atomic
    def change(self, **fields: Any) -> list[str]:
        """The names of the fields that are other than before; they are written to the staff's log."""
        before = Plan.objects.select_for_update().get(pk=self.pk)
        changed = [name for name, value in fields.items() if getattr(before, name) != value]
        for name in changed:
            setattr(self, name, fields[name])
        if changed:
            self.save(update_fields=changed)
            self.log("membership.change_plan", fields=changed)
        return changed

    @transaction.atomic
    def set_price(self, money: Money, interval: str, trial_days: int = 0) -> "Price":
        """The one price on sale for this currency and interval: the old one goes off sale, and stays as it was."""
        Plan.objects.select_for_update().get(pk=self.pk)  # two at once wait for one another
        old = self.prices.filter(currency=money.currency, interval=interval, on_sale=True).first()
        if old and (old.amount, old.trial_days) == (money.amount, trial_days):
            return old
        if old:
            old.on_sale = False
            old.save(update_fields=["on_sale"])
        price = self.prices.create(
            amount=money.amount,
            currency=money.currency,
            interval=interval,
            trial_days=trial_days,
        )
        self.log(
            "membership.set_price",
            amount=money.amount,
            currency=money.currency,
            interval=str(interval),
            before=old.amount if old else None,
        )
        return price

    def log(self, action: str, **data: Any) -> None:
        log(self, action, title=self.name, data=data)


class Interval(models.TextChoices):
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class PriceQuerySet(models.QuerySet["Price"]):
    def on_sale(self) -> "PriceQuerySet":
        return self.filter(on_sale=True, plan__on_sale=True)


class Price(Followed):
    """An amount somebody may be paying: its terms never change. `Plan.set_price` puts another in its place."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="prices")
    amount = models.PositiveIntegerField(_("amount"), help_text=_("In minor units: 500 is 5.00."))
    currency = models.CharField(
        _("currency"), max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    interval = models.CharField(_("interval"), max_length=5, choices=Interval.choices)
    trial_days = models.PositiveSmallIntegerField(
        _("days of trial"), default=0, validators=[MaxValueValidator(MOST_TRIAL_DAYS)]
    )
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keep_terms()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.keep_terms()

    def keep_terms(self) -> None:
        """Raises ValidationError when they are not the saved ones."""
        terms = {
            "plan": self.plan_id,
            "currency": self.currency,
            "interval": self.interval,
            "trial_days": self.trial_days,
        }
        saved = Price.objects.filter(pk=self.pk)
        if saved.exclude(amount=self.amount, **terms).exists():
            raise ValidationError({"amount": _("A price never changes. Make another.")})

    @transaction.atomic
    def take_off_sale(self) -> None:
        """Nobody joins at it any more; whoever pays it goes on. Written to the staff's log."""
        if Price.objects.filter(pk=self.pk, on_sale=True).update(on_sale=False):
            self.on_sale = False
            tell(EVERYTHING)
            self.plan.log(
                "membership.end_price",
                amount=self.amount,
                currency=self.currency,
                interval=self.interval,
            )

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def in_words(self) -> str:
        """€5 a month."""
        return format_price(self.money, self.interval)
