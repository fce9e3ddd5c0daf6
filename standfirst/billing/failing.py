"""How the payment of an invoice stands where it did not go through at once. Pure."""

from datetime import datetime

from standfirst.billing.cards import card_of
from standfirst.billing.declines import kind_of
from standfirst.billing.paid import at, intents_of, invoices_of, moment
from standfirst.billing.truth import Thing, Truth
from standfirst.membership.snapshot import Card, Failure, FailureKind, Money

WITH_BANK = "processing"  # a slow method: the bank has it, and says nothing for days
WANTS_APPROVAL = "requires_action"
MISSING = {"open", "uncollectible"}  # invoices


def is_processing(invoice: Thing, truth: Truth) -> bool:
    return _newest_is(invoice, truth, WITH_BANK)


def wants_approval(invoice: Thing, truth: Truth) -> bool:
    return _newest_is(invoice, truth, WANTS_APPROVAL)


def _newest_is(invoice: Thing, truth: Truth, status: str) -> bool:
    return any(it["status"] == status for it in intents_of(invoice, truth)[:1])


def failure_of(
    invoice: Thing | None, truth: Truth, card: Card | None, money: Money, subscription: Thing
) -> Failure:
    """Of a subscription that is past due there is always one, though nothing of the attempt be known."""
    if invoice is None:
        since = subscription.get("ended_at") or subscription["created"]
        items = subscription["items"]["data"]
        starts = [it["current_period_start"] for it in items if "current_period_start" in it]
        return Failure(FailureKind.DECLINED, money, moment(min([since, *starts])))
    intent = next(iter(intents_of(invoice, truth)), None)
    error = (intent or {}).get("last_payment_error") or {}
    when = moment(_attempted(invoice, intent))
    if intent and intent["status"] == WANTS_APPROVAL:
        kind = FailureKind.NEEDS_APPROVAL
    else:
        kind = kind_of(
            error.get("code") or "",
            error.get("decline_code") or "",
            card_of(error.get("payment_method")) or card,
            when,
        )
    return Failure(
        kind=kind,
        money=Money(invoice.get("amount_remaining") or money.amount, invoice["currency"].upper()),
        at=when,
        next_attempt=at(invoice.get("next_payment_attempt")),
        attempts=max(1, invoice.get("attempt_count") or 0),
        since=_asked_first(subscription, truth),
    )


def _asked_first(subscription: Thing, truth: Truth) -> datetime | None:
    """When the oldest payment that is still missing was asked for: no later attempt, and no later invoice, counts."""
    missing = [it for it in invoices_of(subscription["id"], truth) if it["status"] in MISSING]
    return min((moment(_finalized(it)) for it in missing), default=None)


def _attempted(invoice: Thing, intent: Thing | None) -> int:
    """Seconds. An attempt that came as far as the bank left a charge; one that did not is as old as the invoice."""
    charge = (intent or {}).get("latest_charge")
    if isinstance(charge, dict):
        return int(charge["created"])
    return _finalized(invoice)


def _finalized(invoice: Thing) -> int:
    finalized = (invoice.get("status_transitions") or {}).get("finalized_at")
    return int(finalized or invoice["created"])
