"""What readers may ask of search, and what they are told when it cannot be answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from standfirst.publication.days import begin_of, day_field, end_of
from standfirst.publication.folding import Word, words_in
from standfirst.stories.reading import Desk

LONGEST = 200  # characters


class SearchForm(forms.Form):
    """`exactly`: even if no story has the words, take no others."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Search the stories"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={
            "max_length": _("Search for at most %(limit_value)d characters."),
            "null_characters_not_allowed": _("Search for words."),
        },
    )
    desk = forms.ChoiceField(
        label=_("Desk"),
        required=False,
        error_messages={"invalid_choice": _("There is no such desk. Choose one from the list.")},
    )
    since = day_field(pgettext_lazy("the first day", "From"))
    until = day_field(pgettext_lazy("the last day", "To"))
    exactly = forms.BooleanField(required=False)

    def __init__(self, data: Any, desks: Iterable[Desk]) -> None:
        super().__init__(data, auto_id="%s")
        choices = [("", _("All desks")), *((desk.slug, desk.name) for desk in desks)]
        self.fields["desk"].choices = choices  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        """On one line, without signs that print nothing."""
        said: str = self.cleaned_data["q"]
        return " ".join("".join(it if it.isprintable() else " " for it in said).split())

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Give a day that is not before the first."))
        return self.cleaned_data

    @property
    def words(self) -> list[Word]:
        """Each of the words that are asked for, once."""
        words = {word.folded: word for word in words_in(self.cleaned_data.get("q", ""))}
        return list(words.values())

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("desk", "since", "until"))

    def starts(self) -> datetime | None:
        return begin_of(self.cleaned_data.get("since"))

    def ends(self) -> datetime | None:
        """The first instant after the last day."""
        return end_of(self.cleaned_data.get("until"))
