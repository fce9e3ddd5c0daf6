"""docs.stripe.com/api/invoices"""

from standfirst.billing.sandbox.api import payment_methods
from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.api.previews import PREVIEW, preview
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import charging, collecting, invoicing, saving
from standfirst.billing.sandbox.errors import card_error, invalid, missing
from standfirst.billing.sandbox.form import (
    Shape,
    boolean,
    integer,
    mapping,
    merged,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.rendering import shown


def retrieve(books: Books, asked: Asked) -> Json:
    return books.find("invoice", asked.id)


def list_all(books: Books, asked: Asked) -> Json:
    customer = asked.get("customer")
    found = books.store.of(customer, "invoice") if customer else books.store.all("invoice")
    if asked.get("subscription"):
        wanted = asked.sent["subscription"]
        found = [each for each in found if invoices.subscription_of(each) == wanted]
    if asked.get("status"):
        found = [each for each in found if each["status"] == asked.sent["status"]]
    return page_of(asked, found, "/v1/invoices")


def update(books: Books, asked: Asked) -> Json:
    invoice = books.find("invoice", asked.id)
    fields = asked.some("description", "auto_advance", "default_payment_method")
    if "metadata" in asked.sent:
        fields["metadata"] = merged(invoice["metadata"], asked.sent["metadata"])
    return books.change(invoice, "invoice.updated", **fields)


def pay(books: Books, asked: Asked) -> Json:
    """Raises Refusal: 402 where the bank says no, or asks (docs.stripe.com/api/invoices/pay)."""
    invoice = books.find("invoice", asked.id)
    if invoice["status"] == "draft":
        invoice = collecting.finalize(books, invoice)
    _check_open(invoice, "pay")
    if invoice["status"] == "paid":
        return invoice
    method = None
    if asked.get("payment_method"):
        method = payment_methods.named(books, asked.sent["payment_method"])
        if method["customer"] is None:
            method = saving.attach(books, method, invoice["customer"])
        if method["customer"] != invoice["customer"]:
            raise invalid("The payment method belongs to another customer.", param="payment_method")
    elif invoicing.method_for(books, invoice) is None:
        raise invalid(
            "There is no default_payment_method set on this Customer or Invoice. Please set a default_payment_method.",
            code="invoice_no_payment_method_types",
        )
    intent = invoicing.intent_of(books, invoice)
    if intent and intent["status"] == "processing":
        raise invalid(
            "This invoice has a payment that is processing.", code="payment_intent_unexpected_state"
        )
    if asked.get("paid_out_of_band"):
        return collecting.paid(books, invoice)
    invoice = collecting.collect(books, invoice, method)
    _check_paid(books, invoice)
    return invoice


def _check_open(invoice: Json, act: str) -> None:
    if invoice["status"] == "paid" and act == "pay":
        if invoice["amount_due"]:
            raise invalid("Invoice is already paid")
    elif invoice["status"] not in ("open", "uncollectible"):
        raise invalid(
            f"You can only {act} an open invoice. This invoice is {invoice['status']}.",
            code="invoice_not_open",
        )


def _check_paid(books: Books, invoice: Json) -> None:
    intent = invoicing.intent_of(books, invoice)
    if invoice["status"] == "paid" or intent is None or intent["status"] == "processing":
        return
    if intent["status"] == "requires_action":
        raise card_error(
            "This payment requires additional user action before it can be completed successfully. Payment can be"
            " completed using the PaymentIntent associated with this invoice.",
            "invoice_payment_intent_requires_action",
            payment_intent=shown(books.store, intent),
        )
    raise charging.refusal(books, intent)


def finalize(books: Books, asked: Asked) -> Json:
    invoice = books.find("invoice", asked.id)
    if invoice["status"] != "draft":
        raise invalid(
            "This invoice is already finalized, you can't re-finalize a non-draft invoice."
        )
    if asked.get("auto_advance") is not None:
        invoice = books.change(invoice, auto_advance=asked.sent["auto_advance"])
    invoice = collecting.finalize(books, invoice)
    if invoice["status"] == "open" and invoice["auto_advance"]:
        at = books.later(books.rules.finalizes_after)
        invoice = books.change(invoice, next_payment_attempt=at)
    return invoice


def void(books: Books, asked: Asked) -> Json:
    invoice = books.find("invoice", asked.id)
    if invoice["status"] not in ("open", "uncollectible"):
        raise invalid(
            f"You can only void open or uncollectible invoices. This invoice is {invoice['status']}.",
            code="invoice_not_open",
        )
    intent = invoicing.intent_of(books, invoice)
    if intent and intent["status"] == "processing":
        raise invalid("This invoice has a payment that is processing: it cannot be voided.")
    invoice = invoicing.void(books, invoice)
    collecting.no_longer_asked_for(books, invoice)
    return invoice


def give_up(books: Books, asked: Asked) -> Json:
    """docs.stripe.com/api/invoices/mark_uncollectible: it can still be paid."""
    invoice = books.find("invoice", asked.id)
    if invoice["status"] != "open":
        raise invalid(f"This invoice is {invoice['status']}.", code="invoice_not_open")
    invoice = invoicing.give_up(books, invoice)
    collecting.no_longer_asked_for(books, invoice)
    return invoice


def delete(books: Books, asked: Asked) -> Json:
    """Only a draft."""
    invoice = books.find("invoice", asked.id)
    if invoice["status"] != "draft":
        raise invalid("You can only delete draft invoices.")
    books.emit("invoice.deleted", invoice)
    books.store.remove(invoice["id"])
    return {"id": invoice["id"], "object": "invoice", "deleted": True}


def list_lines(books: Books, asked: Asked) -> Json:
    invoice = books.find("invoice", asked.id)
    return {**invoice["lines"]}


def list_payments(books: Books, asked: Asked) -> Json:
    """docs.stripe.com/api/invoice-payment/list"""
    found = books.store.all("invoice_payment")
    if asked.get("invoice"):
        found = [each for each in found if each["invoice"] == asked.sent["invoice"]]
    if asked.get("payment"):
        wanted = asked.sent["payment"].get("payment_intent")
        found = [each for each in found if each["payment"]["payment_intent"] == wanted]
    if asked.get("status"):
        found = [each for each in found if each["status"] == asked.sent["status"]]
    return page_of(asked, found, "/v1/invoice_payments")


def retrieve_payment(books: Books, asked: Asked) -> Json:
    payment = books.store.get(asked.id)
    if payment is None:
        raise missing("invoice_payment", asked.id)
    return payment


PAY = Shape(payment_method=text, off_session=boolean, paid_out_of_band=boolean)
ROUTES = [
    Route("POST", "/v1/invoices/create_preview", preview, PREVIEW),
    Route(
        "GET",
        "/v1/invoices",
        list_all,
        Shape(**LIST, customer=text, subscription=text, status=text),
    ),
    Route("GET", "/v1/invoices/{id}", retrieve),
    Route(
        "POST",
        "/v1/invoices/{id}",
        update,
        Shape(
            auto_advance=boolean, description=text, metadata=mapping, default_payment_method=text
        ),
    ),
    Route("DELETE", "/v1/invoices/{id}", delete),
    Route("POST", "/v1/invoices/{id}/pay", pay, PAY),
    Route("POST", "/v1/invoices/{id}/finalize", finalize, Shape(auto_advance=boolean)),
    Route("POST", "/v1/invoices/{id}/void", void),
    Route("POST", "/v1/invoices/{id}/mark_uncollectible", give_up),
    Route("GET", "/v1/invoices/{id}/lines", list_lines, Shape(limit=integer)),
    Route(
        "GET",
        "/v1/invoice_payments",
        list_payments,
        Shape(**LIST, invoice=text, status=text, payment=Shape(type=text, payment_intent=text)),
    ),
    Route("GET", "/v1/invoice_payments/{id}", retrieve_payment),
]
