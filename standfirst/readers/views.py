"""Log in, sign up, log out. Every page here is for one browser and is never shared."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.readers import by_code, limits, passwords
from standfirst.readers.ceremony import possible
from standfirst.readers.codes import Verdict
from standfirst.readers.forms import AddressForm, CodeForm, LogInForm, PasswordForm
from standfirst.readers.here import reader_of, signed_in
from standfirst.readers.pending import Pending, Purpose
from standfirst.readers.places import place_of, with_place
from standfirst.readers.proof import proved_lately
from standfirst.readers.user_agent import in_app
from standfirst.readers.words import earlier_code, wrong_code, wrong_password

ADDRESS_FORMS = {Purpose.LOG_IN: LogInForm, Purpose.SIGN_UP: AddressForm}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@get_or_post
def log_in(request: HttpRequest) -> HttpResponse:
    return _ask_for_address(request, Purpose.LOG_IN, timezone.now())


@never_cache
@get_or_post
def sign_up(request: HttpRequest) -> HttpResponse:
    return _ask_for_address(request, Purpose.SIGN_UP, timezone.now())


@never_cache
@sensitive_post_parameters("code")
@get_or_post
def enter_code(
    request: HttpRequest, template: str = "readers/code.html", **more: Any
) -> HttpResponse:
    """Where this browser's code is entered, be it to log in or to sign up; rooms above have a `template` of theirs."""
    pending = Pending.of(request)
    if reader_of(request) and not (pending and pending.purpose.signed_in):
        return redirect(place_of(request) or "/")
    if request.method == "POST":
        return _enter(request, pending, timezone.now(), template, more)
    if pending is None:
        return render(request, "readers/no_code.html", _ways(request, place_of(request)))
    return _code_page(request, pending, CodeForm(), timezone.now(), template, more)


@never_cache
@get_or_post
def another_code(request: HttpRequest) -> HttpResponse:
    """Send again, to the same address and for the same purpose; the code sent before ends."""
    place, now = place_of(request), timezone.now()
    pending = Pending.of(request)
    if (
        request.method != "POST"
        or pending is None
        or bool(reader_of(request)) is not pending.purpose.signed_in
    ):
        return redirect(with_place("account_confirm_login_code", place))
    page = with_place(by_code.CODE_PAGES[pending.purpose], place)
    if until := limits.another_refused_until(request, pending.address, now):
        return limits.too_many(request, until, now, page)
    by_code.ask_again(request, pending, now)
    return redirect(page)


@never_cache
@sensitive_post_parameters("password")
@get_or_post
def log_in_with_password(request: HttpRequest) -> HttpResponse:
    """One answer for no account, no password and a wrong one."""
    place, now = place_of(request), timezone.now()
    if reader_of(request):
        return redirect(place or "/")
    pending = Pending.of(request)
    form = PasswordForm(
        request.POST if request.method == "POST" else None,
        initial={"email": pending.address if pending else ""},
    )
    if form.is_valid():
        address, password = form.cleaned_data["email"], form.cleaned_data["password"]
        if until := limits.password_refused_until(request, address, now):
            return limits.too_many(request, until, now, with_place("account_login", place))
        if reader := passwords.reader_with(address, password):
            return passwords.log_in(request, reader, address, place)
        form.add_error("password", wrong_password())
    return render(request, "readers/password.html", {"form": form, **_ways(request, place)})


@never_cache
@login_required
@get_or_post
def confirm(request: HttpRequest) -> HttpResponse:
    """Show once more who you are, before what a log-in of long ago is not enough for."""
    place, now, reader = place_of(request), timezone.now(), signed_in(request)
    if proved_lately(request, now):
        return redirect(place or "/")
    if request.method == "POST":
        if until := limits.ask_refused_until(request, reader.email, now):
            return limits.too_many(request, until, now, with_place("confirm", place))
        by_code.ask(request, Purpose.CONFIRM, reader.email, place, now)
        return redirect(with_place("confirm_code", place))
    has_passkey = possible(request) and reader.passkeys.exists()
    context = {"reader": reader, "place": place, "has_passkey": has_passkey}
    return render(request, "readers/confirm.html", context)


@never_cache
@get_or_post
def log_out(request: HttpRequest) -> HttpResponse:
    place = place_of(request)
    if request.method == "POST":
        logout(request)
    if reader_of(request) is None:
        return redirect(place or "/")
    return render(request, "readers/log_out.html", {"place": place})


@never_cache
@require_safe
def another_address(request: HttpRequest) -> HttpResponse:
    """For whoever joined with another address. Says nothing of that one: the code goes to its mailbox."""
    place, reader = place_of(request), reader_of(request)
    ways = _ways(request, place)
    if reader is None:
        return redirect(ways["log_in_url"])
    return render(request, "readers/another_address.html", {"reader": reader, **ways})


@never_cache
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Where allauth sends whoever showed the right code for an account that was closed."""
    return render(request, "readers/closed.html", status=403)


def _ask_for_address(request: HttpRequest, purpose: Purpose, now: datetime) -> HttpResponse:
    place = place_of(request)
    if reader_of(request):
        return redirect(place or "/")
    form = ADDRESS_FORMS[purpose](request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if until := limits.ask_refused_until(request, address, now):
            back = with_place(by_code.ADDRESS_PAGES[purpose], place)
            return limits.too_many(request, until, now, back)
        by_code.ask(request, purpose, address, place, now)
        return redirect(with_place(by_code.CODE_PAGES[purpose], place))
    context = {"form": form, "passkeys": possible(request), **_ways(request, place)}
    return render(request, f"readers/{purpose}.html", context)


def _enter(
    request: HttpRequest,
    pending: Pending | None,
    now: datetime,
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    if pending is None or pending.row.used_at:
        # A second click while the first one logs in: look again with the cookie the first one got.
        return redirect(request.get_full_path())
    form = CodeForm(request.POST)
    if pending.row.end(now) is None and form.is_valid():
        if until := limits.enter_refused_until(request, now):
            return limits.too_many(request, until, now, request.get_full_path())
        if pending.row.enter(form.cleaned_data["code"], now) is Verdict.RIGHT:
            return by_code.arrive(request, pending, place_of(request), now)
        say = earlier_code if pending.sent_before(form.cleaned_data["code"]) else wrong_code
        form.refuse(say(pending.asked_at, pending.row.tries_left))
    return _code_page(request, pending, form, now, template, more)


def _code_page(
    request: HttpRequest,
    pending: Pending,
    form: CodeForm,
    now: datetime,
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    context = {
        "form": form,
        "pending": pending,
        "passkeys": possible(request) and not pending.purpose.signed_in,
        **_ways(request, place_of(request) or pending.place),
        **more,
    }
    end = pending.row.end(now)
    if end is None:
        return render(request, template, context)
    pending.mark_over(request)
    return render(request, "readers/code_over.html", {**context, "end": end})


def _ways(request: HttpRequest, place: str) -> dict[str, Any]:
    """The links of these pages, each of which keeps the place to go back to; the one to copy out of an app is whole."""
    log_in_url = with_place("account_login", place)
    return {
        "place": place,
        "log_in_url": log_in_url,
        "in_app": in_app(request.headers.get("User-Agent", "")),
        "whole_url": f"{settings.ADDRESS}{log_in_url}",
        "sign_up_url": with_place("account_signup", place),
        "password_url": with_place("log_in_with_password", place),
    }
