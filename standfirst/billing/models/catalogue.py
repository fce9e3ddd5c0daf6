"""Under which ids the processor knows what is sold here. What has none of these is nobody's membership."""

from django.db import models

from standfirst.membership.models import Plan, Price


class SoldPlan(models.Model):
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="sold")
    stripe_id = models.CharField(max_length=80, unique=True)  # of a product

    def __str__(self) -> str:
        return self.stripe_id


class SoldPrice(models.Model):
    """One price of ours may be known under several ids: adopted from an account, and pushed to it."""

    price = models.ForeignKey(Price, on_delete=models.PROTECT, related_name="sold")
    stripe_id = models.CharField(max_length=80, unique=True)
    pushed = models.BooleanField(default=True)  # made by us: who joins, joins at this one

    def __str__(self) -> str:
        return self.stripe_id
