"""The plain form of one statement, with every detail: without a script, and for what the panel leaves out."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.record import accepted
from standfirst.record.accepted import Accepted, NotAccepted
from standfirst.record.anchoring import Selector, find, selector
from standfirst.record.models.statement import Mode, Number, Stance
from standfirst.stories.accepting.texts import SectionText, one_line

HIDDEN = ("id", "section", "exact", "prefix", "suffix", "person_slug", "party_slug", "side_slug")
_BOXES = ("keep", "aside")
_OF_ACCEPTED = {
    "said": _("2024, 2024-08, 2024-08-09 or 2024-08-09T14:30+02:00."),
    "looked": _("When you looked whether they had commented."),
}


class StatementForm(forms.Form):
    """Clean, `statement` is an Accepted; None where its box is not ticked."""

    keep = forms.BooleanField(label=_("Record it"), required=False)
    aside = forms.BooleanField(label=_("No statement"), required=False)
    person = forms.CharField(label=_("Person"), required=False, max_length=160)
    party = forms.CharField(label=_("Party"), required=False, max_length=160)
    office = forms.CharField(label=_("Office, as printed"), required=False, max_length=200)
    mode = forms.ChoiceField(label=_("How the words stand"), choices=Mode.choices)
    verb = forms.CharField(label=_("Verb, as printed"), required=False, max_length=80)
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    words = forms.CharField(
        label=_("Words, as recorded"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As the story has them, where this is empty."),
    )
    said = forms.CharField(
        label=_("When"), required=False, max_length=40, help_text=_OF_ACCEPTED["said"]
    )
    where = forms.CharField(label=_("Where"), required=False, max_length=200)
    source = forms.ChoiceField(label=_("Source"), required=False)
    reply_to = forms.ChoiceField(label=_("In reply to"), required=False)
    unnamed = forms.CharField(
        label=_("Source without a name, as printed"), required=False, max_length=200
    )
    unnamed_number = forms.ChoiceField(
        label=_("How many"), required=False, choices=[("", "—"), *Number.choices]
    )
    unnamed_why = forms.CharField(label=_("Why without a name"), required=False, max_length=200)
    side = forms.CharField(label=_("On whose side"), required=False, max_length=160)
    topic = forms.CharField(label=_("On what there was no comment"), required=False, max_length=200)
    looked = forms.CharField(
        label=_("Looked for a comment"),
        required=False,
        max_length=40,
        help_text=_OF_ACCEPTED["looked"],
    )

    def __init__(
        self,
        *args: Any,
        sources: Sequence[tuple[str, str]] = (),
        replies: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in HIDDEN:
            self.fields[name] = forms.CharField(
                required=False, widget=forms.HiddenInput, strip=False, max_length=5000
            )
        self.statement: Accepted | None = None
        own = self.had("id")
        self._choose("source", sources)
        self._choose("reply_to", [it for it in replies if it[0] != own])
        for name in ("person", "party", "side"):
            kind = "people" if name == "person" else "parties"
            self.fields[name].widget.attrs["list"] = f"known-{kind}"

    def had(self, name: str) -> str:
        """As it was sent, or else as the story has it."""
        sent = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return str(sent or "")

    def _choose(self, name: str, offered: Iterable[tuple[str, str]]) -> None:
        """What it has stays a choice, listed or not."""
        choices = {"": "—", **dict(offered)}
        if had := self.had(name):
            choices.setdefault(had, had)
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices.items())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("keep") and given.get("aside"):
            self.add_error("aside", _("Choose one of the two."))
        if not given.get("keep") or self.errors:
            return given
        try:
            self.statement = accepted.parse(self._row(given))
        except NotAccepted as wrong:
            self._refuse(str(wrong))
        return given

    def _row(self, given: dict[str, Any]) -> dict[str, str]:
        row = {name: value for name, value in given.items() if name not in _BOXES and value}
        row.setdefault("id", str(uuid.uuid4()))
        row["words"] = row.get("words") or row.get("exact", "")
        return row

    def _refuse(self, wrong: str) -> None:
        """Beside its field, which the words name first."""
        name = wrong.partition(":")[0]
        self.add_error(name if name in self.fields and name not in HIDDEN else None, wrong)


class ByHandForm(StatementForm):
    """Words that nobody proposed. They are found in their section, or refused."""

    def __init__(self, *args: Any, sections: Sequence[SectionText] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sections = {it.id: it for it in sections}
        del self.fields["aside"]
        labels = [(it.id, it.label or it.id) for it in sections]
        self.fields["section"] = forms.ChoiceField(
            label=_("Section"), required=False, choices=[("", "—"), *labels]
        )
        self.fields["exact"] = forms.CharField(
            label=_("Words, as the section has them"),
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.order_fields(["section", "exact"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["keep"] = bool(given.get("exact"))
        section = self._sections.get(given.get("section", ""))
        if given["keep"] and "section" not in self.errors:
            if section is None:
                self.add_error("section", _("Choose the section the words stand in."))
            elif place := find(section.text, Selector(one_line(given["exact"]))):
                words = selector(section.text, *place)
                given |= {"exact": words.exact, "prefix": words.prefix, "suffix": words.suffix}
            else:
                self.add_error("exact", _("The section has no such words. Copy them from it."))
        return super().clean()
