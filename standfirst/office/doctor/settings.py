"""The secret, and variables that nothing reads."""

import os
import stat
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from standfirst import environment
from standfirst.office.doctor.finding import Finding, not_ready, ok, warning

OURS = "STANDFIRST_"
SUBJECT = "settings"
FEW = 12  # characters that differ: a secret of random ones has more


def look(now: datetime) -> Iterator[Finding]:
    yield _secret()
    yield from _secret_file()
    yield _address()
    unknown = sorted(it for it in os.environ if it.startswith(OURS) and it not in environment.read)
    if unknown:
        yield warning(
            SUBJECT,
            f"Nothing reads {', '.join(unknown)}",
            "Compare the spelling with the table in docs/publishers.md",
        )
    if not os.environ.get("STANDFIRST_PROXIES"):
        yield not_ready(
            SUBJECT,
            "STANDFIRST_PROXIES is not set, and `serve` wants it said",
            "STANDFIRST_PROXIES=1 behind Caddy or nginx, STANDFIRST_PROXIES=0 where readers reach us directly",
        )


def _secret() -> Finding:
    if len(set(settings.SECRET_KEY)) < FEW:
        return not_ready(
            SUBJECT,
            "STANDFIRST_SECRET repeats itself: it is not random",
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'. All readers log in anew",
        )
    return ok(SUBJECT, f"The secret has {len(settings.SECRET_KEY)} characters")


def _secret_file() -> Iterator[Finding]:
    file = settings.DATA / "secret"
    if file.is_file() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield not_ready(SUBJECT, f"Others on this machine can read {file}", f"chmod 600 {file}")


def _address() -> Finding:
    if settings.DEMO:
        return warning(
            SUBJECT,
            "This is a demo, where anyone logs in as anyone",
            "Give the publication a data directory of its own",
        )
    if not settings.SECURE:
        return not_ready(
            SUBJECT,
            f"The address is {settings.ADDRESS}: codes and sessions cross the network readable",
            "Put a proxy with TLS in front, and set STANDFIRST_ADDRESS=https://…",
        )
    return ok(SUBJECT, f"The address is {settings.ADDRESS}")
