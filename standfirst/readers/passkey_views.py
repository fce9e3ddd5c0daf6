"""Passkeys: log in with one, confirm with one, and be offered one. Every page here is for one browser."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.readers import ceremony, limits
from standfirst.readers.ceremony import PasskeyRefused, Refusal
from standfirst.readers.devices import How
from standfirst.readers.factors import remember_shown
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.pending import keep_for_a_day
from standfirst.readers.places import place_of, with_place
from standfirst.readers.proof import prove


@never_cache
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the script asks a passkey with. It says nothing of any reader."""
    now = timezone.now()
    if until := limits.passkey_refused_until(request, now):
        return limits.too_many(request, until, now, with_place("account_login", ""))
    options = ceremony.begin_showing(request, now)
    if reader_of(request) is None:
        keep_for_a_day(request)
    return JsonResponse(options)


@never_cache
def log_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Where a browser brings what its passkey signed; who comes otherwise is led to the page it is asked on."""
    place, now = place_of(request), timezone.now()
    if reader_of(request):
        return redirect(place or "/")
    back = with_place("account_login", place)
    if request.method != "POST":
        return redirect(back)
    if until := limits.passkey_refused_until(request, now):
        return limits.too_many(request, until, now, back)
    try:
        passkey = ceremony.finish_showing(request, request.POST.get("credential", ""), now)
    except PasskeyRefused as refused:
        return _not_used(request, refused.why, back)
    record_authentication(request, passkey.reader, method=How.PASSKEY)
    response: HttpResponse = perform_login(request, passkey.reader, redirect_url=place or "/")
    if reader_of(request) == passkey.reader:
        remember_shown(request)
    return response


@never_cache
@login_required
def confirm_with_passkey(request: HttpRequest) -> HttpResponse:
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    back = with_place("confirm", place)
    if request.method != "POST":
        return redirect(back)
    if until := limits.passkey_refused_until(request, now):
        return limits.too_many(request, until, now, back)
    try:
        passkey = ceremony.finish_showing(request, request.POST.get("credential", ""), now)
    except PasskeyRefused as refused:
        return _not_used(request, refused.why, back)
    if passkey.reader != reader:
        return _not_used(request, Refusal.ANOTHERS, back)
    prove(request, now)
    remember_shown(request)
    return redirect(place or "/")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer_passkey(request: HttpRequest) -> HttpResponse:
    """Once, after a code. Whoever says no is not asked again."""
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    if request.method == "POST":
        reader.decline_passkeys(now)
    if not reader.wants_passkey_offer():
        return redirect(place or "/")
    return render(request, "readers/offer_passkey.html", {"place": place})


def _not_used(request: HttpRequest, why: Refusal, back: str) -> HttpResponse:
    return render(request, "readers/passkey_not_used.html", {"why": why, "back": back}, status=400)
