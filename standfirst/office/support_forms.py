"""What a reader types to reach a person, and what staff answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.office.models.message import LONGEST
from standfirst.readers.models import plain_address


class MessageForm(forms.Form):
    """`signed_in`: the answer goes to the reader's own address, so none is asked for.

    `website` is for programs that fill in every field: people neither see it nor are told of it.
    """

    text = forms.CharField(
        label=gettext_lazy("What happens when you try to read it?"),
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Write what happens, in a few words."),
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Where to answer"),
        max_length=254,
        help_text=gettext_lazy("Used for the answer alone, and deleted with it."),
        error_messages={
            "required": gettext_lazy("Type the email address we are to answer to."),
            "invalid": gettext_lazy("Type a whole email address, such as ana@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["email"]

    def clean_email(self) -> str:
        return plain_address(self.cleaned_data["email"])

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty: it is there to stop programs."))
        return ""


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=10_000,
        help_text=gettext_lazy("Goes out by mail as it stands here, under the publication's name."),
        error_messages={"required": gettext_lazy("Write an answer.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
