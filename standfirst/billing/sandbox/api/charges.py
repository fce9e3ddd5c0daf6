"""Charges, refunds and disputes: docs.stripe.com/api/charges, …/refunds, …/disputes"""

from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import paying_back
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.form import Shape, integer, mapping, merged, one_of, text
from standfirst.billing.sandbox.ids import Json


def retrieve(books: Books, asked: Asked) -> Json:
    return books.find("charge", asked.id)


def list_all(books: Books, asked: Asked) -> Json:
    found = _filtered(books, "charge", asked, "customer", "payment_intent")
    return page_of(asked, found, "/v1/charges")


def refund(books: Books, asked: Asked) -> Json:
    if not asked.get("charge") and not asked.get("payment_intent"):
        raise invalid(
            "One of the following params should be provided for this request: payment_intent or charge."
        )
    id = asked.get("charge")
    if not id:
        wanted = asked.sent["payment_intent"]
        intent = books.find("payment_intent", wanted, "payment_intent", 400)
        id = intent["latest_charge"]
        if intent["status"] != "succeeded":
            raise invalid(
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
                param="payment_intent",
            )
    charge = books.find("charge", id, "charge", 400)
    metadata = merged({}, asked.get("metadata"))
    return paying_back.refund(books, charge, asked.get("amount"), asked.get("reason"), metadata)


def retrieve_refund(books: Books, asked: Asked) -> Json:
    return books.find("refund", asked.id)


def list_refunds(books: Books, asked: Asked) -> Json:
    return page_of(
        asked, _filtered(books, "refund", asked, "charge", "payment_intent"), "/v1/refunds"
    )


def retrieve_dispute(books: Books, asked: Asked) -> Json:
    return books.find("dispute", asked.id)


def list_disputes(books: Books, asked: Asked) -> Json:
    found = _filtered(books, "dispute", asked, "charge", "payment_intent")
    return page_of(asked, found, "/v1/disputes")


def accept_dispute(books: Books, asked: Asked) -> Json:
    """docs.stripe.com/api/disputes/close: it is given up."""
    return paying_back.close_dispute(books, books.find("dispute", asked.id), won=False)


def _filtered(books: Books, kind: str, asked: Asked, *names: str) -> list[Json]:
    wanted = {name: asked.sent[name] for name in names if asked.get(name)}
    return [
        thing
        for thing in books.store.all(kind)
        if all(thing[name] == value for name, value in wanted.items())
    ]


REASON = one_of("duplicate", "fraudulent", "requested_by_customer")
REFUND = Shape(charge=text, payment_intent=text, amount=integer, reason=REASON, metadata=mapping)
OF_PAYMENT = Shape(**LIST, charge=text, payment_intent=text)
ROUTES = [
    Route("GET", "/v1/charges", list_all, Shape(**LIST, customer=text, payment_intent=text)),
    Route("GET", "/v1/charges/{id}", retrieve),
    Route("POST", "/v1/refunds", refund, REFUND),
    Route("GET", "/v1/refunds", list_refunds, OF_PAYMENT),
    Route("GET", "/v1/refunds/{id}", retrieve_refund),
    Route("GET", "/v1/disputes", list_disputes, OF_PAYMENT),
    Route("GET", "/v1/disputes/{id}", retrieve_dispute),
    Route("POST", "/v1/disputes/{id}/close", accept_dispute),
]
