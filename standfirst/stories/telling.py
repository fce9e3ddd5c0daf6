"""Where an editor tells readers what changed: a part of the story's form."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import MultiFieldPanel, Panel


def refusal(kind: str, text: str, *, was_out: bool, told: bool) -> tuple[str, str] | None:
    """The field and what to do about it. `told`: readers have had a note of this kind in these words."""
    if kind and not text:
        return "note_text", _("Say in words what changed, or choose no kind.")
    if text and not kind:
        return "note_kind", _("Choose the kind of change, or delete the words.")
    if text and not was_out:
        return "note_text", _(
            "This story has not been out yet, so no reader needs to be told. Delete the words, and choose no kind."
        )
    if text and told:
        return "note_text", _(
            "Readers were told this already, in the same words. Delete them, or word them anew."
        )
    return None


class TellsReaders(WagtailAdminPageForm):
    """Half a note may rest in a draft, as anything unfinished may; it cannot be published."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        kind, text = given.get("note_kind", ""), given.get("note_text", "")
        if (kind or text) and not self.is_deferred_validation:
            told = (
                bool(self.instance.pk) and self.instance.notes.filter(kind=kind, text=text).exists()
            )
            if wrong := refusal(kind, text, was_out=_was_out(self.instance), told=told):
                self.add_error(*wrong)
        return given


class NotePanel(MultiFieldPanel):
    """Not shown while no reader has seen the story."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and _was_out(self.instance)


class ToldPanel(Panel):
    """What readers have been told of this story so far, newest first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/told_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self.instance.notes.exists()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "notes": self.instance.notes.all()}


def _was_out(story: Any) -> bool:
    return bool(story.pk) and story.versions.out(timezone.now()).exists()
