"""The card of a join was saved: charge it, once, and say how that went.

Asked again with the same card, whatever was lost in between, it does and says the same: who it is for Stripe comes
from our row, and so does every amount.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from standfirst.billing import sync
from standfirst.billing.cards import fingerprint_of
from standfirst.billing.catalogue import id_of, tax
from standfirst.billing.collecting import unless_under_way
from standfirst.billing.customers import keep_card
from standfirst.billing.declines import words_of
from standfirst.billing.gateway import CardRefused, Refused, Trouble, asking
from standfirst.billing.joining import current_of, free_days, is_new
from standfirst.billing.known_card import Known, has_paid, known_by
from standfirst.billing.models import Customer, Join, JoinState
from standfirst.billing.models.customer import OVER
from standfirst.billing.models.join import OPEN
from standfirst.billing.truth import plain
from standfirst.membership.snapshot import Money
from standfirst.readers.models import Reader

logger = logging.getLogger(__name__)

# What Stripe says where it will not begin a subscription that its bank wants to be asked for first.
WANTS_APPROVAL = frozenset(
    {
        "subscription_payment_intent_requires_action",
        "authentication_required",
        "invoice_payment_intent_requires_action",
    }
)
NOT_PAID = (JoinState.PAYING, *OPEN)
RUNS = ("active", "trialing", "past_due")


class Step(StrEnum):
    PAID = "paid"  # or under way at the bank: who joined reads on
    APPROVE = "approve"  # the bank wants to be asked
    DECLINED = "declined"
    NOT_SAVED = "not_saved"  # the bank did not confirm the card
    KNOWN_CARD = "known_card"
    MEMBER = "member"  # there is a membership already
    NOT_FREE = "not_free"  # free days were offered, to who has had them
    OLDER = "older"  # another tab asked for a card since
    REFUSED = "refused"  # by Stripe, for no reason of the card's


@dataclass(frozen=True)
class Outcome:
    """`secret`: of the payment to approve, `money` its amount. `why`: of a refusal, in words for who pays. `known`:
    what the card pays for already. That and `fresh` are said once: to who comes first."""

    step: Step
    secret: str = ""
    why: str = ""
    known: Known | None = None
    money: Money | None = None
    fresh: bool = False


def arrive(join: Join, setup_intent: str, now: datetime, here: Reader | None = None) -> Outcome:
    """Where the join stands, after the next step if there is one to take. `here`: who is logged in by now. Raises
    gateway.Trouble."""
    if setup_intent and setup_intent != join.setup_intent:
        return Outcome(Step.OLDER)
    match JoinState(join.state):
        case JoinState.BEGUN:
            return _try(join, now, here)
        case JoinState.PAYING:
            return charge(join, now)
        case JoinState.KNOWN_CARD:
            return Outcome(Step.KNOWN_CARD)
        case JoinState.FAILED if join.subscription:
            return look(join, now)
        case JoinState.FAILED:
            return Outcome(Step.DECLINED)
        case _:
            return Outcome(Step.PAID)


def _try(join: Join, now: datetime, here: Reader | None) -> Outcome:
    """Charge the card, if it is saved, is asked for by this join, and pays for nothing here."""
    if join.customer is None or not join.setup_intent:
        return Outcome(Step.OLDER)
    with asking() as stripe:
        intent = stripe.v1.setup_intents.retrieve(
            join.setup_intent, params={"expand": ["payment_method"]}
        ).to_dict()
    if intent["status"] != "succeeded" or intent["customer"] != join.customer.stripe_id:
        return Outcome(Step.NOT_SAVED)
    theirs = [it for it in (join.reader, here) if it]
    if any(current_of(it, join) for it in theirs):
        return Outcome(Step.MEMBER)
    card = fingerprint_of(intent["payment_method"])
    if known := known_by(card, join):
        moved = join.take(intent["id"], JoinState.KNOWN_CARD)
        return Outcome(Step.KNOWN_CARD, known=known if moved else None)
    if free_days(intent, join.price) and (has_paid(card) or not all(map(is_new, theirs))):
        return Outcome(Step.NOT_FREE)
    join.take(intent["id"], JoinState.PAYING, begun_at=now)
    if join.setup_intent != intent["id"]:
        return Outcome(Step.OLDER)
    return charge(join, now)


def charge(join: Join, now: datetime) -> Outcome:
    """Of a join that is PAYING: whatever was done of it already is found, not done again."""
    if join.state != JoinState.PAYING or join.customer is None:
        return arrive(join, "", now)
    if not join.subscription:
        try:
            subscription = _subscribe(join, join.customer)
        except CardRefused as why:
            return fail(join, words_of(why.code, why.decline_code))
        except Refused as why:
            unless_under_way(why)
            logger.exception("Stripe refused %s.", join)
            subscription = find(join, join.customer)
        if not subscription:
            fail(join, "")
            return Outcome(Step.REFUSED)
        Join.objects.filter(pk=join.pk, subscription="").update(subscription=subscription)
        join.refresh_from_db()
    return look(join, now)


def look(join: Join, now: datetime) -> Outcome:
    """What became of the first payment."""
    with asking() as stripe:
        it = stripe.v1.subscriptions.retrieve(join.subscription).to_dict()
        invoice = stripe.v1.invoices.retrieve(
            it["latest_invoice"],
            params={"expand": ["payments.data.payment.payment_intent"]},
        ).to_dict()
    payment = _payment_of(invoice)
    if it["status"] in RUNS or payment.get("status") in {"processing", "succeeded"}:
        return paid(join, now)
    if it["status"] == "incomplete" and payment.get("status") == "requires_action":
        money = Money(payment["amount"], payment["currency"].upper())
        return Outcome(Step.APPROVE, secret=payment["client_secret"], money=money)
    error = payment.get("last_payment_error") or {}
    give_up(join, now)
    return Outcome(
        Step.DECLINED, why=words_of(error.get("code") or "", error.get("decline_code") or "")
    )


def find(join: Join, customer: Customer) -> str:
    """The subscription that was made with this card of this join, whose answer was lost; empty where none was."""
    with asking() as stripe:
        made = stripe.v1.subscriptions.list(
            params={"customer": customer.stripe_id, "status": "all", "limit": 100}
        )
    for it in map(plain, made.data):
        named = it.get("metadata") or {}
        if named.get("join") == str(join.pk) and named.get("card") == join.setup_intent:
            return str(it["id"])
    return ""


def give_up(join: Join, now: datetime) -> None:
    """End what was not paid, so that another card can be tried, or none. What was paid meanwhile stays as it is.

    The first invoice is cancelled, and its subscription ends with it (docs.stripe.com/billing/subscriptions/overview):
    Stripe refuses that for one that is paid. Raises gateway.Trouble.
    """
    if join.subscription:
        with asking() as stripe:
            it = stripe.v1.subscriptions.retrieve(join.subscription).to_dict()
            if it["status"] == "incomplete":
                stripe.v1.invoices.void_invoice(it["latest_invoice"])
            elif it["status"] not in OVER:
                return
        fail(join, "")
        if join.customer:
            sync_soon(join.customer, now)


def fail(join: Join, why: str) -> Outcome:
    """Whatever of it was made is over."""
    before = NOT_PAID if join.subscription else [JoinState.PAYING]
    join.move(before, JoinState.FAILED, subscription="")
    return Outcome(Step.DECLINED, why=why)


def paid(join: Join, now: datetime) -> Outcome:
    """Who was signed in has joined; for anybody else, the join waits for its account. What is paid is paid, even where
    another request had given it up."""
    if join.customer is None:
        return Outcome(Step.OLDER)
    _keep_card(join, join.customer)
    came: dict[str, Any] = {"subscription": join.subscription, "paid_at": now}
    if join.reader_id:
        fresh = join.move(NOT_PAID, JoinState.CLAIMED, claimed_at=now, **came)
    else:
        fresh = join.move(NOT_PAID, JoinState.PAID, **came)
    sync_soon(join.customer, now)
    return Outcome(Step.PAID, fresh=fresh)


def sync_soon(customer: Customer, now: datetime) -> None:
    """At once, if Stripe answers; else the worker does it."""
    try:
        sync.sync(customer, now)
    except Trouble:
        logger.exception("Not synced yet: %s.", customer)
        sync.ring(customer.stripe_id, now)


def _keep_card(join: Join, customer: Customer) -> None:
    if not join.setup_intent:
        return
    with asking() as stripe:
        intent = stripe.v1.setup_intents.retrieve(join.setup_intent)
    if intent["payment_method"]:
        keep_card(customer, str(intent["payment_method"]))


def _subscribe(join: Join, customer: Customer) -> str:
    """First so that a refused card leaves nothing behind; where its bank wants to be asked, then so that it can be."""
    try:
        return _create(join, customer, "error_if_incomplete", join.pays_for)
    except CardRefused as why:
        if WANTS_APPROVAL.isdisjoint({why.code, why.decline_code}):
            raise
    return _create(join, customer, "allow_incomplete", f"{join.pays_for}-approve")


def _create(join: Join, customer: Customer, behaviour: str, key: str) -> str:
    with asking() as stripe:
        intent = stripe.v1.setup_intents.retrieve(join.setup_intent).to_dict()
        if not intent["payment_method"]:
            raise Refused(f"No card was saved for {join}.")
        params: dict[str, Any] = {
            "customer": customer.stripe_id,
            "items": [{"price": id_of(join.price)}],
            "default_payment_method": intent["payment_method"],
            "payment_behavior": behaviour,
            "off_session": False,
            "metadata": {"join": str(join.pk), "card": join.setup_intent},
            **tax(),
        }
        if join.promotion:
            params["discounts"] = [{"promotion_code": join.promotion}]
        if days := free_days(intent, join.price):
            params["trial_period_days"] = days
        made = stripe.v1.subscriptions.create(params=params, options={"idempotency_key": key})  # type: ignore[arg-type]
    return made["id"]


def _payment_of(invoice: dict[str, Any]) -> dict[str, Any]:
    """The last payment intent of an invoice; empty where nothing was to be paid."""
    payments = (invoice.get("payments") or {}).get("data") or []
    intents = [it["payment"].get("payment_intent") for it in payments]
    return next((it for it in reversed(intents) if isinstance(it, dict)), {})
