"""Where support enters the code a reader reads out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.office.models import SupportCase


def support_case(request: HttpRequest) -> HttpResponse:
    """What the reader with this code was told, and every rule that was asked."""
    typed = request.GET.get("code", "").strip()
    case = SupportCase.objects.by_code(typed) if typed else None
    return render(request, "office/support_case.html", {"typed": typed, "case": case})


@hooks.register("register_admin_urls")
def support_urls() -> list[object]:
    return [path("support/", support_case, name="support_case")]


@hooks.register("register_admin_menu_item")
def support_menu_item() -> MenuItem:
    return MenuItem(_("Support code"), reverse("support_case"), icon_name="help", order=900)
