"""The one door to Stripe. Nobody else names the SDK.

    with asking() as stripe:
        stripe.v1.subscriptions.retrieve(...)

Never inside a transaction: it would hold the database for as long as the answer takes. What the SDK raises comes out as
one of ours. Whatever changes something carries an idempotency key, so that asking twice does it once
(docs.stripe.com/api/idempotent_requests).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import stripe
from django.conf import settings
from django.db import connection
from stripe import StripeClient

TIMEOUT = 20  # seconds
TRIES = 2  # after the first, by the SDK, with its own idempotency keys


class Trouble(Exception):
    """What was asked for was not done; the message is for the log."""


class NotConnected(Trouble):
    """There is no key: this publication takes no payments."""


class Unreachable(Trouble):
    """No answer, or one that says to come again. Whether it was done is not known."""


class Refused(Trouble):
    """Stripe understood, and said no. `code` is Stripe's own word, empty where it gave none."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass
class CardRefused(Trouble):
    """The bank said no (402). `decline_code` is Stripe's (docs.stripe.com/declines/codes), perhaps empty."""

    code: str
    decline_code: str = ""
    payment_intent: str = ""


def is_connected() -> bool:
    return bool(settings.STRIPE_KEY and settings.STRIPE_PUBLISHABLE_KEY)


@contextmanager
def asking() -> Iterator[StripeClient]:
    """Raises one of Trouble. Raises RuntimeError inside a transaction, but for a test's own."""
    if not is_connected():
        raise NotConnected(
            "STANDFIRST_STRIPE_KEY and STANDFIRST_STRIPE_PUBLISHABLE_KEY are not set."
        )
    if connection.in_atomic_block and not getattr(
        connection.atomic_blocks[-1], "_from_testcase", False
    ):
        raise RuntimeError("Stripe is never asked inside a transaction.")
    try:
        yield _client(settings.STRIPE_KEY, settings.STRIPE_API)
    except stripe.CardError as why:
        raise _card_refused(why) from why
    except (stripe.APIConnectionError, stripe.RateLimitError) as why:
        raise Unreachable(str(why)) from why
    except stripe.StripeError as why:
        if (why.http_status or 500) >= 500:
            raise Unreachable(str(why)) from why
        raise Refused(str(why), why.code or "") from why


@lru_cache(maxsize=4)
def _client(key: str, address: str) -> StripeClient:
    return StripeClient(
        key,
        base_addresses={"api": address},
        max_network_retries=TRIES,
        http_client=stripe.RequestsClient(timeout=TIMEOUT),
    )


def _card_refused(why: stripe.CardError) -> CardRefused:
    error = why.error
    intent = getattr(error, "payment_intent", None) if error else None
    return CardRefused(
        code=why.code or "",
        decline_code=(getattr(error, "decline_code", None) or "") if error else "",
        payment_intent=intent["id"] if intent else "",
    )
