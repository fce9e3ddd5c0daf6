"""docs.stripe.com/api/payment_methods"""

from standfirst.billing.sandbox import cards
from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import saving
from standfirst.billing.sandbox.errors import card_error, invalid
from standfirst.billing.sandbox.form import (
    ADDRESS,
    Required,
    Shape,
    integer,
    mapping,
    merged,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import payment_method as methods

BILLING = Shape(address=ADDRESS, email=text, name=text, phone=text, tax_id=text)
WALLET = Shape(type=one_of("apple_pay", "google_pay"))
CARD = Shape(
    number=Required(text),
    exp_month=Required(integer),
    exp_year=Required(integer),
    cvc=text,
    wallet=WALLET,  # ours: at Stripe a wallet sends a token
)
CREATE = Shape(
    type=Required(one_of("card", "sepa_debit")),
    allow_redisplay=one_of("always", "limited", "unspecified"),
    billing_details=BILLING,
    card=CARD,
    metadata=mapping,
    sepa_debit=Shape(iban=Required(text)),
)


def create(books: Books, asked: Asked) -> Json:
    return make(books, asked.sent)


def make(books: Books, given: Json) -> Json:
    """From what a browser sends in its frame. Raises Refusal for a number or a date that cannot be a card's."""
    if given["type"] == "sepa_debit":
        number = (given.get("sepa_debit") or {}).get("iban", "").replace(" ", "")
        exp = (0, 0)
        if not cards.is_slow(number):
            raise invalid("The IBAN you provided is invalid.", param="sepa_debit[iban]")
    else:
        card = given.get("card")
        if not card:
            raise invalid("Missing required param: card.", param="card", code="parameter_missing")
        number, exp = card["number"].replace(" ", ""), (card["exp_month"], card["exp_year"])
        _check(books, number, exp)
    wallet = ((given.get("card") or {}).get("wallet") or {}).get("type")
    method = methods.new(books.stamp, number, exp, given.get("billing_details"), wallet)
    more = {name: given[name] for name in ("metadata", "allow_redisplay") if given.get(name)}
    return books.add({**method, **more})


def _check(books: Books, number: str, exp: tuple[int, int]) -> None:
    """docs.stripe.com/error-codes: what is wrong before any bank is asked."""
    if not cards.is_valid(number):
        raise card_error("Your card number is incorrect.", "incorrect_number", param="number")
    if not 1 <= exp[0] <= 12:
        raise card_error(
            "Your card's expiration month is invalid.", "invalid_expiry_month", param="exp_month"
        )
    if methods.has_ended({"card": {"exp_month": exp[0], "exp_year": exp[1]}}, books.now):
        raise card_error(
            "Your card's expiration year is invalid.", "invalid_expiry_year", param="exp_year"
        )


def named(books: Books, id: str, param: str = "payment_method") -> Json:
    """One of ours, or a ready-made one such as pm_card_visa, which makes a new one."""
    if id in cards.TOKENS:
        year = books.now.year + 4
        return books.add(methods.new(books.stamp, cards.TOKENS[id], (12, year)))
    return books.find("payment_method", id, param, 400)


def retrieve(books: Books, asked: Asked) -> Json:
    return books.find("payment_method", asked.id)


def update(books: Books, asked: Asked) -> Json:
    """Of a card, only the date, and what surrounds it."""
    method = books.find("payment_method", asked.id)
    fields: Json = {}
    if asked.get("card"):
        fields["card"] = {**method["card"], **asked.sent["card"]}
    if "metadata" in asked.sent:
        fields["metadata"] = merged(method["metadata"], asked.sent["metadata"])
    if asked.get("billing_details"):
        given = {**method["billing_details"], **asked.sent["billing_details"]}
        fields["billing_details"] = methods.billing_details(given)
    return books.change(method, "payment_method.updated", **fields)


def attach(books: Books, asked: Asked) -> Json:
    customer = books.find("customer", asked.sent["customer"], "customer", 400)
    if asked.id not in cards.TOKENS:
        books.find("payment_method", asked.id)
    return saving.attach_checked(books, named(books, asked.id), customer["id"])


def detach(books: Books, asked: Asked) -> Json:
    method = books.find("payment_method", asked.id)
    if method["customer"] is None:
        raise invalid(
            "The payment method you provided is not attached to a customer so detachment is impossible."
        )
    return saving.detach(books, method)


def list_all(books: Books, asked: Asked) -> Json:
    customer = books.find("customer", asked.id or asked.get("customer"), "customer", 400)
    found = [
        each
        for each in books.store.of(customer["id"], "payment_method")
        if each["customer"] == customer["id"] and asked.get("type") in (None, each["type"])
    ]
    url = f"/v1/customers/{asked.id}/payment_methods" if asked.id else "/v1/payment_methods"
    return page_of(asked, found, url)


UPDATE = Shape(
    card=Shape(exp_month=integer, exp_year=integer),
    billing_details=BILLING,
    metadata=mapping,
    allow_redisplay=one_of("always", "limited", "unspecified"),
)
FILTER = Shape(**LIST, customer=text, type=text)
ROUTES = [
    Route("POST", "/v1/payment_methods", create, CREATE, public=True),
    Route("GET", "/v1/payment_methods", list_all, FILTER.but(customer=Required(text))),
    Route("GET", "/v1/payment_methods/{id}", retrieve),
    Route("POST", "/v1/payment_methods/{id}", update, UPDATE),
    Route("POST", "/v1/payment_methods/{id}/attach", attach, Shape(customer=Required(text))),
    Route("POST", "/v1/payment_methods/{id}/detach", detach),
    Route("GET", "/v1/customers/{id}/payment_methods", list_all, Shape(**LIST, type=text)),
]
