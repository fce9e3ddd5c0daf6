"""The pages of joining, paying and mending until payments are connected, which say so; and Stripe's bell."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from standfirst.billing import gateway
from standfirst.billing.bells import hear
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


MOST = 512 * 1024  # bytes of an event; Stripe's have a few thousand


@csrf_exempt
@require_POST
def stripe_events(request: HttpRequest) -> HttpResponse:
    """An event is a bell, not data: it is kept once, and its customer is asked for by the worker."""
    if not gateway.is_connected():
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        return HttpResponse(status=413)
    try:
        event = gateway.read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except gateway.BadSignature:
        return HttpResponse(status=400)
    hear(event, timezone.now())
    return HttpResponse(status=200)
