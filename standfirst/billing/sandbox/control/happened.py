"""What came of moving the clock, in order, a sentence each: "9 Nov: renewal of €5 refused, expired card; next attempt
12 Nov". Made of the events that Stripe would send; those that only repeat another's news are passed over."""

from collections.abc import Callable, Iterable
from typing import Any

from standfirst.billing.sandbox.control.words import day, decline, money, short_day

Event = dict[str, Any]
WHY = "\0"  # stands for the reason, which another event has
WHAT = {
    "subscription_create": "first payment",
    "subscription_cycle": "renewal",
    "subscription_update": "change of plan",
}


def told(events: Iterable[Event]) -> list[str]:
    """As given: oldest first."""
    lines, why = [], ""
    for event in events:
        if event["type"] == "payment_intent.payment_failed":  # comes before that of its invoice
            why = _why(event["data"]["object"])
        teller = TELLERS.get(event["type"])
        words = teller(event["data"]["object"], event) if teller else ""
        if words:
            lines.append(f"{short_day(event['created'])}: {words.replace(WHY, why)}")
    return lines


def _why(intent: dict[str, Any]) -> str:
    error = intent.get("last_payment_error") or {}
    code = error.get("decline_code") or error.get("code")
    return f", {decline(code)}" if code else ""


def _asked(invoice: dict[str, Any]) -> str:
    what = WHAT.get(invoice.get("billing_reason") or "", "invoice")
    return f"{what} of {money(invoice['amount_due'], invoice['currency'])}"


def _paid(invoice: dict[str, Any], event: Event) -> str:
    return f"{_asked(invoice)} paid"


def _failed(invoice: dict[str, Any], event: Event) -> str:
    again = invoice.get("next_payment_attempt")
    then = f"next attempt {short_day(again)}" if again else "no further attempt"
    return f"{_asked(invoice)} refused{WHY}; {then}"


def _wants_approval(invoice: dict[str, Any], event: Event) -> str:
    return f"{_asked(invoice)} waits for the bank's approval"


def _voided(invoice: dict[str, Any], event: Event) -> str:
    return f"{_asked(invoice)} cancelled"


def _given_up(invoice: dict[str, Any], event: Event) -> str:
    return f"{_asked(invoice)} given up as uncollectible"


def _coming(invoice: dict[str, Any], event: Event) -> str:
    return f"{_asked(invoice)} announced"


def _ended(subscription: dict[str, Any], event: Event) -> str:
    return "the subscription ended"


def _changed(subscription: dict[str, Any], event: Event) -> str:
    before = event["data"].get("previous_attributes") or {}
    if "status" in before:
        is_now, was = (it.replace("_", " ") for it in (subscription["status"], before["status"]))
        return f"the subscription is {is_now} (was {was})"
    if "pause_collection" in before:
        return "payments paused" if subscription["pause_collection"] else "payments resumed"
    if before.get("cancel_at_period_end") is False:
        return "it ends with the period that is paid"
    return ""


def _trial_ends(subscription: dict[str, Any], event: Event) -> str:
    return f"the trial ends on {day(subscription['trial_end'])}"


def _disputed(dispute: dict[str, Any], event: Event) -> str:
    return f"{money(dispute['amount'], dispute['currency'])} disputed: {decline(dispute['reason'])}"


def _dispute_closed(dispute: dict[str, Any], event: Event) -> str:
    return f"dispute of {money(dispute['amount'], dispute['currency'])} {dispute['status']}"


def _refunded(charge: dict[str, Any], event: Event) -> str:
    return f"{money(charge['amount_refunded'], charge['currency'])} refunded"


TELLERS: dict[str, Callable[[dict[str, Any], Event], str]] = {
    "invoice.paid": _paid,
    "invoice.payment_failed": _failed,
    "invoice.payment_action_required": _wants_approval,
    "invoice.voided": _voided,
    "invoice.marked_uncollectible": _given_up,
    "invoice.upcoming": _coming,
    "customer.subscription.deleted": _ended,
    "customer.subscription.updated": _changed,
    "customer.subscription.trial_will_end": _trial_ends,
    "charge.dispute.created": _disputed,
    "charge.dispute.closed": _dispute_closed,
    "charge.refunded": _refunded,
}
