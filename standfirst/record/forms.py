"""Questions to the record: days, and names of those who are on it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from standfirst.publication.days import begin_of, day_field, end_of
from standfirst.record.models import Party

FROM, TO = "from", "to"
CHOSEN = mark_safe(" selected")


class Question(forms.Form):
    """What an address asks, with GET."""

    use_required_attribute = False

    @property
    def kept(self) -> str:
        """The question as the end of an address, without a place in the list."""
        asked = QueryDict(mutable=True)
        for name in self.fields:
            if value := self.data.get(name, ""):
                asked[name] = value
        return asked.urlencode()


class DaysForm(Question):
    """`from` and `to`: days, both included."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="%s")
        self.fields[FROM] = day_field(pgettext_lazy("the first day", "From"))
        self.fields[TO] = day_field(pgettext_lazy("the last day", "To"))

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get(FROM), self.cleaned_data.get(TO)
        if since and until and until < since:
            self.add_error(TO, _("Give a day that is not before the first."))
        return self.cleaned_data

    @property
    def starts(self) -> datetime | None:
        return begin_of(self.cleaned_data.get(FROM))

    @property
    def ends(self) -> datetime | None:
        """The first instant after the last day."""
        return end_of(self.cleaned_data.get(TO))


class LongSelect(forms.Select):
    """Django's own renders a template for each choice, and a long storyline has hundreds of parties."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, CHOSEN if key == (value or "") else "", label) for key, label in self.choices),
        )
        told = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", told, options)


class BesideForm(Question):
    """`one` and `other`: addresses of two parties of a storyline."""

    error = {"invalid_choice": _("No such party is on record here. Choose one from the list.")}

    one = forms.ChoiceField(
        label=_("One party"), required=False, error_messages=error, widget=LongSelect
    )
    other = forms.ChoiceField(
        label=_("Another"), required=False, error_messages=error, widget=LongSelect
    )

    def __init__(self, data: Any, parties: Iterable[Party]) -> None:
        super().__init__(data, auto_id="%s")
        choices = [("", _("Choose")), *((it.slug, it.name) for it in parties)]
        for name in ("one", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if one and one == other:
            self.add_error("other", _("Choose another party than the first."))
        return self.cleaned_data

    @property
    def asked(self) -> bool:
        return bool(self.cleaned_data.get("one") and self.cleaned_data.get("other"))
