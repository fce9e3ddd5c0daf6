"""docs.stripe.com/api/customers"""

from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import ending, saving
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.form import (
    ADDRESS,
    Shape,
    anything,
    integer,
    many,
    mapping,
    merged,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import customer as customers
from standfirst.billing.sandbox.objects.payment_method import NO_ADDRESS

CREATE = Shape(
    address=ADDRESS,
    balance=integer,
    description=text,
    email=text,
    invoice_settings=Shape(default_payment_method=text, footer=text, custom_fields=anything),
    metadata=mapping,
    name=text,
    payment_method=text,
    phone=text,
    preferred_locales=many(text),
    shipping=anything,
    tax=Shape(ip_address=text, validate_location=text),
    tax_exempt=one_of("exempt", "none", "reverse"),
)
DEFAULT = "invoice_settings[default_payment_method]"
PLAIN = ("description", "email", "name", "phone", "balance", "preferred_locales", "tax_exempt")


def create(books: Books, asked: Asked) -> Json:
    given = _read(asked, {"metadata": {}})
    customer = books.add(customers.new(books.stamp, **given), "customer.created")
    if asked.get("payment_method"):
        method = books.find("payment_method", asked.sent["payment_method"], "payment_method", 400)
        saving.attach_checked(books, method, customer["id"])
    return _with_settings(books, customer, asked)


def retrieve(books: Books, asked: Asked) -> Json:
    """A deleted one still says that it was."""
    gone = books.store.get(asked.id)
    if gone and gone.get("deleted"):
        return gone
    return books.find("customer", asked.id)


def update(books: Books, asked: Asked) -> Json:
    customer = books.find("customer", asked.id)
    settled = _with_settings(books, customer, asked)
    return books.change(settled, "customer.updated", **_read(asked, settled))


def delete(books: Books, asked: Asked) -> Json:
    """Ends what they have, at once (docs.stripe.com/api/customers/delete)."""
    customer = books.find("customer", asked.id)
    for subscription in books.store.of(customer["id"], "subscription"):
        if not ending.is_over(subscription):
            ending.end(books, subscription, reason="cancellation_requested")
    books.emit("customer.deleted", books.fresh(customer))
    gone = customers.deleted(customer)
    books.store.put(gone)
    return gone


def list_all(books: Books, asked: Asked) -> Json:
    found = [each for each in books.store.all("customer") if not each.get("deleted")]
    if asked.get("email"):
        found = [each for each in found if each["email"] == asked.sent["email"]]
    return page_of(asked, found, "/v1/customers")


def _read(asked: Asked, before: Json) -> Json:
    fields = asked.some(*PLAIN)
    if "preferred_locales" in fields:
        fields["preferred_locales"] = fields["preferred_locales"] or []
    if "address" in asked.sent:
        given = asked.sent["address"]
        fields["address"] = {**NO_ADDRESS, **given} if given is not None else None
    if "metadata" in asked.sent:
        fields["metadata"] = merged(before["metadata"], asked.sent["metadata"])
    return fields


def _with_settings(books: Books, customer: Json, asked: Asked) -> Json:
    given = asked.get("invoice_settings")
    if given is None:
        return books.fresh(customer)
    check_method(books, customer, given.get("default_payment_method"), DEFAULT)
    settings = {**customer["invoice_settings"], **given}
    return books.change(customer, "customer.updated", invoice_settings=settings)


def check_method(books: Books, customer: Json, id: str | None, param: str) -> None:
    """Only what is attached to them can pay for them."""
    method = books.store.get(id) if id else None
    if id and (method is None or method.get("customer") != customer["id"]):
        raise invalid(
            f"The customer does not have a payment method with the ID {id}. The payment method must be attached to the"
            " customer.",
            param=param,
            code="resource_missing",
        )


ROUTES = [
    Route("POST", "/v1/customers", create, CREATE),
    Route("GET", "/v1/customers", list_all, Shape(**LIST, email=text)),
    Route("GET", "/v1/customers/{id}", retrieve),
    Route("POST", "/v1/customers/{id}", update, CREATE),
    Route("DELETE", "/v1/customers/{id}", delete),
]
