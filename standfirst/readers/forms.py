from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from standfirst.readers.codes import digits_of
from standfirst.readers.models import Reader, plain_address
from standfirst.readers.passkeys import NAME_LENGTH

CODE_DIGITS = 8
LONGEST_PASSWORD = 200
MOST = 10  # addresses of one reader


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("Type a whole email address, such as ana@example.org."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autofocus": True}
        ),
    )

    def clean_email(self) -> str:
        return plain_address(self.cleaned_data["email"])


class AddAddressForm(AddressForm):
    """Another address of a reader's. Whose it is now is not said here: its mailbox learns it."""

    def __init__(self, reader: Reader, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.reader = reader
        if data is None:
            del self.fields["email"].widget.attrs["autofocus"]

    def clean_email(self) -> str:
        if self.reader.addresses.count() >= MOST:
            raise forms.ValidationError(
                _("An account has ten addresses at most. Remove one before you add another.")
            )
        return super().clean_email()


class OwnAddressForm(forms.Form):
    """Which of a reader's own addresses a button stands beside."""

    address = forms.ModelChoiceField(
        EmailAddress.objects.none(),
        error_messages={
            "required": _("Choose one of your addresses."),
            "invalid_choice": _("This address is not one of yours any more."),
        },
    )

    def __init__(self, reader: Reader, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["address"].queryset = reader.addresses.all()  # type: ignore[attr-defined]


class LogInForm(AddressForm):
    """Where browsers also offer the passkeys they keep."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "username webauthn"


class PasswordForm(LogInForm):
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("Type your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "username"


class NewPasswordForm(forms.Form):
    """A new one for this reader; or, with `remove`, its end."""

    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("At least 10 characters. A few words that go together only for you are best."),
        error_messages={"required": _("Type the new password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.reader)
        return password


class PasskeyNameForm(forms.Form):
    """Its new name; or, with `remove`, its end."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give the passkey a name.")},
    )


class OneCodeForm(forms.Form):
    """One field that takes what people paste; its subclasses say what code."""

    def refuse(self, why: str) -> None:
        """Say why, and empty the field: the next code can be typed or pasted at once."""
        self.add_error("code", why)
        self.data = {"code": ""}


def code_input(**more: str) -> forms.TextInput:
    plain = {"autocapitalize": "off", "spellcheck": "false", "autofocus": True}
    return forms.TextInput(attrs={"autocomplete": "one-time-code", **more, **plain})


class CodeForm(OneCodeForm):
    """Takes the code with dashes, spaces, or the mail's whole subject."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=200,
        error_messages={"required": _("Type the code from the mail.")},
        widget=code_input(inputmode="numeric"),
    )

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != CODE_DIGITS:
            raise forms.ValidationError(
                ngettext(
                    "A code has %(all)d digits; this has %(typed)d. It did not count as a try.",
                    "A code has %(all)d digits; this has %(typed)d. It did not count as a try.",
                    len(digits),
                )
                % {"all": CODE_DIGITS, "typed": len(digits)}
            )
        return digits


class AppCodeForm(OneCodeForm):
    code = forms.CharField(
        label=_("Code from the app"),
        max_length=40,
        error_messages={"required": _("Type the six digits that the app shows.")},
        widget=code_input(inputmode="numeric"),
    )

    def clean_code(self) -> str:
        return digits_of(self.cleaned_data["code"])


class FactorForm(OneCodeForm):
    """For a code of the app and for a recovery code: they cannot be taken for one another."""

    code = forms.CharField(
        label=_("Code from the app, or a recovery code"),
        max_length=40,
        error_messages={
            "required": _("Type the six digits that the app shows, or a recovery code.")
        },
        widget=code_input(),
    )


def row_number(raw: str) -> int:
    """The number of a row, as a button of ours sends it. Raises BadRequest for anything else."""
    try:
        return int(forms.IntegerField(min_value=1, max_value=2**63 - 1).clean(raw))
    except forms.ValidationError as why:
        raise BadRequest from why
