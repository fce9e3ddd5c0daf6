"""One event posted to one address, signed as Stripe signs, and when to try again: docs.stripe.com/webhooks."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from standfirst.billing.sandbox import signature

PATIENCE = 10.0  # seconds for an answer
FIRST_WAIT, LONGEST_WAIT = 5.0, 12 * 3600.0  # seconds
TRIED_FOR = (
    3 * 24 * 3600.0
)  # docs.stripe.com/webhooks, "Retry behavior": up to three days, with an exponential back-off


@dataclass(frozen=True)
class Target:
    """`only`: kinds of event; `*` for all."""

    url: str
    secret: str
    only: tuple[str, ...] = ("*",)

    def wants(self, kind: str) -> bool:
        return "*" in self.only or kind in self.only


@dataclass(frozen=True)
class Outcome:
    """`status` is 0 where there was no answer."""

    status: int
    words: str

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


def written(event: dict[str, Any]) -> bytes:
    return json.dumps(event, indent=2).encode()


def wait_after(attempts: int) -> float | None:
    """Seconds until the next; None: it is not tried any more."""
    waits = [min(FIRST_WAIT * 3.0**each, LONGEST_WAIT) for each in range(attempts)]
    return waits[-1] if sum(waits) <= TRIED_FOR else None


def ring(target: Target, payload: bytes, at: int) -> Outcome:
    """Redirects are not followed: at Stripe they count as failures."""
    parts = urlsplit(target.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature.header(payload.decode(), target.secret, at),
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    try:
        connection.request("POST", parts.path or "/", payload, headers)
        answer = connection.getresponse()
        said = answer.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as why:
        return Outcome(0, str(why) or type(why).__name__)
    finally:
        connection.close()
    return Outcome(answer.status, said)
