"""The part of a story's form where its editor sees who said what, and confirms it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

_SCRIPTS = ("reading", "marking", "keeping", "asking", "keys")


class WhoSaidPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/accepting/panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(
                js=[
                    "stories/writing/desk.js",
                    *(f"stories/accepting/{name}.js" for name in _SCRIPTS),
                ],
                css={"all": ["stories/accepting/accepting.css"]},
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance.pk or self.form.parent_page.pk
            plain = reverse("who_said_what", args=[page]) if self.instance.pk else ""
            return {
                **super().get_context_data(parent_context),
                "who_said": {
                    "url": reverse("propose_statements", args=[page]),
                    "plain": reverse("who_said_what", args=[0]),
                    "strings": _words(),
                },
                "plain_url": plain,
                "errors": self.form.errors.get("accepted", []),
            }


def _words() -> dict[str, str]:
    """What the script says. Names in braces are filled in there."""
    return {
        "confirm": _("Confirm these {count}"),
        "confirmOne": _("Confirm this one"),
        "choose": _("Choose for these {count}"),
        "chooseOne": _("Choose for this one"),
        "look": _("Look at these first: {count} left."),
        "ready": _("You have seen all of them. Alt + C confirms."),
        "confirmed": _("Confirmed: {count}."),
        "chosen": _("Recorded for {name} once the story is out."),
        "aside": _("Set aside: no statement."),
        "undone": _("As it was before."),
        "lost": _("The site could not be reached. Your story is not affected."),
    }
