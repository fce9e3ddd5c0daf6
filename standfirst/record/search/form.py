"""What readers may ask of the record, and what they are told when it cannot be answered."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from standfirst.publication.folding import Word, words_in
from standfirst.record import on_record
from standfirst.record.forms import DaysForm
from standfirst.record.models import Party, Person
from standfirst.record.models.statement import Stance

LONGEST = 200  # characters


def _name(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _("Give a name of at most %(limit_value)d characters."),
            "null_characters_not_allowed": _("Give a name."),
        },
    )


class RecordForm(DaysForm):
    """People, parties and storylines by their name, or as the address of their page ends."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={
            "max_length": _("Search for at most %(limit_value)d characters."),
            "null_characters_not_allowed": _("Search for words."),
        },
    )
    person = _name(_("Person"))
    party = _name(_("Party"))
    storyline = _name(_("Storyline"))
    stance = forms.ChoiceField(
        label=_("Stance"),
        required=False,
        choices=[("", _("Any")), *Stance.choices],
        error_messages={"invalid_choice": _("There is no such stance. Choose one from the list.")},
    )

    def __init__(self, data: Any, now: datetime) -> None:
        super().__init__(data)
        self._now = now

    def clean_q(self) -> str:
        """On one line, without signs that print nothing."""
        said: str = self.cleaned_data["q"]
        return " ".join("".join(it if it.isprintable() else " " for it in said).split())

    def clean_person(self) -> Person | None:
        return self._named("person", on_record.person_called)

    def clean_party(self) -> Party | None:
        return self._named("party", on_record.party_called)

    def clean_storyline(self) -> Page | None:
        return self._named("storyline", on_record.storyline_called)

    def _named(self, field: str, look_up: Any) -> Any:
        name = self.cleaned_data[field]
        if not name:
            return None
        found = look_up(name, self._now)
        if found is None:
            raise forms.ValidationError(_("Nobody and nothing on record is called that."))
        return found

    @property
    def words(self) -> list[Word]:
        """Each of the words that are asked for, once."""
        words = {word.folded: word for word in words_in(self.cleaned_data.get("q", ""))}
        return list(words.values())

    @property
    def asked(self) -> bool:
        return any(self.cleaned_data.values())
