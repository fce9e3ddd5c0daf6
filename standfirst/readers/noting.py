"""Each session somebody logs in with gets its Device, and says once an hour that it was seen."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from standfirst.readers.devices import Device, How
from standfirst.readers.models import Reader
from standfirst.readers.user_agent import browser_of

# Not with each request: each is a write.
STEP = timedelta(hours=1)
_KEY = "device"
_LONGEST_LANGUAGE = 16


def note(request: HttpRequest, reader: Reader, now: datetime) -> Device:
    """At a log-in, after Django has given the session its key."""
    zone = request.POST.get("time_zone", "")
    return _note(
        request,
        reader,
        now,
        how=how_logged_in(get_authentication_records(request, reader)),
        time_zone=zone if zone in available_timezones() else "",
        began_at=now,
    )


def see(request: HttpRequest, reader: Reader, now: datetime) -> None:
    """At a visit. Asks the database once an hour, and where the session is of an older version or has a new key."""
    kept = request.session.get(_KEY)
    if kept is None:
        _note(request, reader, now)
    elif kept["key"] != request.session.session_key or _long_ago(kept["seen_at"], now):
        _see(request, reader, kept["id"], now)


def device_here(request: HttpRequest) -> Device | None:
    kept = request.session.get(_KEY)
    return Device.objects.filter(pk=kept["id"]).first() if kept else None


def end_others(request: HttpRequest, reader: Reader, now: datetime) -> None:
    """Log the reader out everywhere but here; a copy of this browser's cookie is out too, by the new key."""
    Device.objects.end_all(reader, but=device_here(request))
    request.session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    request.session.cycle_key()
    see(request, reader, now)


def how_logged_in(records: list[dict[str, Any]]) -> How | None:
    """By what the ways in have left with allauth in this session: the latest."""
    methods = [it["method"] for it in records if it["method"] in How.values]
    return How(methods[-1]) if methods else None


def language_of(accepted: str) -> str:
    """The language the browser asks for first: "de-at"; empty if it asks for none."""
    asked = [tag for tag, _weight in parse_accept_lang_header(accepted.lower()) if tag != "*"]
    return asked[0] if asked and len(asked[0]) <= _LONGEST_LANGUAGE else ""


def _note(request: HttpRequest, reader: Reader, now: datetime, **more: Any) -> Device:
    if request.session.session_key is None:
        request.session.create()
    browser = browser_of(request.headers.get("User-Agent", ""))
    more["how"] = more.get("how") or ""
    device, _new = Device.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "reader": reader,
            "browser": browser.name,
            "system": browser.system,
            "language": language_of(request.headers.get("Accept-Language", "")),
            "seen_at": now,
            **more,
        },
    )
    _remember(request, device, now)
    return device


def _see(request: HttpRequest, reader: Reader, pk: int, now: datetime) -> None:
    device = Device.objects.filter(pk=pk, reader=reader).first()
    if device is None or not device.see(str(request.session.session_key), now):
        _note(request, reader, now)
    else:
        _remember(request, device, now)


def _remember(request: HttpRequest, device: Device, now: datetime) -> None:
    key = request.session.session_key
    request.session[_KEY] = {"id": device.pk, "key": key, "seen_at": int(now.timestamp())}


def _long_ago(seen_at: int, now: datetime) -> bool:
    """Also where the clock says that it was only later than now."""
    return not 0 <= now.timestamp() - seen_at < STEP.total_seconds()
