"""Addresses that had a story once, and what is said there now."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Withdrawn(models.Model):
    """`path` is what stood there, such as /world/a-slug/. Gone again once a story is published there."""

    path = models.CharField(_("address"), max_length=600, unique=True)
    line = models.CharField(_("line"), max_length=300, blank=True)
    at = models.DateTimeField(_("withdrawn"))

    class Meta:
        verbose_name = _("withdrawn story")
        verbose_name_plural = _("withdrawn stories")

    def __str__(self) -> str:
        return self.path
