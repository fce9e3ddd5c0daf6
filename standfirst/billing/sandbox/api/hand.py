"""What is no call of Stripe's: time that passes for one customer, and what their bank does.

For programs, as the pages of `control` are for people; only with the secret key.
"""

from typing import cast

from standfirst.billing.sandbox.api.call import Asked, Route
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.deliver import DROPPED, WAITING
from standfirst.billing.sandbox.form import Required, Shape, integer, text
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.world import World


def age(books: Books, asked: Asked) -> Json:
    """All that is this customer's happened so many seconds earlier."""
    customer = books.find("customer", asked.sent["customer"], "customer", 400)
    _world(books).age(customer["id"], asked.sent["seconds"] / 86400)
    return books.fresh(customer)


def behave(books: Books, asked: Asked) -> Json:
    """The card on file is like this test number from now on, and perhaps good to another month."""
    customer = books.find("customer", asked.sent["customer"], "customer", 400)
    month, year = asked.get("exp_month"), asked.get("exp_year")
    exp = (month, year) if month and year else None
    _world(books).replace_card_behaviour(customer["id"], asked.sent["number"], exp)
    return books.fresh(customer)


def dispute(books: Books, asked: Asked) -> Json:
    intent = books.find("payment_intent", asked.sent["payment_intent"], "payment_intent", 400)
    return _world(books).dispute(intent["latest_charge"])


def hush(books: Books, asked: Asked) -> Json:
    """Nobody needs to be told of what has happened so far: whoever made it happen has asked what is so."""
    for event in books.store.all("event"):
        books.change(event, pending_webhooks=0, _planned=True)
    for delivery in books.store.all("delivery"):
        if delivery["state"] == WAITING:
            books.change(delivery, state=DROPPED, due=None)
    return {"object": "sandbox.hush"}


def _world(books: Books) -> World:
    """Whoever answers calls has one; the rest of `api` needs less of it."""
    return cast(World, books)


ROUTES = [
    Route(
        "POST",
        "/v1/sandbox/age",
        age,
        Shape(customer=Required(text), seconds=Required(integer)),
    ),
    Route(
        "POST",
        "/v1/sandbox/card",
        behave,
        Shape(customer=Required(text), number=Required(text), exp_month=integer, exp_year=integer),
    ),
    Route("POST", "/v1/sandbox/hush", hush),
    Route("POST", "/v1/sandbox/dispute", dispute, Shape(payment_intent=Required(text))),
]
