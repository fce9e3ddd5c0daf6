"""The pages of joining, paying and mending. Until payments are connected, they say so and show what is sold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from standfirst.membership.models import Plan
from standfirst.readers.places import place_of

PURPOSES = {
    "join": _("Join"),
    "card": _("Your card"),
    "approve": _("Approve a payment"),
    "resume": _("Resume your membership"),
    "rejoin": _("Rejoin"),
    "plan": _("Change plan"),
    "leave": _("Leave"),
    "pause": _("Pause"),
}


@require_safe
def not_connected(request: HttpRequest, purpose: str) -> HttpResponse:
    """This publication takes no payments yet, and nothing here pretends to."""
    context = {
        "title": PURPOSES[purpose],
        "plans": Plan.objects.on_sale().with_prices() if purpose == "join" else (),
        "back": place_of(request) or "/",
    }
    return render(request, "billing/not_connected.html", context)
