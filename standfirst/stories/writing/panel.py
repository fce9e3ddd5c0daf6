"""What the form's scripts need to know, and where they say what they did."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from standfirst.stories.models.house import HouseStyle
from standfirst.stories.writing.lengths import LONG_STANDFIRST, WORDS_A_MINUTE


class WritingPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/writing/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "writing": _writing()}


def _writing() -> dict[str, Any]:
    return {
        "labels": [label.text for label in HouseStyle.labels_offered()],
        "wordsAMinute": WORDS_A_MINUTE,
        "longStandfirst": LONG_STANDFIRST,
        "strings": {
            "split": _("Split at the cursor (Alt + Enter)"),
            "join": _("Join with the section above (Alt + Shift + Enter)"),
            "offers": _("Labels of the house"),
            "free": _("Free"),
            "characters": _("Characters: {count}"),
            "words": _("Words: {count}"),
            "total": _("Words: {words}. Minutes: {minutes}."),
            "long": _("This is long for a standfirst: it reads best in up to {count} words."),
            "putCursor": _("Put the cursor where the new section begins, then split."),
            "splitDone": _("Split in two. Give the new section its label."),
            "joined": _("Joined with the section above."),
            "joinedLabel": _("Joined with the section above. The label “{label}” is gone."),
            "joinedLocked": _("The joined section is not free: one of the two was not."),
            "nothingAbove": _("There is no section above this one."),
            "undo": _("Undo"),
            "undone": _("They are two sections again."),
        },
    }
