"""Limits on codes, passwords, passkeys, and messages to staff, counted by allauth (ACCOUNT_RATE_LIMITS)."""

from datetime import UTC, datetime
from math import ceil

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.readers.known import is_known
from standfirst.readers.models import Reader

_APP = "allauth.account"


def ask_refused_until(request: HttpRequest, address: str, now: datetime) -> datetime | None:
    """Count one more code asked for; None if it is allowed, else when the next one is.

    An address has a limit for each client, a wider one for all of them together, and one of its own for
    browsers that were logged in with it: strangers can neither fill a mailbox nor keep its owner out.
    """
    return _address_refused_until(request, "ask_code", address, now)


def another_refused_until(request: HttpRequest, address: str, now: datetime) -> datetime | None:
    """The same for "send again", which has a short limit of its own before."""
    soon = _refused_until(request, "ask_again", _pair(request, address), now)
    return soon or ask_refused_until(request, address, now)


def enter_refused_until(request: HttpRequest, now: datetime) -> datetime | None:
    return _refused_until(request, "enter_code", None, now)


def password_refused_until(request: HttpRequest, address: str, now: datetime) -> datetime | None:
    """Counted as codes that are asked for are, so that nobody can keep an address's owner from trying."""
    return _address_refused_until(request, "try_password", address, now)


def factor_refused_until(request: HttpRequest, reader: str, now: datetime) -> datetime | None:
    """Six digits can be guessed by whoever may try for long: here all clients share one limit."""
    return _refused_until(request, "enter_factor", reader, now)


def passkey_refused_until(request: HttpRequest, now: datetime) -> datetime | None:
    return _refused_until(request, "use_passkey", None, now)


def write_refused_until(request: HttpRequest, address: str, now: datetime) -> datetime | None:
    """Count one more message to staff, which a mail to `address` confirms: strangers cannot fill a mailbox by it."""
    here = _refused_until(request, "write", None, now)
    return here or _refused_until(request, "write_for", address, now)


def card_refused_until(request: HttpRequest, payer: str, now: datetime) -> datetime | None:
    """Count one more card given for what `payer` pays: a form that says which cards are good is tried by thieves."""
    return _refused_until(request, "give_card", payer, now)


def join_refused_until(request: HttpRequest, now: datetime) -> datetime | None:
    """Count one more card that is asked for, or promotion code that is tried: neither is to be guessed here."""
    return _refused_until(request, "join", None, now)


def download_refused_until(request: HttpRequest, reader: Reader, now: datetime) -> datetime | None:
    return _refused_until(request, "download_data", str(reader.pk), now)


def too_many(
    request: HttpRequest,
    until: datetime,
    now: datetime,
    back: str,
    *,
    template: str = "readers/429.html",
) -> HttpResponse:
    """429, saying when to try again; `back` is the page to do it on."""
    seconds = max(1, ceil((until - now).total_seconds()))
    context = {"until": until, "minutes": ceil(seconds / 60), "back": back}
    response = render(request, template, context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _pair(request: HttpRequest, address: str) -> str:
    return f"{get_adapter(request).get_client_ip(request)} {address}"


def _address_refused_until(
    request: HttpRequest, action: str, address: str, now: datetime
) -> datetime | None:
    if until := _refused_until(request, action, None, now):
        return until
    if is_known(request, address):
        return _refused_until(request, f"{action}_known", address, now)
    here = _refused_until(request, f"{action}_here", _pair(request, address), now)
    return here or _refused_until(request, f"{action}_for", address, now)


def _refused_until(
    request: HttpRequest, action: str, key: str | None, now: datetime
) -> datetime | None:
    if ratelimit.consume(request, action=action, key=key):
        return None
    free = max(_free_at(request, action, key), default=now.timestamp())
    return datetime.fromtimestamp(free, UTC)


def _free_at(request: HttpRequest, action: str, key: str | None) -> list[float]:
    """When each used-up rate has room again: allauth keeps the times of the last hits, newest first."""
    used_up = []
    for rate in get_rates(app=_APP, action=action):
        name = get_cache_key(request, app=_APP, action=action, rate=rate, key=key)
        hits: list[float] = cache.get(name, [])
        if len(hits) >= rate.amount:
            used_up.append(hits[rate.amount - 1] + rate.duration)
    return used_up
