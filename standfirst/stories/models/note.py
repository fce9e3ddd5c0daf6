"""What a story tells its readers of its own changes. Rows are added and never changed."""

from collections.abc import Collection
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _


class NoteKind(models.TextChoices):
    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")


class NoteQuerySet(models.QuerySet["StoryNote"]):
    def told_in(self, stories: models.QuerySet[Any]) -> "NoteQuerySet":
        """Each note is looked up among the stories: they are many, and lists are of the newest notes."""
        return self.filter(Exists(stories.order_by().filter(pk=OuterRef("story"))))

    def of_kinds(self, kinds: Collection[str]) -> "NoteQuerySet":
        return self.filter(kind__in=kinds)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("What readers were told is never changed; tell them of it in another note.")

    def delete(self) -> NoReturn:
        raise TypeError("What readers were told is never deleted.")


class StoryNote(models.Model):
    """`since` is when the story was last out before it: what an update is new since.

    An erratum to a correction is another correction. A note goes only with its whole story.
    """

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=13, choices=NoteKind.choices)
    text = models.TextField(_("text"), max_length=600)
    at = models.DateTimeField(_("at"), db_index=True)
    since = models.DateTimeField(_("since"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} of story {self.story_id} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What readers were told is never changed; tell them in another note.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What readers were told is never deleted.")
