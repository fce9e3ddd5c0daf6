"""Under which ids the processor knows what is sold here. What has none of these is nobody's membership."""

from django.db import models

from standfirst.membership.models import Plan, Price


class SoldPlan(models.Model):
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="sold")
    stripe_id = models.CharField(max_length=80, unique=True)  # of a product
    name = models.CharField(max_length=60, blank=True)  # as the processor was told last
    description = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.stripe_id

    @property
    def words(self) -> dict[str, str]:
        return {"name": self.name, "description": self.description}


class SoldPrice(models.Model):
    """One price of ours may be known under several ids: adopted from an account, and pushed to it."""

    price = models.ForeignKey(Price, on_delete=models.PROTECT, related_name="sold")
    stripe_id = models.CharField(max_length=80, unique=True)
    pushed = models.BooleanField(default=True)  # made by us: who joins, joins at this one

    def __str__(self) -> str:
        return self.stripe_id
