"""Who works here, as what: publishers give roles, change them and take them away, on one page of the admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import ModelLogEntry

from standfirst.publication.mail import send
from standfirst.readers.factors import take_away
from standfirst.readers.models import LastPublisher, Reader, plain_address
from standfirst.readers.places import with_place
from standfirst.readers.roles import Role

MAY_GIVE_ROLES = "readers.change_reader"
ACTS = ("readers.take_role", "readers.leave_role", "readers.drop_factors")
REMEMBERED = 50  # acts on the page; the log keeps all


class RoleForm(forms.Form):
    """A role for an address; or, with `take`, its end."""

    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Type an email address."),
            "invalid": gettext_lazy("Type a whole email address, such as eli@example.org."),
        },
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    take = forms.BooleanField(required=False)

    def clean(self) -> None:
        reader = Reader.objects.with_address(self.cleaned_data.get("email", "")).first()
        if reader and not reader.is_active:
            self.add_error("email", _("This account was closed. Use another address."))
        if self.cleaned_data.get("take") and (reader is None or reader.role is None):
            self.add_error("email", _("Nobody with this address has a role."))

    def done(self) -> str:
        """What was done, in words; empty if it could not be, and then the form says why."""
        address = plain_address(self.cleaned_data["email"])
        try:
            if self.cleaned_data["take"]:
                return take_role_from(address)
            return give_role(address, Role(self.cleaned_data["role"]))
        except LastPublisher:
            self.add_error(
                "email", _("This is the only publisher. Make somebody else a publisher first.")
            )
            return ""


@transaction.atomic
def give_role(address: str, role: Role) -> str:
    """Make the reader if need be, give the role, and tell them by mail how to log in. Raises LastPublisher."""
    reader = Reader.objects.find_or_create(address, verified=False)
    said = {"address": reader.email, "role": role.label}
    if reader.role is role:
        return _("%(address)s has the role %(role)s already.") % said
    reader.take_role(role)
    log_in = f"{settings.ADDRESS}{with_place('account_login', reverse('wagtailadmin_home'))}"
    send(
        to=reader.email,
        template="readers/mail/role",
        context={"role": role.label, "address": reader.email, "log_in": log_in},
        kind="role",
    )
    return _("%(address)s has the role %(role)s now. A mail says how to log in.") % said


def take_role_from(address: str) -> str:
    """Raises LastPublisher."""
    reader = Reader.objects.with_address(address).get()
    reader.leave_role()
    return _("%(address)s has no role here any more.") % {"address": reader.email}


@dataclass(frozen=True)
class Act:
    """One line of the log. `whose` is empty once the reader is deleted, `by` for a command."""

    at: datetime
    whose: str
    role: str
    what: str  # take_role, leave_role or drop_factors
    by: str


def latest_acts() -> list[Act]:
    entries = ModelLogEntry.objects.filter(action__in=ACTS).select_related("user")[:REMEMBERED]
    readers = Reader.objects.in_bulk({int(entry.object_id) for entry in entries})
    return [_act(entry, readers.get(int(entry.object_id))) for entry in entries]


def _act(entry: ModelLogEntry, reader: Reader | None) -> Act:
    role = entry.data.get("role", "")
    return Act(
        at=entry.timestamp,
        whose=reader.email if reader else "",
        role=str(Role(role).label) if role in Role.values else role,
        what=entry.action.removeprefix("readers."),
        by=str(entry.user_display_name) if entry.user_id else "",
    )


@require_http_methods(["GET", "POST"])
def drop_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague has lost theirs: take it away, so that they log in with a code and add another."""
    if not request.user.has_perm(MAY_GIVE_ROLES):
        raise PermissionDenied
    if request.method == "POST":
        reader = get_object_or_404(Reader.objects.staff(), pk=pk)
        take_away(reader, timezone.now())
        done = _("%(address)s has no second factor any more, and is told by mail.")
        messages.success(request, done % {"address": reader.email})
    return redirect("staff")


@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_GIVE_ROLES):
        raise PermissionDenied
    form = RoleForm(request.POST or None)
    if form.is_valid() and (done := form.done()):
        messages.success(request, done)
        still = Reader.objects.get(pk=request.user.pk).has_perm(MAY_GIVE_ROLES)
        return redirect("staff" if still else "wagtailadmin_home")
    return render(request, "readers/staff.html", _page(form))


def _page(form: RoleForm) -> dict[str, Any]:
    title = _("Staff")
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "form": form,
        "rows": _rows(Reader.objects.staff().with_factors().order_by("email")),
        "acts": latest_acts(),
        "page_title": title,
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [home, {"url": "", "label": title}],
    }


def _rows(readers: QuerySet[Reader]) -> list[dict[str, Any]]:
    """Each with a form of its own, whose fields go by names of their own in the page."""
    return [
        {
            "reader": reader,
            "form": RoleForm(
                initial={"email": reader.email, "role": reader.role}, auto_id=f"of-{reader.pk}-%s"
            ),
        }
        for reader in readers
    ]
