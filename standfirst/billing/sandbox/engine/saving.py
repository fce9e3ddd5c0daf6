"""A card is saved without a charge (docs.stripe.com/payments/setupintents/lifecycle)."""

from standfirst.billing.sandbox import cards, rendering
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.errors import Refusal, card_error, invalid
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import payment_intent as intents

NOT_APPROVED = (
    "The latest attempt to set up the payment method has failed because authentication failed."
)
USED = (
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a"
    " connected account without Customer attachment, or was detached from a Customer. It may not be used again."
    " To use a PaymentMethod multiple times, you must attach it to a Customer first."
)


def confirm(books: Books, intent: Json, method: Json, return_url: str | None = None) -> Json:
    """Raises Refusal where the bank will not have it; that is then on the intent, too."""
    if method["_used"]:
        raise invalid(USED)
    decline = cards.declined_while_saved(method["_number"])
    if decline:
        error = {"type": "card_error", "code": decline.code, "message": decline.message}
        if decline.decline_code:
            error["decline_code"] = decline.decline_code
        raise _failed(books, intent, error, method)
    intent = books.change(intent, payment_method=method["id"], last_setup_error=None)
    if cards.asks_while_saved(method["_number"]):
        return books.change(
            intent,
            "setup_intent.requires_action",
            status="requires_action",
            next_action=intents.next_action(books.address, intent, return_url),
        )
    return succeed(books, intent)


def succeed(books: Books, intent: Json) -> Json:
    """The bank has approved, or need not: the card is the customer's."""
    method = books.find("payment_method", intent["payment_method"])
    books.change(method, _set_up=True)
    if intent["customer"]:
        attach(books, method, intent["customer"])
    for subscription in books.store.of(intent["customer"] or "", "subscription"):
        if subscription["pending_setup_intent"] == intent["id"]:
            books.change(subscription, "customer.subscription.updated", pending_setup_intent=None)
    return books.change(
        intent,
        "setup_intent.succeeded",
        status="succeeded",
        next_action=None,
        last_setup_error=None,
    )


def not_approved(books: Books, intent: Json) -> Json:
    method = books.find("payment_method", intent["payment_method"])
    error = {
        "type": "invalid_request_error",
        "code": "setup_intent_authentication_failure",
        "message": NOT_APPROVED,
    }
    _failed(books, intent, error, method)
    return books.fresh(intent)


def attach(books: Books, method: Json, customer: str) -> Json:
    """docs.stripe.com/api/payment_methods/attach; does nothing where it is theirs already."""
    if method["customer"] == customer:
        return books.fresh(method)
    if method["customer"] or method["_used"]:
        raise invalid(
            USED if method["_used"] else "The payment method belongs to another customer."
        )
    return books.change(method, "payment_method.attached", customer=customer)


def attach_checked(books: Books, method: Json, customer: str) -> Json:
    """By a call: the bank is asked first. Raises Refusal."""
    decline = cards.declined_while_saved(method["_number"])
    if decline:
        raise card_error(decline.message, decline.code, decline.decline_code)
    return attach(books, method, customer)


def detach(books: Books, method: Json) -> Json:
    """It never pays again (docs.stripe.com/api/payment_methods/detach)."""
    customer = books.find("customer", method["customer"])
    if customer["invoice_settings"]["default_payment_method"] == method["id"]:
        settings = {**customer["invoice_settings"], "default_payment_method": None}
        books.change(customer, "customer.updated", invoice_settings=settings)
    for subscription in books.store.of(customer["id"], "subscription"):
        if subscription["default_payment_method"] == method["id"]:
            books.change(subscription, "customer.subscription.updated", default_payment_method=None)
    return books.change(
        method, "payment_method.detached", customer=None, _used=True, _customer=customer["id"]
    )


def _failed(books: Books, intent: Json, error: Json, method: Json) -> Refusal:
    error = {**error, "payment_method": rendering.bare(method)}
    intent = books.change(
        intent,
        "setup_intent.setup_failed",
        status="requires_payment_method",
        payment_method=None,
        next_action=None,
        last_setup_error=error,
    )
    more = {key: value for key, value in error.items() if key not in ("type", "message", "code")}
    more.setdefault("decline_code", None)
    return card_error(
        error["message"],
        error["code"],
        more.pop("decline_code"),
        **more,
        setup_intent=rendering.shown(books.store, intent),
    )
