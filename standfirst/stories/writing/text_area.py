"""The box that a section's text is written in, with a name for those who hear the form."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea


class NamedTextArea(DraftailRichTextArea):
    """Wagtail's label is for a hidden field, so that the box itself goes without a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["ariaLabel"] = _("Text")
