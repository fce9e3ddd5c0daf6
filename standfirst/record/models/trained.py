"""What `train_suggestions` learnt from the statements this desk has accepted."""

from django.db import models


class TrainedWeights(models.Model):
    """Rows are added; the newest counts. `weights` as `record.suggest` writes them."""

    at = models.DateTimeField(auto_now_add=True)
    stories = models.PositiveIntegerField()  # learnt from
    weights = models.JSONField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"learnt from {self.stories} stories at {self.at:%Y-%m-%d %H:%M}"
