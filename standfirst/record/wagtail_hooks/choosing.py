"""Choosers of the register: found by name, and only by staff who work with it."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from standfirst.record.models.register import key_of


class NameForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Name"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )
    looked_in: tuple[str, ...] = ()

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        typed = self.cleaned_data["q"]
        self.is_searching, self.search_query = bool(typed), typed
        found = Q()
        for name in self.looked_in:
            found |= Q(**{f"{name}__icontains": key_of(typed) if name == "keys" else typed})
        return objects.filter(found) if typed else objects


class OfNames(NameForm):
    looked_in = ("name", "keys")


class OfPosts(NameForm):
    looked_in = ("title", "also_called", "party__name")


class ForStaffOfTheRecord:
    """Wagtail's choosers are open to all who may enter the admin."""

    request: Any
    model_class: Any

    def get_object_list(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model_class)
        may = policy.user_has_any_permission(self.request.user, {"add", "change"})
        rows: QuerySet[Any] = self.model_class._default_manager.all()
        return rows if may else rows.none()


class SureChooser(AdminSnippetChooser):
    """A form that was sent something else than a number comes back with its error; Wagtail's fails."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)
        except ValueError:
            return None


def chooser_of(form: type[NameForm]) -> type[SnippetChooserViewSet]:
    def view(base: type[Any]) -> type[Any]:
        return type(base.__name__, (ForStaffOfTheRecord, base), {"filter_form_class": form})

    names = {
        "base_widget_class": SureChooser,
        "choose_view_class": view(ChooseView),
        "choose_results_view_class": view(ChooseResultsView),
    }
    return type("RegisterChooserViewSet", (SnippetChooserViewSet,), names)
