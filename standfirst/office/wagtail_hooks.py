"""Readers and support in Wagtail's admin: their addresses, the menu, and what waits, on the home."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from standfirst.billing.gateway import is_connected
from standfirst.billing.models import Join
from standfirst.membership.models import Membership
from standfirst.office.inbox import (
    close_case,
    reopen_case,
    support,
    support_case,
    with_last_words,
)
from standfirst.office.joins import mail_join, refund_join, unclaimed_joins
from standfirst.office.models import SupportCase
from standfirst.office.reader_page import act_on_reader, find_reader, reader_page
from standfirst.office.rights import MAY_BE_GIVEN, REFUND, SEE
from standfirst.office.takings import takings
from standfirst.stories.wagtail_hooks.home import LAST

WAITING = 10  # cases on the home; the inbox has all


@hooks.register("register_admin_urls")
def office_urls() -> list[URLPattern]:
    return [
        path("readers/", find_reader, name="readers"),
        path("readers/<int:pk>/", reader_page, name="reader"),
        path("readers/<int:pk>/<slug:name>/", act_on_reader, name="act_on_reader"),
        path("joins/", unclaimed_joins, name="unclaimed_joins"),
        path("joins/<int:pk>/mail/", mail_join, name="mail_join"),
        path("joins/<int:pk>/refund/", refund_join, name="refund_join"),
        path("support/", support, name="support"),
        path("support/<int:pk>/", support_case, name="support_case"),
        path("support/<int:pk>/close/", close_case, name="close_case"),
        path("support/<int:pk>/reopen/", reopen_case, name="reopen_case"),
    ]


class OfficeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SEE)


class JoinsMenuItem(OfficeMenuItem):
    """Only while there is one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and Join.objects.unclaimed(timezone.now()).exists()


class SupportMenuItem(OfficeMenuItem):
    """With the number of those who wait, in words a screen reader reads too."""

    def render_component(self, request: HttpRequest) -> Any:
        item = super().render_component(request)
        if waiting := SupportCase.objects.waiting().count():
            item.label = ngettext(
                "Support: %(count)d waits", "Support: %(count)d wait", waiting
            ) % {"count": waiting}
        return item


@hooks.register("register_admin_menu_item")
def readers_menu_item() -> MenuItem:
    return OfficeMenuItem(_("Readers"), reverse("readers"), icon_name="user", order=890)


@hooks.register("register_admin_menu_item")
def support_menu_item() -> MenuItem:
    return SupportMenuItem(
        _("Support"), reverse("support"), name="support", icon_name="help", order=900
    )


@hooks.register("register_admin_menu_item")
def joins_menu_item() -> MenuItem:
    return JoinsMenuItem(
        _("Paid, not claimed"), reverse("unclaimed_joins"), icon_name="warning", order=895
    )


@hooks.register("register_permissions")
def rights_to_give() -> QuerySet[Permission]:
    """What a publisher may tick for a role beyond what it has: Settings, Groups."""
    names = [right.partition(".")[2] for right in MAY_BE_GIVEN]
    return Permission.objects.filter(content_type__app_label="billing", codename__in=names)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "billing.mail_join", _("Mail about a join again"), _("Mailed about a join again")
    )
    actions.register_action("billing.refund_join", _("Refund a join"), _("Refunded a join"))


class TakingsPanel(Component):
    """Who pays, who fails, who goes."""

    media = Media(css={"all": ["stories/home.css"]})
    template_name = "office/home_takings.html"
    order = LAST

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"takings": takings(timezone.now())}


class SupportPanel(Component):
    """Who waits for an answer."""

    media = Media(css={"all": ["stories/home.css"]})
    template_name = "office/home_support.html"
    order = 0

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        waiting = SupportCase.objects.waiting()
        return {"cases": with_last_words(waiting)[:WAITING], "count": waiting.count()}


@hooks.register("construct_homepage_panels", order=LAST + 1)
def waiting_readers(request: HttpRequest, panels: list[Component]) -> None:
    """On top, while somebody waits; for publishers, who pays at the end."""
    if request.user.has_perm(REFUND) and (is_connected() or Membership.objects.exists()):
        panels.append(TakingsPanel())
    if request.user.has_perm(SEE) and SupportCase.objects.waiting().exists():
        panels.insert(0, SupportPanel())
