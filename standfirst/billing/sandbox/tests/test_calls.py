"""How calls are read and answered: keys, lists, expansion, errors."""

import json
import urllib.request
from urllib.error import HTTPError

import pytest
import stripe as sdk
from stripe import StripeClient

from standfirst.billing.sandbox.http import Server
from standfirst.billing.sandbox.tests.shop import Shop


def test_it_answers_the_same_key_with_the_same_answer(shop: Shop) -> None:
    make = shop.stripe.v1.customers.create
    first = make(params={"email": "a@example.org"}, options={"idempotency_key": "k"})
    again = make(params={"email": "a@example.org"}, options={"idempotency_key": "k"})
    assert first.id == again.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(shop.stripe.v1.customers.list().data) == 1


def test_it_refuses_the_same_key_for_something_else(shop: Shop) -> None:
    make = shop.stripe.v1.customers.create
    make(params={"email": "a@example.org"}, options={"idempotency_key": "k"})
    with pytest.raises(sdk.IdempotencyError):
        make(params={"email": "b@example.org"}, options={"idempotency_key": "k"})
    shop.world.advance(days=2)
    assert make(params={"email": "b@example.org"}, options={"idempotency_key": "k"}).id


def test_it_answers_a_refused_card_with_the_same_refusal(shop: Shop) -> None:
    ana = shop.customer()
    shop.world.replace_card_behaviour(ana.id, "4000000000009995")
    for number in ("4000000000009995", "4242424242424242"):
        shop.world.replace_card_behaviour(ana.id, number)
        with pytest.raises(sdk.CardError):
            shop.stripe.v1.subscriptions.create(
                params={
                    "customer": ana.id,
                    "items": [{"price": shop.month}],
                    "payment_behavior": "error_if_incomplete",
                },
                options={"idempotency_key": "k"},
            )


def test_it_forgets_the_key_of_a_call_that_it_did_not_understand(shop: Shop) -> None:
    make = shop.stripe.v1.customers.create
    with pytest.raises(sdk.InvalidRequestError):
        make(params={"emial": "a@example.org"}, options={"idempotency_key": "k"})
    assert make(params={"email": "a@example.org"}, options={"idempotency_key": "k"}).id


def test_it_lists_page_by_page_the_newest_first(shop: Shop) -> None:
    made = [shop.stripe.v1.customers.create(params={"name": str(n)}).id for n in range(7)]
    page = shop.stripe.v1.customers.list(params={"limit": 3})
    assert page.has_more
    assert [each.id for each in page.data] == made[:3:-1]
    assert [each.id for each in page.auto_paging_iter()] == made[::-1]
    last = shop.stripe.v1.customers.list(params={"limit": 3, "starting_after": made[1]})
    assert ([each.id for each in last.data], last.has_more) == ([made[0]], False)
    before = shop.stripe.v1.customers.list(params={"limit": 2, "ending_before": made[0]})
    assert [each.id for each in before.data] == [made[2], made[1]]


def test_it_filters_by_time(shop: Shop) -> None:
    old = shop.stripe.v1.customers.create(params={})
    shop.world.advance(days=1)
    new = shop.stripe.v1.customers.create(params={})
    found = shop.stripe.v1.customers.list(params={"created": {"gt": old.created}}).data
    assert [each.id for each in found] == [new.id]


