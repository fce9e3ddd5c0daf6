"""What staff do with a challenge: forms, each of which does one act with what was typed."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.readers.models import Reader
from standfirst.record import challenging
from standfirst.record.models import Challenge, Statement
from standfirst.record.models.challenge import Outcome

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class ShowForm(forms.Form):
    """What readers see beside the statement."""

    name = "show"

    public = forms.BooleanField(
        label=gettext_lazy("Readers see that it is disputed"), required=False
    )
    shown_as = forms.CharField(
        label=gettext_lazy("Disputed by"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it is to be printed: a name, an office, or a party."),
    )
    reply = forms.CharField(
        label=gettext_lazy("Their answer, in short"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Printed for those who may read the statement. In their own words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answered_in = forms.CharField(
        label=gettext_lazy("Their answer, as a statement"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("The address of a statement, such as one in a story that followed."),
    )

    def __init__(self, data: Any = None, *, made: Challenge) -> None:
        answer = made.answered_in
        known = {
            "public": made.public,
            "shown_as": made.shown_as or made.name,
            "reply": made.reply,
            "answered_in": answer.url if answer else "",
        }
        super().__init__(data, initial=known, auto_id=f"{self.name}-%s")
        self.made = made

    def clean_answered_in(self) -> Statement | None:
        typed = self.cleaned_data["answered_in"]
        if not typed:
            return None
        found = _UID.findall(typed)
        row = (
            Statement.objects.published(timezone.now()).filter(uid=UUID(found[-1])).first()
            if found
            else None
        )
        if row is None:
            raise forms.ValidationError(_("No statement that readers can find has this address."))
        if row.pk == self.made.statement_id:
            raise forms.ValidationError(
                _("That is the statement itself. Give the one that answers it.")
            )
        return row

    def clean(self) -> None:
        if self.cleaned_data.get("public") and not self.cleaned_data.get("shown_as"):
            self.add_error("shown_as", _("Say who disputes it, as it is to be printed."))

    def act(self, by: Reader) -> str:
        challenging.show(self.made, self.cleaned_data, by)
        if self.made.public:
            return _("Readers see that it is disputed.")
        return _("Readers do not see that it is disputed.")


class SettleForm(forms.Form):
    """`our_evidence` is for staff until an outcome is chosen: then it goes out by mail."""

    name = "settle"

    our_evidence = forms.CharField(
        label=gettext_lazy("Our evidence"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("Goes by mail to whoever made the challenge, with the outcome."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("Outcome"),
        choices=Outcome.choices,
        coerce=Outcome,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, made: Challenge) -> None:
        known = {"our_evidence": made.our_evidence, "outcome": made.outcome}
        super().__init__(data, initial=known, auto_id=f"{self.name}-%s")
        self.made = made

    def clean_outcome(self) -> Outcome:
        outcome: Outcome = self.cleaned_data["outcome"]
        answered = self.made.public and (self.made.reply or self.made.answered_in_id)
        if outcome is Outcome.ANSWERED and not answered:
            raise forms.ValidationError(
                _("Readers see no answer yet. Record it first, under “What readers see”.")
            )
        return outcome

    def act(self, by: Reader) -> str:
        said = self.cleaned_data
        told = challenging.settle(
            self.made, said["outcome"], said["our_evidence"], by, timezone.now()
        )
        return (
            _("Settled. A mail says so to whoever made it.")
            if told
            else _("Kept. No mail went out.")
        )


class EraseForm(forms.Form):
    """For whoever asks for it without an account: it cannot be undone, and wants a second thought."""

    name = "erase"

    sure = forms.BooleanField(
        label=gettext_lazy("Erase it for good"),
        error_messages={"required": gettext_lazy("Nothing is erased yet: tick this first.")},
    )

    def __init__(self, data: Any = None, *, made: Challenge) -> None:
        super().__init__(data, auto_id=f"{self.name}-%s")
        self.made = made

    def act(self, by: Reader) -> str:
        challenging.erase(self.made, by)
        return _("Erased: who made it, and in which words.")


Act = ShowForm | SettleForm | EraseForm
FORMS: dict[str, type[Act]] = {it.name: it for it in (ShowForm, SettleForm, EraseForm)}
