"""Whether payments can be taken: keys, Stripe's answers, its bell, and the prices it knows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from standfirst.billing import looking
from standfirst.billing.gateway import Trouble
from standfirst.billing.models import Customer
from standfirst.office.doctor.finding import Finding, not_ready, ok, warning
from standfirst.settings import STRIPES_API

SUBJECT = "payments"
APART = timedelta(minutes=2)  # Stripe's signatures are good for five
WAITED = timedelta(minutes=10)


def look(now: datetime) -> Iterator[Finding]:
    if not (settings.STRIPE_KEY or settings.STRIPE_PUBLISHABLE_KEY):
        yield warning(
            SUBJECT,
            "Payments are not connected: nobody can join, and the pages say so",
            "Set STANDFIRST_STRIPE_KEY, STANDFIRST_STRIPE_PUBLISHABLE_KEY and STANDFIRST_STRIPE_WEBHOOK_SECRET",
        )
        return
    wrong = list(_keys())
    yield from wrong
    if any(it.level == "not ready" for it in wrong):
        return
    try:
        yield from _account(now)
        yield _bell()
        yield from _heard(now)
        yield _prices()
    except Trouble as why:
        yield not_ready(
            SUBJECT,
            f"Stripe does not answer as it should: {why}",
            "Compare the key with dashboard.stripe.com/apikeys; see status.stripe.com",
        )
    yield from _waiting(now)


def _keys() -> Iterator[Finding]:
    secret, shown = settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY
    if not secret or not shown:
        missing = "STANDFIRST_STRIPE_KEY" if not secret else "STANDFIRST_STRIPE_PUBLISHABLE_KEY"
        yield not_ready(
            SUBJECT, f"{missing} is not set", "Both stand at dashboard.stripe.com/apikeys"
        )
        return
    if not secret.startswith(("sk_", "rk_")) or not shown.startswith("pk_"):
        yield not_ready(
            SUBJECT,
            "The keys are not what they should be: a secret one begins with sk_ or rk_, a publishable one with pk_",
            "Compare them with dashboard.stripe.com/apikeys; they may have been swapped",
        )
        return
    modes = {looking.mode_of(secret), looking.mode_of(shown)}
    if len(modes) > 1:
        yield not_ready(
            SUBJECT,
            "One of the keys is live, and the other is for tests",
            "Take both from the same side of dashboard.stripe.com/apikeys",
        )
    elif settings.STRIPE_API != STRIPES_API:
        if "live" in modes:  # settings refuse to start with it
            yield not_ready(SUBJECT, "A live key goes to a sandbox", "Unset STANDFIRST_STRIPE_API")
        else:
            yield warning(
                SUBJECT,
                f"Payments go to the sandbox at {settings.STRIPE_API}: no money moves",
                "Unset STANDFIRST_STRIPE_API, and set the keys of your account",
            )
    elif "test" in modes:
        yield warning(
            SUBJECT, "The keys are for tests: no money moves", "Set the live keys when you open"
        )
    else:
        yield ok(SUBJECT, "The keys are live")
    if not settings.STRIPE_WEBHOOK_SECRET.startswith("whsec_"):
        yield not_ready(
            SUBJECT,
            "STANDFIRST_STRIPE_WEBHOOK_SECRET is not set, or is none: what Stripe rings is refused",
            "It begins with whsec_, and stands with the endpoint at dashboard.stripe.com/webhooks",
        )


def _account(now: datetime) -> Iterator[Finding]:
    theirs = looking.stripes_time()
    yield ok(SUBJECT, "Stripe answers")
    if theirs and abs(theirs - now) > APART:
        yield not_ready(
            SUBJECT,
            f"Our clock and Stripe's are {abs(theirs - now)} apart: its signatures look old or early",
            "Set the clock: timedatectl set-ntp true",
        )


def _bell() -> Finding:
    address = looking.bell_address()
    endpoint = looking.endpoint(address)
    if endpoint is None:
        return not_ready(
            SUBJECT,
            f"Stripe knows no endpoint {address}: payments are heard of only once a day",
            f"Add it at dashboard.stripe.com/webhooks, with these events: {', '.join(looking.WANTED)}",
        )
    if not endpoint.enabled:
        return not_ready(
            SUBJECT,
            f"The endpoint {address} is switched off at Stripe",
            "Switch it on at dashboard.stripe.com/webhooks",
        )
    if missing := endpoint.missing:
        return warning(
            SUBJECT,
            f"Stripe does not ring for {', '.join(missing)}",
            "Add these events to the endpoint at dashboard.stripe.com/webhooks",
        )
    return ok(SUBJECT, f"Stripe rings at {address}")


def _heard(now: datetime) -> Iterator[Finding]:
    """Stripe shows no endpoint's secret: whether ours fits is seen by what has arrived."""
    rung, heard = looking.newest_bells(now)
    if rung and not heard:
        yield not_ready(
            SUBJECT,
            f"Stripe rang at {rung:%Y-%m-%d %H:%M} UTC about a customer of ours, and it was not heard",
            "Compare STANDFIRST_STRIPE_WEBHOOK_SECRET with the endpoint's at dashboard.stripe.com/webhooks",
        )
    elif rung:
        yield ok(SUBJECT, f"The bell of {rung:%Y-%m-%d %H:%M} UTC was heard: the secret fits")


def _prices() -> Finding:
    wrong = looking.prices_not_there()
    if wrong:
        return not_ready(
            SUBJECT,
            f"On sale here, and not at Stripe, or not for the same amount: {', '.join(wrong)}",
            "The worker makes new ones within seconds; after a change of account, see `standfirst adopt_prices`",
        )
    return ok(SUBJECT, "Stripe knows every price on sale")


def _waiting(now: datetime) -> Iterator[Finding]:
    waiting = Customer.objects.filter(sync_at__lt=now - WAITED).count()
    if waiting:
        yield warning(
            SUBJECT,
            f"Customers that Stripe has been asked about for ten minutes in vain: {waiting}",
            "See the log of the worker, and status.stripe.com",
        )
