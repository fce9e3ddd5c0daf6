"""The pages of a paid join on its way to an account: the code, the right address, and the way there from a mail."""

import logging
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from standfirst.billing.claiming import Claimed, claim, mailed, proves
from standfirst.billing.connected import connected
from standfirst.billing.gateway import Trouble
from standfirst.billing.join_here import forget_mailed, held, hold_mailed, mailed_token
from standfirst.billing.joining import correct_address, current_of
from standfirst.billing.models import Join, JoinState
from standfirst.billing.unclaimed import amount_of
from standfirst.billing.way_back import told
from standfirst.readers import by_code, limits
from standfirst.readers.forms import AddressForm
from standfirst.readers.here import reader_of
from standfirst.readers.models import Reader
from standfirst.readers.pending import Pending, Purpose
from standfirst.readers.places import with_place
from standfirst.readers.views import enter_code

logger = logging.getLogger(__name__)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters("code")
@connected("join")
@get_or_post
def join_claim(request: HttpRequest) -> HttpResponse:
    """Where the code is entered, and where whoever entered it gets what was paid."""
    now, reader, token = timezone.now(), reader_of(request), mailed_token(request)
    by_mail = mailed(token) if token else None
    here = by_mail or held(request)
    if here is None:
        return render(request, "billing/join_lost.html", status=404)
    if here.is_open or here.state == JoinState.PAYING:
        return redirect("join_back")
    if reader:
        return _claim(request, here, reader, now, by_mail=by_mail is not None)
    if here.is_over:
        return _over(request, here)
    pending = Pending.of(request)
    if pending and pending.purpose is Purpose.JOIN:
        more = {"join": here, "amount": amount_of(here), "may_correct": by_mail is None}
        return enter_code(request, "billing/join_code.html", **more)
    return _open_mailed(request, here, token, now) if by_mail else redirect("join_address")


@never_cache
@connected("join")
@get_or_post
def join_address(request: HttpRequest) -> HttpResponse:
    """The address can be corrected by the browser that paid, until somebody has claimed it; the code goes there."""
    now, here = timezone.now(), held(request)
    if here is None or here.state != JoinState.PAID or reader_of(request):
        return redirect("join_claim")
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"email": here.address}
    )
    if form.is_valid():
        address = form.cleaned_data["email"]
        if until := limits.ask_refused_until(request, address, now):
            return limits.too_many(request, until, now, reverse("join_address"))
        try:
            correct_address(here, address)
        except Trouble:
            logger.exception("Stripe was not told of the address of %s.", here)
        by_code.ask(request, Purpose.JOIN, address, reverse("join_claim"), now)
        return redirect("join_claim")
    context = {"form": form, "amount": amount_of(here), "waits": Pending.of(request)}
    return render(request, "billing/join_address.html", context)


def _claim(
    request: HttpRequest, here: Join, reader: Reader, now: datetime, *, by_mail: bool
) -> HttpResponse:
    if by_mail and not proves(reader, here):
        return render(request, "billing/join_not_yours.html", {"reader": reader}, status=403)
    result = claim(here, reader, now)
    forget_mailed(request)
    match result:
        case Claimed.OPENED:
            return redirect(told(here.place, "paid"))
        case Claimed.DOUBLE:
            context = {
                "membership": current_of(reader, here),
                "amount": amount_of(here),
                "place": here.place or "/",
            }
            return render(request, "billing/join_double.html", context)
        case _:
            return _over(request, here)


def _over(request: HttpRequest, here: Join) -> HttpResponse:
    """Opened already, or refunded. Whose it is, is not said."""
    context = {
        "refunded": here.state == JoinState.REFUNDED,
        "log_in_url": with_place("account_login", here.place),
    }
    return render(request, "billing/join_over.html", context, status=410)


def _open_mailed(request: HttpRequest, here: Join, token: str, now: datetime) -> HttpResponse:
    """Mail scanners follow links: opening it does nothing, its button sends a code to the same mailbox."""
    if request.method != "POST":
        return render(request, "billing/join_mailed.html", {"amount": amount_of(here)})
    if until := limits.ask_refused_until(request, here.address, now):
        return limits.too_many(request, until, now, request.get_full_path())
    hold_mailed(request, token)
    by_code.ask(request, Purpose.JOIN, here.address, reverse("join_claim"), now)
    return redirect("join_claim")
