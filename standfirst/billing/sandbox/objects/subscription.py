"""docs.stripe.com/api/subscriptions/object. The period is on each item; here all items share one."""

from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.objects import price as prices

ENDED = ("canceled", "incomplete_expired")


def new(now: int, customer: str, currency: str, **fields: object) -> Json:
    return {
        "id": fresh("sub_", 24),
        "object": "subscription",
        "application": None,
        "application_fee_percent": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": now,
        "billing_cycle_anchor_config": None,
        "billing_mode": {"type": "flexible", "flexible": {"proration_discounts": "included"}},
        "billing_schedules": [],
        "billing_thresholds": None,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": now,
        "currency": currency,
        "customer": customer,
        "customer_account": None,
        "days_until_due": None,
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": None,
        "discounts": [],
        "ended_at": None,
        "invoice_settings": {
            "account_tax_ids": None,
            "custom_fields": None,
            "description": None,
            "footer": None,
            "issuer": {"type": "self"},
        },
        "items": None,
        "latest_invoice": None,
        "livemode": False,
        "metadata": {},
        "next_pending_invoice_item_invoice": None,
        "on_behalf_of": None,
        "pause_collection": None,
        "payment_settings": {
            "payment_method_options": None,
            "payment_method_types": None,
            "save_default_payment_method": "off",
        },
        "pending_invoice_item_interval": None,
        "pending_setup_intent": None,
        "pending_update": None,
        "schedule": None,
        "start_date": now,
        "status": "incomplete",
        "test_clock": None,
        "transfer_data": None,
        "trial_end": None,
        "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
        "trial_start": None,
        "_incomplete_until": None,
        "_warned_of": None,  # the end of the trial that was warned of
        "_waiting": [],  # lines that go on the next invoice
        **fields,
    }


def with_items(subscription: Json, items: list[Json]) -> Json:
    url = f"/v1/subscription_items?subscription={subscription['id']}"
    return {"object": "list", "data": items, "has_more": False, "url": url}


def item(now: int, subscription: str, price: Json, quantity: int, period: tuple[int, int]) -> Json:
    return {
        "id": fresh("si_"),
        "object": "subscription_item",
        "billing_thresholds": None,
        "created": now,
        "current_period_end": period[1],
        "current_period_start": period[0],
        "discounts": [],
        "metadata": {},
        "plan": prices.as_plan(price),
        "price": price,
        "quantity": quantity,
        "subscription": subscription,
        "tax_rates": [],
    }


def items_of(subscription: Json) -> list[Json]:
    items: list[Json] = subscription["items"]["data"]
    return items


def in_period(subscription: Json, start: int, end: int) -> Json:
    """Its items, in this period."""
    return with_items(
        subscription,
        [
            {**item, "current_period_start": start, "current_period_end": end}
            for item in items_of(subscription)
        ],
    )


def period_of(subscription: Json) -> tuple[int, int]:
    first = items_of(subscription)[0]
    return first["current_period_start"], first["current_period_end"]


def next_end(subscription: Json, start: int) -> int:
    anchor = subscription["billing_cycle_anchor"]
    return prices.period_after(start, anchor, items_of(subscription)[0]["price"])
