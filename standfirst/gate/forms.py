"""Choosing who may read: one level, and with "members on these plans" the plans."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.gate.access import Access, Level
from standfirst.membership.models import Plan

LEVELS: list[tuple[str, str | Promise]] = [
    (Level.PUBLIC.value, _("Everyone")),
    (Level.REGISTERED.value, _("Readers with an account")),
    (Level.MEMBERS.value, _("Members")),
    (Level.PLANS.value, _("Only members on these plans:")),
]


def _plans() -> list[tuple[str, str]]:
    """All plans: one taken off sale still has its members."""
    return list(Plan.objects.values_list("slug", "name"))


class AccessWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "level": forms.RadioSelect(choices=LEVELS),
            "plans": forms.CheckboxSelectMultiple(choices=_plans),  # type: ignore[arg-type]
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Access | str | None) -> list[Any]:
        if not value:
            return [None, []]
        access = value if isinstance(value, Access) else Access.parse(value)
        return [access.level.value, sorted(access.plans)]


class AccessFormField(forms.MultiValueField):
    widget = AccessWidget
    default_error_messages = {
        "no_plans": _("Choose at least one plan, or let all members read."),
        "plans_unused": _(
            "You ticked plans, but chose that others may read too. "
            "Choose “Only members on these plans”, or untick them."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.ChoiceField(choices=LEVELS),
            forms.MultipleChoiceField(choices=_plans, required=False),
        )
        # What CharField's form field knows and this one has no use for.
        kwargs.pop("max_length", None)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Access | None:
        if not data_list:
            return None
        level, plans = Level(data_list[0]), frozenset(data_list[1])
        if level is Level.PLANS and not plans:
            raise ValidationError(self.error_messages["no_plans"], code="no_plans")
        if level is not Level.PLANS and plans:
            raise ValidationError(self.error_messages["plans_unused"], code="plans_unused")
        return Access(level, plans)
