"""Where support enters the code a reader reads out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.office.cases import flat
from standfirst.office.models import SupportCase

MAY_SEE = "office.view_supportcase"


def support_case(request: HttpRequest) -> HttpResponse:
    """What the reader with this code was told, the rows it came from, and every rule that was asked."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    typed = request.GET.get("code", "").strip()
    case = SupportCase.objects.by_code(typed) if typed else None
    context: dict[str, Any] = {"typed": typed, "case": case}
    if case:
        told = case.explanation
        context["facts"] = flat(told["decision"]["facts"])
        context["rows"] = [flat(row) for row in told["rows"]]
    return render(request, "office/support_case.html", context)


@hooks.register("register_admin_urls")
def support_urls() -> list[object]:
    return [path("support/", support_case, name="support_case")]


class SupportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_admin_menu_item")
def support_menu_item() -> MenuItem:
    return SupportMenuItem(_("Support code"), reverse("support_case"), icon_name="help", order=900)
