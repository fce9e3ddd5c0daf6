"""What somebody named in a statement types to challenge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.readers.models import Reader, plain_address


class ChallengeForm(forms.Form):
    """`website` is for programs that fill in every field: people neither see it nor are told of it."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=160,
        error_messages={"required": gettext_lazy("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    capacity = forms.CharField(
        label=gettext_lazy("On whose behalf"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Your own, unless you say otherwise: your office, or whom you speak for."
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("Where to answer"),
        max_length=254,
        help_text=gettext_lazy("No reader sees it."),
        error_messages={
            "required": gettext_lazy("Type the email address we are to answer to."),
            "invalid": gettext_lazy("Type a whole email address, such as ana@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label=gettext_lazy("What is wrong"),
        max_length=4000,
        help_text=gettext_lazy("Say what was said, when and where, and how we can check it."),
        error_messages={"required": gettext_lazy("Say what is wrong.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, *, reader: Reader | None) -> None:
        known = {"name": reader.name, "email": reader.email} if reader else None
        super().__init__(data, initial=known)

    def clean_email(self) -> str:
        return plain_address(self.cleaned_data["email"])

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty: it is there to stop programs."))
        return ""

    @property
    def typed(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "capacity", "email", "text")}
