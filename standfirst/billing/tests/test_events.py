"""The bell: verified, heard once, and answered at once."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.billing.models import Bell, Customer
from standfirst.billing.sandbox import signature
from standfirst.billing.sandbox.testing import WEBHOOK_SECRET, Sandbox, ring_one
from standfirst.billing.sync import sync_due
from standfirst.billing.tests import payers

pytestmark = pytest.mark.django_db

EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "invoice.paid",
    "data": {"object": {"id": "in_1", "object": "invoice", "customer": "cus_ana"}},
}


@pytest.fixture
def ana(sandbox: Sandbox) -> Customer:
    return Customer.objects.create(stripe_id="cus_ana", made_at=sandbox.world.now)


def rung(customer: Customer) -> int:
    customer.refresh_from_db()
    return customer.rung


def post(client: Client, body: bytes | str, header: str, **more):
    return client.post(
        reverse("stripe_events"),
        data=body,
        content_type="application/json",
        headers={"Stripe-Signature": header},
        **more,
    )


def about(thing: dict, kind: str = "invoice.paid") -> dict:
    return EVENT | {"type": kind, "data": {"object": thing}}


def test_it_rings_for_its_customer(client: Client, ana: Customer) -> None:
    assert ring_one(client, EVENT).status_code == 200
    assert rung(ana) == 1
    assert ana.sync_at
    bell = Bell.objects.get()
    assert (bell.stripe_id, bell.kind, bell.customer) == ("evt_1", "invoice.paid", "cus_ana")


def test_the_same_event_rings_once(client: Client, ana: Customer) -> None:
    for _ in range(3):
        assert ring_one(client, EVENT).status_code == 200
    assert (rung(ana), Bell.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=1,v1=00",
        "nonsense",
        "t=,v1=",
        signature.header(json.dumps(EVENT), "whsec_another"),
        signature.header(json.dumps(EVENT) + " ", WEBHOOK_SECRET),
    ],
    ids=["none", "no secret's", "nonsense", "empty", "another secret's", "of another body"],
)
def test_it_refuses_what_stripe_did_not_sign(client: Client, ana: Customer, header: str) -> None:
    assert post(client, json.dumps(EVENT), header).status_code == 400
    assert (rung(ana), Bell.objects.count()) == (0, 0)


@pytest.mark.parametrize("body", ["", "[]", "null", "{", "1", b"\xff\xfe"])
def test_it_refuses_what_is_no_event(client: Client, ana: Customer, body: str | bytes) -> None:
    text = body.decode("latin-1") if isinstance(body, bytes) else body
    assert post(client, body, signature.header(text, WEBHOOK_SECRET)).status_code == 400


@pytest.mark.parametrize(
    "event",
    [
        EVENT | {"type": "capability.updated"},
        EVENT | {"type": None},
        EVENT | {"id": ""},
        EVENT | {"data": None},
        EVENT | {"data": {"object": []}},
        about({"id": "in_1", "object": "invoice", "customer": None}),
        about({"id": "in_1", "object": "invoice", "customer": ["x"]}),
        about({"id": "in_1", "object": "invoice", "customer": "cus_of_the_mug_shop"}),
        about({"id": "du_1", "object": "dispute", "payment_intent": "pi_unknown"}),
        {},
    ],
)
def test_it_keeps_nothing_of_what_is_of_no_use(client: Client, ana: Customer, event: dict) -> None:
    assert ring_one(client, event).status_code == 200
    assert (rung(ana), Bell.objects.count()) == (0, 0)


def test_a_customer_may_stand_in_full(client: Client, ana: Customer) -> None:
    ring_one(client, about({"id": "cus_ana", "object": "customer"}, "customer.updated"))
    ring_one(client, about({"object": "invoice", "customer": {"id": "cus_ana"}}) | {"id": "evt_2"})
    assert rung(ana) == 2


def test_a_dispute_is_known_by_its_payment(client: Client, sandbox: Sandbox) -> None:
    payers.open_shop()
    it = payers.join(sandbox, payers.reader())
    payment = it.invoices.get().payment
    before = rung(it)
    dispute = {"id": "du_1", "object": "dispute", "charge": "ch_1", "payment_intent": payment}
    ring_one(client, about(dispute, "charge.dispute.created"))
    assert rung(it) == before + 1


def test_nobody_hears_where_payments_are_not_connected(client: Client, ana: Customer, settings):
    settings.STRIPE_KEY = ""
    assert ring_one(client, EVENT).status_code == 404


def test_without_a_secret_nothing_is_believed(client: Client, ana: Customer, settings) -> None:
    settings.STRIPE_WEBHOOK_SECRET = ""
    assert ring_one(client, EVENT, "").status_code == 400


def test_it_takes_no_more_than_an_event(client: Client, ana: Customer) -> None:
    assert post(client, b"x" * (512 * 1024 + 1), "t=1,v1=0").status_code == 413
    assert client.get(reverse("stripe_events")).status_code == 405


def test_it_needs_no_token_of_a_form(ana: Customer) -> None:
    assert ring_one(Client(enforce_csrf_checks=True), EVENT).status_code == 200


def test_what_rings_is_true_on_the_next_tick(client: Client, sandbox: Sandbox) -> None:
    payers.open_shop()
    who = payers.reader()
    it = payers.customer(sandbox, who)
    payers.subscribe(it)
    assert {answer.status_code for answer in sandbox.ring(client)} == {200}
    assert not payers.reads(sandbox, who)
    assert sync_due(timezone.now()) == 1
    assert payers.reads(sandbox, who)


def test_bells_are_forgotten_after_a_month(client: Client, ana: Customer, sandbox: Sandbox) -> None:
    ring_one(client, EVENT)
    now = Bell.objects.get().rang_at
    assert Bell.objects.forget(now + timedelta(days=29)) == 0
    assert Bell.objects.forget(now + timedelta(days=31)) == 1
