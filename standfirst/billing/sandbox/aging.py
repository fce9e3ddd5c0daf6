"""Makes things older: every moment on an object, so much earlier."""

from typing import Any

from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import subscription as subscriptions

MOMENTS = {
    "automatically_finalizes_at",
    "billing_cycle_anchor",
    "cancel_at",
    "canceled_at",
    "created",
    "current_period_end",
    "current_period_start",
    "due_by",
    "due_date",
    "effective_at",
    "end",
    "ended_at",
    "expires_at",
    "finalized_at",
    "marked_uncollectible_at",
    "next_payment_attempt",
    "paid_at",
    "period_end",
    "period_start",
    "resumes_at",
    "start",
    "start_date",
    "trial_end",
    "trial_start",
    "voided_at",
    "webhooks_delivered_at",
    "_incomplete_until",
    "_settles_at",
    "_warned_of",
}
NOT_THEIRS = {"metadata", "plan", "price", "pricing"}


def shifted(thing: Json, by: int) -> Json:
    """`by`: seconds. The months of a cycle are counted from the end of its period then, so that they stay whole."""
    moved: Json = _shifted(thing, by)
    if thing["object"] == "subscription":
        moved["billing_cycle_anchor"] = subscriptions.period_of(moved)[1]
    return moved


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_shifted(each, by) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _field(name, each, by) for name, each in value.items()}


def _field(name: str, value: Any, by: int) -> Any:
    if name in MOMENTS and isinstance(value, int):
        return value + by
    return value if name in NOT_THEIRS else _shifted(value, by)
