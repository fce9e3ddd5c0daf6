"""docs.stripe.com/api/payment_intents. All of them are made by invoices here."""

from standfirst.billing.sandbox.api import payment_methods, setup_intents
from standfirst.billing.sandbox.api.call import LIST, Asked, Route, check_secret, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import charging, collecting, saving
from standfirst.billing.sandbox.errors import Refusal, invalid
from standfirst.billing.sandbox.form import Shape, anything, boolean, mapping, merged, text
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.rendering import shown

CONFIRM = Shape(
    client_secret=text,
    mandate_data=anything,
    off_session=boolean,
    payment_method=text,
    payment_method_data=payment_methods.CREATE,
    payment_method_options=anything,
    return_url=text,
    setup_future_usage=text,
    use_stripe_sdk=boolean,
)
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def retrieve(books: Books, asked: Asked) -> Json:
    intent = books.find("payment_intent", asked.id)
    check_secret(asked, intent)
    return intent


def list_all(books: Books, asked: Asked) -> Json:
    customer = asked.get("customer")
    found = (
        books.store.of(customer, "payment_intent")
        if customer
        else books.store.all("payment_intent")
    )
    return page_of(asked, found, "/v1/payment_intents")


def update(books: Books, asked: Asked) -> Json:
    intent = books.find("payment_intent", asked.id)
    metadata = merged(intent["metadata"], asked.get("metadata", {}))
    return books.change(intent, metadata=metadata)


def confirm(books: Books, asked: Asked) -> Json:
    """Raises Refusal (402) where the bank says no; where it asks first, that is no error."""
    intent = books.find("payment_intent", asked.id)
    check_secret(asked, intent)
    if intent["status"] not in OPEN:
        raise _unexpected(books, intent, "confirm")
    method = setup_intents.chosen(books, asked, intent)
    if intent["customer"] and method["customer"] is None:
        method = saving.attach(books, method, intent["customer"])
    charging.attempt(books, intent, method, asked.get("return_url"))
    collecting.came(books, intent)
    intent = books.fresh(intent)
    if intent["status"] == "requires_payment_method":
        raise charging.refusal(books, intent)
    return intent


def cancel(books: Books, asked: Asked) -> Json:
    """An invoice's payment is cancelled by voiding the invoice."""
    intent = books.find("payment_intent", asked.id)
    if intent["status"] not in OPEN:
        raise _unexpected(books, intent, "cancel")
    raise invalid(
        "You cannot cancel a PaymentIntent that was created by an invoice. Void the invoice instead.",
        code="payment_intent_unexpected_state",
    )


def _unexpected(books: Books, intent: Json, act: str) -> Refusal:
    return Refusal(
        400,
        "invalid_request_error",
        f"You cannot {act} this PaymentIntent because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
        payment_intent=shown(books.store, intent),
    )


ROUTES = [
    Route("GET", "/v1/payment_intents", list_all, Shape(**LIST, customer=text)),
    Route("GET", "/v1/payment_intents/{id}", retrieve, Shape(client_secret=text), public=True),
    Route("POST", "/v1/payment_intents/{id}", update, Shape(metadata=mapping)),
    Route("POST", "/v1/payment_intents/{id}/confirm", confirm, CONFIRM, public=True),
    Route("POST", "/v1/payment_intents/{id}/cancel", cancel, Shape(cancellation_reason=text)),
]
