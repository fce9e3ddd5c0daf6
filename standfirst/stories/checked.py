"""The desk check in a story's form: what it finds, and the reason to publish although it stops."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel

from standfirst.stories.checking import Cited, findings_of
from standfirst.stories.door import in_words, stops_of

PUBLISHES = "action-publish"  # Wagtail's name for the button


@dataclass
class SourceGiven:
    """A source as the form gives it."""

    url: str
    publisher: str = ""
    title: str = ""
    date: datetime.date | None = None


class ChecksDesk(WagtailAdminPageForm):
    """Says what the door would say, before anything is saved. Drafts and submissions pass.

    Only who may publish the story is asked for a reason to publish it although; what somebody else saves carries none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._may_publish():
            self.fields.pop("overridden", None)

    def _may_publish(self) -> bool:
        if self.for_user is None:
            return False
        if self.instance.pk:
            return bool(self.instance.permissions_for_user(self.for_user).can_publish())
        return bool(self.parent_page.permissions_for_user(self.for_user).can_publish_subpage())

    def _post_clean(self) -> None:
        super()._post_clean()
        if "overridden" not in self.fields:
            self.instance.overridden = ""
        asked = PUBLISHES in self.data and not self.errors
        if not asked or self.cleaned_data.get("overridden"):
            return
        for finding in stops_of(self.instance, self._sources_given()):
            self.add_error("sections", in_words(finding))

    def _sources_given(self) -> list[Cited]:
        forms = self.formsets["sources"].forms if "sources" in self.formsets else []
        given = [form.cleaned_data for form in forms if form.is_valid()]
        names = ("url", "publisher", "title", "date")
        return [
            SourceGiven(**{name: it[name] for name in names if it.get(name)})
            for it in given
            if it.get("url") and not it.get("DELETE")
        ]


class FindingsPanel(Panel):
    """Of the story as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/checked/findings.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found = findings_of(self.instance, timezone.localdate())
            return {
                **super().get_context_data(parent_context),
                "stops": [it for it in found if it.stops],
                "warnings": [it for it in found if not it.stops],
                "overrides": self.instance.overrides.select_related("by"),
            }
