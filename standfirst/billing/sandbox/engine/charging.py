"""One payment: asked of the bank, declined, paid, or on its way (docs.stripe.com/payments/paymentintents/lifecycle).

Nothing here raises: what came of it is on the intent. What that means for the invoice: `collecting`.
"""

from standfirst.billing.sandbox import cards, rendering
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.cards import Decline
from standfirst.billing.sandbox.errors import Refusal, card_error
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import charge as charges
from standfirst.billing.sandbox.objects import dispute as disputes
from standfirst.billing.sandbox.objects import payment_intent as intents
from standfirst.billing.sandbox.objects import payment_method as methods

NOT_APPROVED = (
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod"
    " to attempt to fulfill this PaymentIntent again."
)


def attempt(books: Books, intent: Json, method: Json, return_url: str | None = None) -> Json:
    """Charge this method, or ask the bank first where this card wants it."""
    intent = books.change(intent, payment_method=method["id"], last_payment_error=None)
    if cards.asks_when_charged(method["_number"], set_up=method["_set_up"]):
        return books.change(
            intent,
            "payment_intent.requires_action",
            status="requires_action",
            next_action=intents.next_action(books.address, intent, return_url),
        )
    return finish(books, intent)


def finish(books: Books, intent: Json) -> Json:
    """The bank has approved, or need not."""
    method = books.find("payment_method", intent["payment_method"])
    charge = charges.new(books.stamp, intent, method, books.address)
    decline = declined(books, method)
    if cards.is_slow(method["_number"]):
        return _on_its_way(books, intent, charge)
    if decline:
        return fail(books, intent, charge, decline)
    books.change(method, _set_up=method["_set_up"] or bool(intent["setup_future_usage"]))
    return pay(books, intent, charge)


def declined(books: Books, method: Json) -> Decline | None:
    if methods.has_ended(method, books.now):
        return cards.EXPIRED
    return cards.declined_when_charged(method["_number"])


def pay(books: Books, intent: Json, charge: Json) -> Json:
    charge = {**charge, **charges.paid(charge)}
    books.add(charge, "charge.succeeded")
    intent = books.change(
        intent,
        "payment_intent.succeeded",
        status="succeeded",
        amount_received=intent["amount"],
        latest_charge=charge["id"],
        next_action=None,
        processing=None,
        last_payment_error=None,
        _settles_at=None,
    )
    number = books.find("payment_method", charge["payment_method"])["_number"]
    if number in cards.DISPUTED:
        open_dispute(books, charge, cards.DISPUTED[number])
    return intent


def fail(books: Books, intent: Json, charge: Json, decline: Decline) -> Json:
    method = books.find("payment_method", charge["payment_method"])
    charge = books.add({**charge, **charges.declined(decline)}, "charge.failed")
    error = {
        "type": "card_error",
        "code": decline.code,
        "message": decline.message,
        "charge": charge["id"],
        "doc_url": f"https://docs.stripe.com/error-codes#{decline.code.replace('_', '-')}",
        "payment_method": rendering.bare(method),
    }
    if decline.decline_code:
        error["decline_code"] = decline.decline_code
    return _not_paid(books, intent, error, charge["id"])


def not_approved(books: Books, intent: Json) -> Json:
    """The bank was asked, and its customer said no."""
    method = books.find("payment_method", intent["payment_method"])
    error = {
        "type": "card_error",
        "code": "payment_intent_authentication_failure",
        "message": NOT_APPROVED,
        "payment_method": rendering.bare(method),
    }
    return _not_paid(books, intent, error, intent["latest_charge"])


def settle(books: Books, intent: Json) -> Json:
    """A slow payment arrives, or comes back."""
    charge = books.find("charge", intent["latest_charge"])
    method = books.find("payment_method", intent["payment_method"])
    if method["_number"] == cards.SLOW_FAILS:
        decline = Decline("debit_not_authorized", None, "The customer has notified their bank.")
        return fail(books, intent, charge, decline)
    return pay(books, intent, charge)


def refusal(books: Books, intent: Json) -> Refusal:
    """The error that a call answers with where this payment was not made."""
    error = {name: value for name, value in intent["last_payment_error"].items() if name != "type"}
    error.setdefault("decline_code", None)
    return card_error(
        error.pop("message"),
        error.pop("code"),
        error.pop("decline_code"),
        **error,
        payment_intent=rendering.shown(books.store, intent),
    )


def open_dispute(books: Books, charge: Json, reason: str) -> Json:
    """The card's holder asks their bank for the money back (docs.stripe.com/disputes)."""
    dispute = books.add(
        disputes.new(books.stamp, charge, reason),
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
    )
    books.change(charge, "charge.updated", disputed=True)
    return dispute


def _on_its_way(books: Books, intent: Json, charge: Json) -> Json:
    books.add(charge, "charge.pending")
    return books.change(
        intent,
        "payment_intent.processing",
        status="processing",
        latest_charge=charge["id"],
        next_action=None,
        _settles_at=books.later(books.rules.settles_after),
    )


def _not_paid(books: Books, intent: Json, error: Json, charge: str | None) -> Json:
    return books.change(
        intent,
        "payment_intent.payment_failed",
        status="requires_payment_method",
        latest_charge=charge,
        last_payment_error=error,
        next_action=None,
        payment_method=None,
        _settles_at=None,
    )
