"""The second factor: shown before the admin, and added, by staff. Every page here is for one browser."""

from base64 import b64encode
from datetime import datetime
from typing import Any

import qrcode
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from qrcode.image.svg import SvgPathFillImage

from standfirst.publication.models import PublicationSettings
from standfirst.readers import authenticator_app, ceremony, factors, limits
from standfirst.readers.factors import fully_proven
from standfirst.readers.forms import AppCodeForm, FactorForm
from standfirst.readers.here import signed_in
from standfirst.readers.models import Reader, RecoveryCode
from standfirst.readers.places import place_of, with_place
from standfirst.readers.proof import recently_proven

_SECRET = "app_secret"  # noqa: S105 - where the session keeps it until a code of it is entered
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters("code")
@login_required
@get_or_post
def show_factor(request: HttpRequest) -> HttpResponse:
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    held = factors.factors_of(reader)
    if factors.was_shown(request) or not held.held:
        return redirect(place or "/")
    form = FactorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if until := limits.factor_refused_until(request, str(reader.pk), now):
            return limits.too_many(request, until, now, with_place("show_factor", place))
        if factors.enter(reader, form.cleaned_data["code"], now):
            factors.remember_shown(request)
            return redirect(place or "/")
        form.refuse(
            _(
                "That is no code that works now. A code of the app is good for half a minute, and once."
            )
        )
    passkeys = bool(held.passkeys) and ceremony.possible(request)
    context = {"form": form, "held": held, "passkeys": passkeys, "place": place}
    return render(request, "readers/show_factor.html", context)


@never_cache
@recently_proven
@require_safe
def add_factor(request: HttpRequest) -> HttpResponse:
    """Where staff without one are led, before the admin, when the publisher asks for one."""
    place, reader = place_of(request), signed_in(request)
    if factors.factors_of(reader).held:
        return redirect(place or "/")
    context = {
        "place": place,
        "possible": ceremony.possible(request),
        "app_url": with_place("authenticator_app", place),
    }
    return render(request, "readers/add_factor.html", context)


@never_cache
@sensitive_post_parameters("code")
@fully_proven
@get_or_post
def add_app(request: HttpRequest) -> HttpResponse:
    """Show the square, and take the first code that the app makes of it; or, with `remove`, the app's end."""
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    held = factors.factors_of(reader).app
    if held and "remove" in request.POST:
        factors.remove_app(held, now)
    if held:
        return redirect(place or "keys")
    secret = request.session.setdefault(_SECRET, authenticator_app.new_secret())
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        period = authenticator_app.period_in_which(secret, form.cleaned_data["code"], now)
        if period is not None and _keep(reader, secret, period, now):
            return _added(request, reader, place)
        form.refuse(_("That is not the app's code. Is the clock of your telephone right?"))
    return render(request, "readers/add_app.html", _square(reader, secret, form, place))


@never_cache
@fully_proven
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shown once, in the answer that makes them. They stand in for a factor, so there has to be one."""
    reader = signed_in(request)
    if request.method != "POST" or not factors.factors_of(reader).held:
        return redirect("keys")
    codes = factors.new_recovery_codes(reader, timezone.now())
    return _codes_page(request, codes, place_of(request))


def _keep(reader: Reader, secret: str, period: int, now: datetime) -> bool:
    """False where another request was first."""
    try:
        factors.add_app(reader, secret, period, now)
    except IntegrityError:
        return False
    return True


def _added(request: HttpRequest, reader: Reader, place: str) -> HttpResponse:
    del request.session[_SECRET]
    factors.remember_shown(request)
    if reader.recovery_codes.left().exists():
        return redirect(place or "keys")
    return _codes_page(request, RecoveryCode.new_for(reader), place)


def _codes_page(request: HttpRequest, codes: list[str], place: str) -> HttpResponse:
    context = {"codes": codes, "place": place}
    return render(request, "readers/recovery_codes.html", context)


def _square(reader: Reader, secret: str, form: AppCodeForm, place: str) -> dict[str, Any]:
    address = authenticator_app.address_of(secret, PublicationSettings.load().name, reader.email)
    drawn = qrcode.make(address, image_factory=SvgPathFillImage, border=2).to_string()
    return {
        "form": form,
        "place": place,
        "square": f"data:image/svg+xml;base64,{b64encode(drawn).decode()}",
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