def test_it_expands_what_is_asked_for_and_nothing_else(shop: Shop) -> None:
    subscription = shop.member()
    plain = shop.again(subscription)
    assert isinstance(plain.latest_invoice, str)
    invoice = shop.stripe.v1.invoices.retrieve(plain.latest_invoice)
    assert "payments" not in invoice.to_dict()
    assert "confirmation_secret" not in invoice.to_dict()
    full = shop.stripe.v1.subscriptions.list(
        params={
            "customer": plain.customer,
            "expand": ["data.default_payment_method", "data.customer"],
        }
    )
    assert full.data[0].customer.email == "ana@example.org"
    with pytest.raises(sdk.InvalidRequestError, match="cannot be expanded"):
        shop.stripe.v1.subscriptions.retrieve(plain.id, params={"expand": ["bogus"]})


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"customer": "cus_no", "items": [{"price": "x"}]}, "customer"),
        ({"items": [{"price": "x"}]}, "customer"),
        ({"customer": "cus_no", "items": [{"prize": "x"}]}, "items[0][prize]"),
        ({"customer": "cus_no", "items": [{"price": "x", "quantity": "a"}]}, "items[0][quantity]"),
        (
            {"customer": "cus_no", "items": [{"price": "x"}], "payment_behavior": "no"},
            "payment_behavior",
        ),
        ({"customer": "cus_no", "items": [{"price": "x"}], "coupon": "c"}, "coupon"),
    ],
)
def test_it_names_the_parameter_that_is_wrong(
    shop: Shop, params: dict[str, object], param: str
) -> None:
    with pytest.raises(sdk.InvalidRequestError) as refused:
        shop.stripe.v1.subscriptions.create(params=params)
    assert (refused.value.http_status, refused.value.param) == (400, param)


def test_it_refuses_a_call_that_it_does_not_know(shop: Shop) -> None:
    with pytest.raises(sdk.InvalidRequestError, match="POST: /v1/charges") as refused:
        shop.stripe.v1.charges.create(params={"amount": 1, "currency": "eur"})
    assert refused.value.http_status == 404


@pytest.mark.parametrize("key", ["sk_live_51Abc", "rk_live_51Abc", "pk_live_51Abc"])
def test_it_will_have_nothing_to_do_with_a_live_key(server: Server, key: str) -> None:
    live = StripeClient(key, base_addresses={"api": server.address}, max_network_retries=0)
    with pytest.raises(sdk.AuthenticationError, match="live key"):
        live.v1.customers.list()


def _as_browser(server: Server, path: str, body: str = "") -> tuple[int, dict[str, object]]:
    request = urllib.request.Request(
        server.address + path,
        data=body.encode() or None,
        headers={"Authorization": "Bearer pk_test_sandbox"},
    )
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, json.load(reply)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def test_it_lets_a_browser_confirm_what_it_has_the_secret_of(server: Server, shop: Shop) -> None:
    intent = shop.stripe.v1.setup_intents.create(params={"customer": shop.customer(None).id})
    path = f"/v1/setup_intents/{intent.id}/confirm"
    card = "&".join(
        f"payment_method_data[{name}]={value}"
        for name, value in (
            ("type", "card"),
            ("card][number", "4242424242424242"),
            ("card][exp_month", "12"),
            ("card][exp_year", "2031"),
        )
    )
    assert _as_browser(server, path, f"client_secret=wrong&{card}")[0] == 400
    status, body = _as_browser(server, path, f"client_secret={intent.client_secret}&{card}")
    assert (status, body["status"]) == (200, "succeeded")
    assert _as_browser(server, "/v1/customers")[0] == 403


def test_it_moves_a_lookup_key_only_where_asked(shop: Shop) -> None:
    v1 = shop.stripe.v1
    v1.prices.update(shop.month, params={"lookup_key": "member"})
    with pytest.raises(sdk.InvalidRequestError):
        v1.prices.update(shop.dear, params={"lookup_key": "member"})
    v1.prices.update(shop.dear, params={"lookup_key": "member", "transfer_lookup_key": True})
    [found] = v1.prices.list(params={"lookup_keys": ["member"]}).data
    assert found.id == shop.dear
    assert not v1.prices.update(shop.month, params={"active": False}).active


def test_it_shows_the_secret_of_an_endpoint_once(shop: Shop) -> None:
    v1 = shop.stripe.v1
    made = v1.webhook_endpoints.create(
        params={"url": "https://example.org/", "enabled_events": ["invoice.paid"]}
    )
    assert made.secret.startswith("whsec_")
    [found] = v1.webhook_endpoints.list().data
    assert "secret" not in found.to_dict()
    assert v1.webhook_endpoints.update(made.id, params={"disabled": True}).status == "disabled"
    assert v1.webhook_endpoints.delete(made.id).deleted
