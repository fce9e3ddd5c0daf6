"""A story as it was each time it was published."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionQuerySet(models.QuerySet["StoryVersion"]):
    def out(self, now: datetime) -> "VersionQuerySet":
        """Those readers could read: a story dated ahead has a version that is not out yet."""
        return self.filter(at__lte=now)


class StoryVersion(models.Model):
    """What a story said from `at` on. `said` holds locked words: only `stories.versions` reads it."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    said = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of story {self.story_id}"
