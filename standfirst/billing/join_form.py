"""What may be asked for when joining: an address, a promotion code, and nothing that sets a price."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.billing.gateway import Trouble
from standfirst.billing.join_terms import Terms, terms_of
from standfirst.billing.promotions import LONGEST, Promotion, find
from standfirst.membership.models import Price
from standfirst.readers.forms import AddressForm

UNREACHABLE = _(
    "We couldn't reach our payment processor. Nothing has been charged. Try again in a minute."
)
UNKNOWN_CODE = _("This code isn't valid, or isn't any more. Check how it is written.")
NOT_FOR_THIS = _("This code is not for this price.")
NOT_WITH_TRIAL = _("This code is for a first payment of today; yours comes after the free days.")


class CodeForm(forms.Form):
    """A promotion code, looked up at Stripe; `terms` holds what it makes of the price."""

    code = forms.CharField(
        label=_("Promotion code"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, price: Price, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.price, self.is_new = price, is_new
        self.promotion: Promotion | None = None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if code:
            self.promotion = self._found(code)
        return code

    def _found(self, code: str) -> Promotion:
        try:
            promotion = find(code)
        except Trouble as why:
            raise forms.ValidationError(UNREACHABLE) from why
        if promotion is None:
            raise forms.ValidationError(UNKNOWN_CODE)
        if not promotion.takes_from(self.price.money):
            raise forms.ValidationError(NOT_FOR_THIS)
        if promotion.months == 0 and self.terms.trial_days:
            raise forms.ValidationError(NOT_WITH_TRIAL)
        return promotion

    @property
    def terms(self) -> Terms:
        return terms_of(self.price, self.promotion, is_new=self.is_new)


class BeginForm(CodeForm):
    """`shown` is the amount of today that the button named. It sets nothing: where it is another by now, nobody pays
    before having seen that."""

    shown = forms.IntegerField(min_value=0, max_value=2**31)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and data["shown"] != self.terms.today.amount:
            self.add_error(
                "shown", _("The amount has changed. Load the page again to see what it is now.")
            )
        return data


class BeginWithAddressForm(BeginForm, AddressForm):
    """For somebody signed out."""
