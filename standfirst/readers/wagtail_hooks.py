"""What of Wagtail's admin stays shut, and what its log says of readers."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from standfirst.readers.models import Reader


class NobodyPolicy(BasePermissionPolicy):
    """Nobody lists, makes, edits or deletes these through Wagtail, superusers neither."""

    def users_with_any_permission(self, actions: Any) -> QuerySet[Reader]:
        return Reader.objects.none()


# Wagtail's forms for people expect two names and a password. Documents have no address to be read at;
# but without their app the admin does not run. `exact_class` goes before what Wagtail registers later.
for shut in (Reader, get_document_model()):
    register_permission_policy(shut, NobodyPolicy(shut), exact_class=True)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("readers.take_role", _("Take a role"), _("Took a role"))
