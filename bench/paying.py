"""From the bell to the standing: each step beside the least it could take."""

import json
import logging
import os
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, cast

import django

from bench.local_stripe import SECRET, local_stripe
from standfirst import datadir
from standfirst.billing.sandbox import signature

_numbers = count(1)


def run(folder: Path, customers: int, bells: int, payments: int) -> str:
    with local_stripe() as address:
        _set_up(folder, address)
        return _measure(customers, bells, payments)


def _set_up(folder: Path, address: str) -> None:
    for name in [it for it in os.environ if it.startswith(("STANDFIRST_", "MAIL_", "DATABASE_"))]:
        del os.environ[name]
    datadir.prepare(folder, "http://testserver")
    os.environ |= {
        "STANDFIRST_DATA": str(folder),
        "STANDFIRST_STRIPE_KEY": "sk_test_sandbox",
        "STANDFIRST_STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox",
        "STANDFIRST_STRIPE_WEBHOOK_SECRET": SECRET,
        "STANDFIRST_STRIPE_API": address,
        "DJANGO_SETTINGS_MODULE": "standfirst.settings",
    }
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ROOT_URLCONF = "bench.ringing"
    call_command("migrate", verbosity=0)
    logging.disable(logging.INFO)


def _measure(customers: int, bells: int, payments: int) -> str:
    from django.test import Client

    from standfirst.billing.models import Customer
    from standfirst.billing.sync import sync_due
    from standfirst.billing.truth import fetch
    from standfirst.membership.rows import standing_of

    client, now = Client(), _now
    _sell()
    made = [_pay() for _ in range(customers)]
    first = made[0]

    def post(path: str, about: Iterable[Customer]) -> float:
        return _rate([lambda it=it: _post(client, path, it) for it in about])

    many = [first] * bells
    bare, rung = post("/bare/", many), post("/billing/events/", many)
    fetched = _rate([lambda it=it: fetch(it.stripe_id) for it in made])
    Customer.objects.update(sync_at=None)

    def all_of_it() -> None:
        for it in made:
            _post(client, "/billing/events/", it)
        while Customer.objects.due(now()).exists():
            sync_due(now())

    began = time.perf_counter()
    all_of_it()
    whole = customers / (time.perf_counter() - began)

    waits = []
    for _ in range(payments):
        it = _pay()
        began = time.perf_counter()
        _post(client, "/billing/events/", it)
        sync_due(now())
        assert it.reader
        assert standing_of(it.reader, now()).rights
        waits.append(time.perf_counter() - began)
    wait, least = median(waits), 1 / fetched
    return "\n".join(
        [
            "| | Standfirst | the least it could be | ratio |",
            "| --- | ---: | ---: | ---: |",
            f"| a bell heard, a second | {rung:.0f} | {bare:.0f} (verified, and no more) | {rung / bare:.2f} |",
            f"| a bell heard, asked about and applied, a second | {whole:.1f} | {fetched:.1f} (asked, and no more)"
            f" | {whole / fetched:.2f} |",
            f"| from the bell to an open page, ms | {wait * 1000:.0f} | {least * 1000:.0f} (asked, and no more)"
            f" | {wait / least:.2f} |",
            "",
            f"{customers} customers, {bells} bells, {payments} payments; one process, SQLite, the sandbox beside it. "
            "The worker's tick, up to a second, comes on top.",
        ]
    )


def _rate(calls: list[Callable[[], object]]) -> float:
    calls[0]()
    began = time.perf_counter()
    for call in calls:
        call()
    return len(calls) / (time.perf_counter() - began)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _sell() -> None:
    from standfirst.billing import catalogue
    from standfirst.membership.models import Plan
    from standfirst.membership.snapshot import Money

    Plan.objects.offer("basic", name="Basic").set_price(Money(500, "EUR"), "month")
    catalogue.push_all()


def _pay() -> Any:
    """A reader who has just paid; nobody here has heard of it."""
    from standfirst.billing import catalogue, customers
    from standfirst.billing.gateway import asking
    from standfirst.membership.models import Price
    from standfirst.readers.models import Reader

    number = next(_numbers)
    reader = Reader.objects.create_reader(f"reader{number}@example.com", name="Ana")
    it = customers.make_customer(
        reader=reader, address=reader.email, key=f"bench-{number}", now=_now()
    )
    with asking() as stripe:
        card = stripe.v1.payment_methods.attach("pm_card_visa", params={"customer": it.stripe_id})
        customers.keep_card(it, card.id)
        terms = {
            "customer": it.stripe_id,
            "items": [{"price": catalogue.id_of(Price.objects.get())}],
        }
        stripe.v1.subscriptions.create(params=cast(Any, terms))
    return it


def _post(client: Any, path: str, it: Any) -> None:
    event = {
        "id": f"evt_{next(_numbers)}",
        "type": "invoice.paid",
        "data": {"object": {"id": "in_1", "object": "invoice", "customer": it.stripe_id}},
    }
    body = json.dumps(event)
    answer = client.post(
        path,
        data=body,
        content_type="application/json",
        headers={"Stripe-Signature": signature.header(body, SECRET)},
    )
    assert answer.status_code == 200
