"""The one door to Stripe. Nobody else names the SDK.

    with asking() as stripe:
        stripe.v1.subscriptions.retrieve(...)

Never inside a transaction: it would hold the database for as long as the answer takes. What the SDK raises comes out as
one of ours. Whatever changes something carries an idempotency key, so that asking twice does it once
(docs.stripe.com/api/idempotent_requests).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings
from django.db import connection
from stripe import StripeClient

TIMEOUT = 20  # seconds
SOON = 8
TOLERANCE = 300  # seconds between a bell's signing and its hearing
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


class BadSignature(Exception):
    """It was not Stripe that rang, or not lately."""


def read_event(body: bytes, signature: str) -> dict[str, Any]:
    """What rang, if Stripe signed it within the last minutes (docs.stripe.com/webhooks#verify-events)."""
    try:
        stripe.WebhookSignature.verify_header(
            body, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE
        )
        event = json.loads(body)
    except (stripe.SignatureVerificationError, ValueError) as why:
        raise BadSignature(str(why)) from why
    if not isinstance(event, dict):
        raise BadSignature("It is no object.")
    return event


@contextmanager
def asking(*, soon: bool = False) -> Iterator[StripeClient]:
    """Raises one of Trouble. Raises RuntimeError inside a transaction, but for a test's own.

    `soon`: for whoever would rather ask again later than wait, as the worker, whose other jobs wait meanwhile.
    """
    if not is_connected():
        raise NotConnected(
            "STANDFIRST_STRIPE_KEY and STANDFIRST_STRIPE_PUBLISHABLE_KEY are not set."
        )
    if connection.in_atomic_block and not getattr(
        connection.atomic_blocks[-1], "_from_testcase", False
    ):
        raise RuntimeError("Stripe is never asked inside a transaction.")
    try:
        yield _client(settings.STRIPE_KEY, settings.STRIPE_API, soon)
    except stripe.CardError as why:
        raise _card_refused(why) from why
    except (stripe.APIConnectionError, stripe.RateLimitError) as why:
        raise Unreachable(str(why)) from why
    except stripe.StripeError as why:
        if (why.http_status or 500) >= 500:
            raise Unreachable(str(why)) from why
        raise Refused(str(why), why.code or "") from why


@lru_cache(maxsize=4)
def _client(key: str, address: str, soon: bool) -> StripeClient:
    return StripeClient(
        key,
        base_addresses={"api": address},
        max_network_retries=0 if soon else TRIES,
        http_client=stripe.RequestsClient(timeout=SOON if soon else TIMEOUT),
    )


def _card_refused(why: stripe.CardError) -> CardRefused:
    error = why.error
    intent = getattr(error, "payment_intent", None) if error else None
    return CardRefused(
        code=why.code or "",
        decline_code=(getattr(error, "decline_code", None) or "") if error else "",
        payment_intent=intent["id"] if intent else "",
    )
