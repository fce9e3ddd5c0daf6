"""docs.stripe.com/api/setup_intents"""

from standfirst.billing.sandbox.api import payment_methods
from standfirst.billing.sandbox.api.call import LIST, Asked, Route, check_secret, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import saving
from standfirst.billing.sandbox.errors import Refusal, invalid
from standfirst.billing.sandbox.form import (
    Shape,
    anything,
    boolean,
    many,
    mapping,
    merged,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import setup_intent as setups
from standfirst.billing.sandbox.rendering import shown

CONFIRM = Shape(
    client_secret=text,
    mandate_data=anything,
    payment_method=text,
    payment_method_data=payment_methods.CREATE,
    return_url=text,
    use_stripe_sdk=boolean,
    payment_method_options=anything,
)
CREATE = Shape(
    automatic_payment_methods=Shape(enabled=boolean, allow_redirects=one_of("always", "never")),
    confirm=boolean,
    customer=text,
    description=text,
    metadata=mapping,
    payment_method=text,
    payment_method_types=many(text),
    return_url=text,
    usage=one_of("off_session", "on_session"),
)
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
CARDS_AND_DEBIT = ["card", "sepa_debit"]


def create(books: Books, asked: Asked) -> Json:
    customer = asked.get("customer")
    if customer:
        books.find("customer", customer, "customer", 400)
    automatic = asked.get("automatic_payment_methods")
    types = asked.get("payment_method_types")
    if automatic and types:
        raise invalid(
            "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
            param="automatic_payment_methods",
        )
    fields = asked.some("description", "usage")
    if automatic and automatic.get("enabled"):
        fields["automatic_payment_methods"] = {"allow_redirects": "always", **automatic}
    fields["payment_method_types"] = types or CARDS_AND_DEBIT
    fields["metadata"] = merged({}, asked.get("metadata"))
    intent = books.add(setups.new(books.stamp, customer, **fields), "setup_intent.created")
    if asked.get("payment_method"):
        method = payment_methods.named(books, asked.sent["payment_method"])
        intent = books.change(intent, payment_method=method["id"], status="requires_confirmation")
    return confirm_this(books, intent, asked) if asked.get("confirm") else intent


def retrieve(books: Books, asked: Asked) -> Json:
    intent = books.find("setup_intent", asked.id)
    check_secret(asked, intent)
    return intent


def confirm(books: Books, asked: Asked) -> Json:
    intent = books.find("setup_intent", asked.id)
    check_secret(asked, intent)
    return confirm_this(books, intent, asked)


def confirm_this(books: Books, intent: Json, asked: Asked) -> Json:
    if intent["status"] not in OPEN:
        raise _unexpected(books, intent, "confirm")
    method = chosen(books, asked, intent)
    if method["type"] not in intent["payment_method_types"]:
        raise invalid(
            f"The payment method type {method['type']} is not among this SetupIntent's payment_method_types.",
            param="payment_method",
        )
    return saving.confirm(books, intent, method, asked.get("return_url"))


def chosen(books: Books, asked: Asked, intent: Json) -> Json:
    """What is to pay: new, named, or the one the intent has."""
    if asked.get("payment_method_data"):
        return payment_methods.make(books, asked.sent["payment_method_data"])
    id = asked.get("payment_method") or intent["payment_method"]
    if not id:
        raise invalid(
            "You cannot confirm this intent because it's missing a payment method.",
            code=f"{intent['object']}_unexpected_state",
        )
    return payment_methods.named(books, id)


def update(books: Books, asked: Asked) -> Json:
    intent = books.find("setup_intent", asked.id)
    fields = asked.some("description")
    if "metadata" in asked.sent:
        fields["metadata"] = merged(intent["metadata"], asked.sent["metadata"])
    if asked.get("customer"):
        fields["customer"] = books.find("customer", asked.sent["customer"], "customer", 400)["id"]
    return books.change(intent, **fields)


def cancel(books: Books, asked: Asked) -> Json:
    intent = books.find("setup_intent", asked.id)
    if intent["status"] not in OPEN:
        raise _unexpected(books, intent, "cancel")
    return books.change(
        intent,
        "setup_intent.canceled",
        status="canceled",
        cancellation_reason=asked.get("cancellation_reason"),
        next_action=None,
    )


def list_all(books: Books, asked: Asked) -> Json:
    customer = asked.get("customer")
    found = (
        books.store.of(customer, "setup_intent") if customer else books.store.all("setup_intent")
    )
    return page_of(asked, found, "/v1/setup_intents")


def _unexpected(books: Books, intent: Json, act: str) -> Refusal:
    return Refusal(
        400,
        "invalid_request_error",
        f"You cannot {act} this SetupIntent because it has a status of {intent['status']}.",
        code="setup_intent_unexpected_state",
        setup_intent=shown(books.store, intent),
    )


REASON = one_of("abandoned", "requested_by_customer", "duplicate")
ROUTES = [
    Route("POST", "/v1/setup_intents", create, CREATE),
    Route("GET", "/v1/setup_intents", list_all, Shape(**LIST, customer=text)),
    Route("GET", "/v1/setup_intents/{id}", retrieve, Shape(client_secret=text), public=True),
    Route(
        "POST",
        "/v1/setup_intents/{id}",
        update,
        Shape(metadata=mapping, description=text, customer=text),
    ),
    Route("POST", "/v1/setup_intents/{id}/confirm", confirm, CONFIRM, public=True),
    Route("POST", "/v1/setup_intents/{id}/cancel", cancel, Shape(cancellation_reason=REASON)),
]
