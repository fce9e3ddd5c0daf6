"""The site as a reader reaches it: over the network, through whatever stands in front."""

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from standfirst.office.doctor.finding import Finding, not_ready, ok, warning
from standfirst.readers.seen_from import permit

SUBJECT = "site"
PATIENCE = 5  # seconds
DRIFT = timedelta(seconds=5)
# An address that is nobody's (RFC 5737): if the site takes us to come from it, anyone can say who they are.
PRETENDED = "192.0.2.77"


@dataclass(frozen=True)
class Answer:
    status: int
    date: str
    body: bytes


def look(now: datetime) -> Iterator[Finding]:
    try:
        answer = _ask(reverse("seen_from"), permit())
    except (OSError, http.client.HTTPException) as why:
        yield not_ready(
            SUBJECT,
            f"The site cannot be reached at {settings.ADDRESS} from here ({_reason(why)}), so neither proxies nor "
            "the address readers seem to come from are known",
            "Start `standfirst serve` and the proxy; see that the name leads here and the port is open",
        )
        return
    if answer.status != HTTPStatus.OK:
        yield not_ready(
            SUBJECT,
            f"At {settings.ADDRESS} something answers {answer.status} to doctor's question: it is not this "
            "publication, or has another STANDFIRST_SECRET",
            "See where the proxy sends its requests, and that all processes have the same settings",
        )
        return
    yield from _proxies(json.loads(answer.body))
    yield _clock(answer.date)
    yield _ready()


def _proxies(seen: dict[str, Any]) -> Iterator[Finding]:
    address, number = seen["address"], settings.PROXIES
    if address == PRETENDED:
        yield not_ready(
            SUBJECT,
            f"The site believes whatever address a reader claims (STANDFIRST_PROXIES={number}): limits hold nobody",
            "Count the proxies of yours; each must set X-Forwarded-For itself, or add to it",
        )
    elif ip_address(address).is_loopback and not _is_here():
        yield not_ready(
            SUBJECT,
            f"All readers seem to come from {address} (STANDFIRST_PROXIES={number}): they share one limit on codes",
            f"A proxy stands in front: set STANDFIRST_PROXIES={number + 1}",
        )
    else:
        yield ok(SUBJECT, f"We are seen to come from {address} (STANDFIRST_PROXIES={number})")
    if seen["secure"] != settings.SECURE:
        yield not_ready(
            SUBJECT,
            "The site does not know that readers reach it by https",
            "Have the proxy set X-Forwarded-Proto, and STANDFIRST_PROXIES count it",
        )


def _is_here() -> bool:
    """Whether readers reach the site on this machine alone."""
    host = urlsplit(settings.ADDRESS).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"


def _clock(date: str) -> Finding:
    try:
        apart = abs(timezone.now() - parsedate_to_datetime(date))
    except (TypeError, ValueError):
        return warning(
            SUBJECT, "Its answers have no Date", "Have the proxy leave that header alone"
        )
    if apart > DRIFT:
        return not_ready(
            SUBJECT,
            f"Its clock and the one here are {apart.total_seconds():.0f} seconds apart",
            "Set both by NTP: timedatectl set-ntp true",
        )
    return ok(SUBJECT, "Its clock agrees with the one here")


def _ready() -> Finding:
    answer = _ask("/-/ready")
    said = answer.body.decode(errors="replace").strip()
    match answer.status:
        case HTTPStatus.OK:
            return ok(SUBJECT, f"{settings.ADDRESS} is ready")
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return not_ready(SUBJECT, f"It lacks: {said[:60]}", "See what is said of that")
    return ok(SUBJECT, f"{settings.ADDRESS} answers; what is below /-/ does not leave the proxy")


def _ask(path: str, permit: str = "") -> Answer:
    address = urlsplit(settings.ADDRESS)
    host = address.hostname or ""
    connection = (
        http.client.HTTPSConnection(
            host, address.port, timeout=PATIENCE, context=ssl.create_default_context()
        )
        if settings.SECURE
        else http.client.HTTPConnection(host, address.port, timeout=PATIENCE)
    )
    headers = {"X-Forwarded-For": PRETENDED, "User-Agent": "standfirst doctor"}
    if permit:
        headers["Authorization"] = f"Bearer {permit}"
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers.get("Date", ""), answer.read(10_000))
    finally:
        connection.close()


def _reason(why: Exception) -> str:
    return str(
        getattr(why, "verify_message", "") or getattr(why, "strerror", "") or type(why).__name__
    )
