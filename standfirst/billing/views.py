"""The pages of joining, paying and mending. Until payments are connected, they say so and show what is sold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from standfirst.membership.models import Plan

PURPOSES = {
    "join": _("Join"),
    "card": _("Your card"),
    "approve": _("Approve a payment"),
    "resume": _("Resume your membership"),
    "rejoin": _("Rejoin"),
    "plan": _("Change plan"),
    "leave": _("Leave"),
}


@require_safe
def not_connected(request: HttpRequest, purpose: str) -> HttpResponse:
    """503: this publication takes no payments yet. Nothing here pretends to."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    context = {
        "title": PURPOSES[purpose],
        "plans": Plan.objects.on_sale().prefetch_related("prices") if purpose == "join" else (),
        "back": back,
    }
    return render(request, "billing/not_connected.html", context, status=503)
