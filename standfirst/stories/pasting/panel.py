"""The area on top of a story's form that a brief is pasted into."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel


class PastePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/pasting/panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(
                js=["stories/pasting/filling.js", "stories/pasting/paste.js"],
                css={"all": ["stories/pasting/paste.css"]},
            )

        def classes(self) -> list[str]:
            """A story that is there starts with the area folded."""
            folded = self.instance.pk and not self._is_asked_for
            return [*super().classes(), *(["collapsed"] if folded else [])]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance.pk or self.form.parent_page.pk
            return {
                **super().get_context_data(parent_context),
                "read_url": reverse("paste_into", args=[page]),
                "is_asked_for": self._is_asked_for,
                "is_new": not self.instance.pk,
                "words": _words(),
            }

        @property
        def _is_asked_for(self) -> bool:
            return "paste" in self.request.GET


def _words() -> dict[str, Any]:
    """What the script says. Names in braces are filled in there."""
    return {
        "reading": _("Reading what you pasted…"),
        "filled": _("Filled: {things}."),
        "nothing": _("Nothing was filled."),
        "kept": _("Kept as you had them: {things}."),
        "lost": _("The site could not be reached, or refused. The text is kept here: try again."),
        "undone": _("Everything stands as it did before you pasted."),
        "changed": _("You have changed something since you pasted. Undo that too?"),
        "names": {
            "title": _("headline"),
            "standfirst": _("standfirst"),
            "byline": _("byline"),
            "storyline": _("storyline"),
            "slug": _("address"),
            "access": _("who may read"),
            "sections": _("{count} sections"),
            "section": _("1 section"),
            "ownSections": _("sections"),
            "sources": _("{count} sources"),
            "source": _("1 source"),
        },
    }
