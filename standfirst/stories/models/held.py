"""Pages whose time came and that could not be published, or could not be taken down."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HeldPageQuerySet(models.QuerySet["HeldPage"]):
    def standing(self) -> "HeldPageQuerySet":
        """Those that wait for an editor: neither set to another time since, nor called off."""
        unpublished = Q(revision__approved_go_live_at__isnull=False)
        untaken = Q(revision=None, page__live=True, page__expire_at__isnull=False)
        return self.filter(unpublished | untaken)


class HeldPage(models.Model):
    """The worker tries it no more. A later publish lifts it.

    `revision` is the one that could not be published; without one, the page could not be taken down.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="held")
    revision = models.OneToOneField(
        "wagtailcore.Revision", null=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("since"))

    objects = HeldPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("held page")
        verbose_name_plural = _("held pages")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(revision=None), name="held_once_from_being_taken_down"
            )
        ]

    def __str__(self) -> str:
        return f"page {self.page_id}: {self.reason}"
