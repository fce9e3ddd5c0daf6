"""What of Wagtail's admin stays shut, what its log says of readers, and the page of who works here."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from standfirst.readers.joining import ACTION
from standfirst.readers.models import Reader
from standfirst.readers.staff import MAY_GIVE_ROLES, drop_factors, staff


class NobodyPolicy(BasePermissionPolicy):
    """Nobody lists, makes, edits or deletes these through Wagtail, superusers neither."""

    def users_with_any_permission(self, actions: Any) -> QuerySet[Reader]:
        return Reader.objects.none()


# Wagtail's forms for people expect two names and a password. `exact_class` goes before what Wagtail registers later.
register_permission_policy(Reader, NobodyPolicy(Reader), exact_class=True)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("readers.take_role", _("Take a role"), _("Took a role"))
    actions.register_action("readers.leave_role", _("Leave a role"), _("Left a role"))
    actions.register_action(
        "readers.drop_factors", _("Drop the second factor"), _("Dropped the second factor")
    )
    actions.register_action(ACTION, _("Join two accounts"), _("Joined two accounts"))


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_GIVE_ROLES)


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern]:
    return [
        path("staff/", staff, name="staff"),
        path("staff/<int:pk>/factors/", drop_factors, name="drop_factors"),
    ]


@hooks.register("register_admin_menu_item")
def staff_menu_item() -> MenuItem:
    return StaffMenuItem(_("Staff"), reverse("staff"), icon_name="group", order=910)
