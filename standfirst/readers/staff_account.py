"""Wagtail's own account page, with the one name that readers have, and without passwords."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)
from wagtail.users.models import UserProfile

from standfirst.readers.models import Reader


class NameForm(forms.ModelForm[Reader]):
    class Meta:
        model = Reader
        fields = ["name"]


class NamePanel(BaseSettingsPanel):
    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


class StaffAccountView(AccountView):
    def get_panels(self) -> list[Any]:
        reader = self.request.user
        replaced = (NameEmailSettingsPanel, ChangePasswordPanel)
        kept = [panel for panel in super().get_panels() if not isinstance(panel, replaced)]
        return [NamePanel(self.request, reader, UserProfile.get_for_user(reader)), *kept]
