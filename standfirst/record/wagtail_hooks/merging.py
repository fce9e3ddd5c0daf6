"""The page on which one row of the register is merged into another."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from standfirst.publication.admin_head import head
from standfirst.readers.here import signed_in
from standfirst.readers.models import Reader
from standfirst.record.merging import held_by, merge
from standfirst.record.models import Party, Person


class MergeForm(forms.Form):
    """`kept` is chosen by name, as everywhere in the register."""

    def __init__(self, data: Any = None, *, gone: Party | Person) -> None:
        super().__init__(data)
        kind = type(gone)
        self.fields["kept"] = forms.ModelChoiceField(
            kind._default_manager.all(),
            label=gettext_lazy("Into"),
            widget=kind.snippet_viewset.chooser_viewset.widget_class(),  # type: ignore[union-attr]
            error_messages={"required": gettext_lazy("Choose the one that stays.")},
        )
        self.gone = gone

    def merged(self, by: Reader) -> Party | Person | None:
        """None where they cannot be one: the form says why."""
        try:
            return merge(self.gone, self.cleaned_data["kept"], by)
        except ValidationError as wrong:
            self.add_error(None, wrong)
            return None


@never_cache
@require_http_methods(["GET", "POST"])
def merge_parties(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Party, pk=pk))


@never_cache
@require_http_methods(["GET", "POST"])
def merge_people(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Person, pk=pk))


def _page(request: HttpRequest, gone: Party | Person) -> HttpResponse:
    """For who may change and delete both."""
    staff, kind = signed_in(request), type(gone)
    policy = policy_registry.get_by_type(kind)
    if not all(policy.user_has_permission(staff, act) for act in ("change", "delete")):
        raise PermissionDenied
    form = MergeForm(request.POST if request.method == "POST" else None, gone=gone)
    name = gone.name
    if form.is_valid() and (kept := form.merged(staff)):
        said = _("%(gone)s is %(kept)s now. The old address leads there.")
        messages.success(request, said % {"gone": name, "kept": kept})
        return redirect(_of(kind, "edit"), kept.pk)
    listed = (reverse(_of(kind, "list")), str(kind._meta.verbose_name_plural).capitalize())
    edited = (reverse(_of(kind, "edit"), args=[gone.pk]), name)
    context = {
        "gone": gone,
        "held": held_by(gone),
        "form": form,
        "media": form.media,
        **head(_("Merge into another"), listed, edited, icon="resubmit"),
    }
    return render(request, "record/staff/merge.html", context, status=422 if form.errors else 200)


def _of(kind: type[Party] | type[Person], page: str) -> str:
    return f"wagtailsnippets_record_{kind._meta.model_name}:{page}"


@hooks.register("register_admin_urls")
def merge_urls() -> list[URLPattern]:
    return [
        path("record/parties/<int:pk>/merge/", merge_parties, name="merge_parties"),
        path("record/people/<int:pk>/merge/", merge_people, name="merge_people"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "record.merge", gettext_lazy("Merge"), gettext_lazy("Merged another into it")
    )
