"""Readers in Wagtail's admin: its forms for people expect two names and a password, so they stay shut."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from standfirst.readers.models import Reader


class NobodyPolicy(BasePermissionPolicy):
    """Nobody lists, makes, edits or deletes readers through Wagtail, superusers neither."""

    def users_with_any_permission(self, actions: Any) -> QuerySet[Reader]:
        return Reader.objects.none()


register_permission_policy(Reader, NobodyPolicy(Reader))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("readers.take_role", _("Take a role"), _("Took a role"))
