"""Links from published stories to pages of ours that are not there, and when each story is looked through."""

from django.db import models
from django.utils.translation import gettext_lazy as _

DELETED = {"page": _("a page that was deleted"), "document": _("a document that was deleted")}


class BrokenLink(models.Model):
    """`words` are the link's own, for the editor to find it by. They may be locked: for staff alone.

    `href` is a path or an address as it is written, or "page:7" and "document:7" for what is deleted.
    """

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="broken_links"
    )
    href = models.CharField(_("leads to"), max_length=600)
    words = models.CharField(_("words"), max_length=200)
    found_at = models.DateTimeField(_("found"))

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "href"], name="one_row_of_a_broken_link")
        ]

    def __str__(self) -> str:
        return f"{self.href} in story {self.story_id}"

    @property
    def leads_to(self) -> str:
        kind, _colon, number = self.href.partition(":")
        return str(DELETED[kind]) if kind in DELETED and number.isdecimal() else self.href


class LinkCheck(models.Model):
    """When the links of a published story are looked at next."""

    story = models.OneToOneField(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="link_check"
    )
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"links of story {self.story_id}, {self.due_at:%Y-%m-%d %H:%M}"
