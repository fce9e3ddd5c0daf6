"""The pages of plans and prices in the admin, and what its log says of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.membership.plans import (
    MAY_CHANGE_PLANS,
    add_plan,
    end_price,
    plan,
    plans,
    set_price,
)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("membership.offer_plan", _("Make a plan"), _("Made a plan"))
    actions.register_action("membership.change_plan", _("Change a plan"), _("Changed a plan"))
    actions.register_action("membership.set_price", _("Set a price"), _("Set a price"))
    actions.register_action("membership.end_price", _("End a price"), _("Ended a price"))


class PlansMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_CHANGE_PLANS)


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern]:
    return [
        path("plans/", plans, name="plans"),
        path("plans/add/", add_plan, name="add_plan"),
        path("plans/of/<slug:plan_slug>/", plan, name="plan"),
        path("plans/of/<slug:plan_slug>/price/", set_price, name="set_price"),
        path("plans/of/<slug:plan_slug>/price/<int:price_id>/end/", end_price, name="end_price"),
    ]


@hooks.register("register_admin_menu_item")
def plans_menu_item() -> MenuItem:
    return PlansMenuItem(_("Plans and prices"), reverse("plans"), icon_name="tag", order=905)
