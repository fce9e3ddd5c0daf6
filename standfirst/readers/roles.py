"""The roles of staff, as Django groups with Wagtail's permissions. A reader with a role is staff.

What each may do, act by act, stands in the table of stories/tests/test_rights.py, which tries each in the admin.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail.snippets.models import get_snippet_models


class Role(models.TextChoices):
    WRITER = "writer", _("Writer")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
    SUPPORT = "support", _("Support")

    def group(self) -> Group:
        """The role's group, made if need be, with at least the permissions of the role.

        What a publisher gave the group beyond them in Wagtail's own form stays.
        """
        group, made = Group.objects.get_or_create(name=self.value)
        group.permissions.add(*_permissions(self))
        _give_pages(group, PAGES[self])
        _give_files(group, FILES[self])
        if made and "publish" in PAGES[self]:
            _let_approve(group)
        return group


# What each role may do with every page (stories/permissions.py narrows it), and with every image and document.
PAGES: Mapping[Role, frozenset[str]] = {
    Role.WRITER: frozenset({"add", "change"}),
    Role.EDITOR: frozenset({"add", "change", "publish", "lock", "unlock"}),
    Role.PUBLISHER: frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"}),
    Role.SUPPORT: frozenset(),
}
FILES: Mapping[Role, frozenset[str]] = {
    Role.WRITER: frozenset({"add", "choose"}),
    Role.EDITOR: frozenset({"add", "choose", "change"}),
    Role.PUBLISHER: frozenset({"add", "choose", "change"}),
    Role.SUPPORT: frozenset(),
}
# Wagtail asks for its own models' permissions, whatever the publication's models are.
COLLECTED = (("wagtailimages", "image"), ("wagtaildocs", "document"))


# What rooms above let a role do, as "app.codename": they say so with `may_also` when they are ready.
_also: dict[Role, set[str]] = {role: set() for role in Role}
_also[Role.PUBLISHER].add("readers.change_reader")  # the page of roles


def may_also(role: Role, permission: str) -> None:
    _also[role].add(permission)


def ensure_roles(**_: Any) -> None:
    """Every role with all its rights. Runs after each migrate: an upgrade may bring new ones.

    Does nothing as long as there is no page tree to have rights on.
    """
    if Page._meta.db_table not in connection.introspection.table_names():
        return
    if Page.get_first_root_node() is not None:
        for role in Role:
            role.group()


def _permissions(role: Role) -> models.QuerySet[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if role is Role.PUBLISHER:
        for model in settings_registry:
            wanted |= _named(model, "change")
        for model in get_snippet_models():
            wanted |= _named(model, "add", "change", "delete")
    for permission in _also[role]:
        app, codename = permission.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def _named(model: type[models.Model], *actions: str) -> Q:
    meta = model._meta
    codenames = [f"{action}_{meta.model_name}" for action in actions]
    return Q(content_type__app_label=meta.app_label, codename__in=codenames)


def _give_pages(group: Group, actions: frozenset[str]) -> None:
    """On the root of the page tree, so on every page."""
    root = Page.get_first_root_node()
    for permission in _of_wagtail("wagtailcore", "page", actions):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_files(group: Group, actions: frozenset[str]) -> None:
    """On the root collection, so on every one."""
    root = Collection.get_first_root_node()
    for app, model in COLLECTED:
        for permission in _of_wagtail(app, model, actions):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def _of_wagtail(app: str, model: str, actions: frozenset[str]) -> models.QuerySet[Permission]:
    codenames = [f"{action}_{model}" for action in actions]
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)


def _let_approve(group: Group) -> None:
    """What writers submit reaches this group, in the workflow of the root page."""
    workflow = Page.get_first_root_node().get_workflow()
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow):
        task.groups.add(group)
