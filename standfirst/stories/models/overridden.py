"""That a story went out although the desk check stopped it, and why. Rows are added and never changed."""

from django.conf import settings
from django.db import models


class Overridden(models.Model):
    """`findings`: what stopped it, as the desk check wrote it then."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="overrides"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300)
    findings = models.JSONField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"story {self.story_id}, although stopped: {self.reason}"
