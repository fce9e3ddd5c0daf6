from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.readers.models import Reader, plain_address


class DeleteForm(forms.Form):
    """The reader's address, typed: a button alone is soon pressed."""

    address = forms.CharField(
        label=gettext_lazy("Your address, to confirm"),
        max_length=254,
        error_messages={"required": gettext_lazy("Type your address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_address(self) -> str:
        typed = plain_address(self.cleaned_data["address"])
        if typed != self.reader.email:
            raise forms.ValidationError(
                _("This is not the address of this account, which is %(address)s.")
                % {"address": self.reader.email}
            )
        return typed

    def refuse_last_publisher(self) -> None:
        self.add_error(
            "address",
            _(
                "You are the only publisher. Make somebody else a publisher first, under Staff in the admin."
            ),
        )
