"""The text of a source, kept for staff: pasted, or opened at its address. Everything that cites it is held to it."""

from collections import Counter
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.readers.models import Reader
from standfirst.record.evidence import check_source
from standfirst.record.models import Evidence, Source
from standfirst.record.models.statement import Mark
from standfirst.stories.accepting.opening import NotOpened, Opener

LONGEST = 1_000_000  # characters


class SourceTextForm(forms.Form):
    """Clean, `text` is there: as pasted, or as found at the address."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "The transcript, as pasted. For staff: quotes are held to it word by word."
        ),
    )
    address = forms.URLField(
        label=gettext_lazy("Or its address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Opened once, from here, where the text above is empty."),
    )

    opener = Opener()

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if self.errors or given.get("text"):
            return given
        if not given.get("address"):
            raise forms.ValidationError(_("Paste the text, or give its address."))
        try:
            text = self.opener.text_at(str(given["address"]))
        except NotOpened as why:
            self.add_error("address", str(why))
            return given
        if len(text) > LONGEST:  # half a text would make the other half look invented
            self.add_error("address", _("Its text is too long. Paste the part that is quoted."))
        given["text"] = text
        return given


def keep(source: Source, text: str, by: Reader, at: datetime) -> None:
    source.text, source.text_kept_at, source.text_kept_by = text, at, by
    source.save()
    check_source(source, at)


def what_came_of_it(source: Source) -> str:
    """How its text agrees with the quotes held to it, in words."""
    marks = Counter(Evidence.objects.filter(source=source).values_list("mark", flat=True))
    if not marks:
        return _("Kept. No quote was held to it.")
    said = ", ".join(f"{Mark(mark).label}: {count}" for mark, count in sorted(marks.items()))
    return _("Kept. Quotes held to it: %(marks)s.") % {"marks": said}
