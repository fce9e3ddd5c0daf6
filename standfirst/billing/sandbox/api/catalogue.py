"""Products and prices: docs.stripe.com/api/products, docs.stripe.com/api/prices"""

from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.form import (
    Required,
    Shape,
    boolean,
    integer,
    many,
    mapping,
    merged,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import price as prices
from standfirst.billing.sandbox.objects import product as products

PRODUCT = Shape(
    active=boolean,
    default_price=text,
    description=text,
    id=text,
    images=many(text),
    metadata=mapping,
    name=text,
    statement_descriptor=text,
    tax_code=text,
    unit_label=text,
    url=text,
)
PRICE = Shape(
    active=boolean,
    currency=Required(text),
    lookup_key=text,
    metadata=mapping,
    nickname=text,
    product=text,
    product_data=Shape(name=Required(text), metadata=mapping, tax_code=text, active=boolean),
    recurring=Shape(
        interval=Required(one_of("day", "week", "month", "year")),
        interval_count=integer,
        trial_period_days=integer,
        usage_type=one_of("licensed"),
    ),
    tax_behavior=one_of("exclusive", "inclusive", "unspecified"),
    transfer_lookup_key=boolean,
    unit_amount=Required(integer),
)


def create_product(books: Books, asked: Asked) -> Json:
    if books.store.get(asked.get("id")):
        raise invalid("Product already exists.", param="id", code="resource_already_exists")
    given = {**asked.sent, "metadata": merged({}, asked.get("metadata"))}
    return books.add(products.new(books.stamp, **given), "product.created")


def retrieve_product(books: Books, asked: Asked) -> Json:
    return books.find("product", asked.id)


def update_product(books: Books, asked: Asked) -> Json:
    product = books.find("product", asked.id)
    fields = {**asked.sent, "updated": books.stamp}
    if "metadata" in asked.sent:
        fields["metadata"] = merged(product["metadata"], asked.sent["metadata"])
    return books.change(product, "product.updated", **fields)


def delete_product(books: Books, asked: Asked) -> Json:
    """Only one that has no prices."""
    product = books.find("product", asked.id)
    if any(price["product"] == product["id"] for price in books.store.all("price")):
        raise invalid(
            "This product cannot be deleted because it has one or more user-created prices."
        )
    books.emit("product.deleted", product)
    books.store.remove(product["id"])
    return {"id": product["id"], "object": "product", "deleted": True}


def list_products(books: Books, asked: Asked) -> Json:
    found = [each for each in books.store.all("product") if _wanted(each, asked, "active")]
    if asked.get("ids"):
        found = [each for each in found if each["id"] in asked.sent["ids"]]
    return page_of(asked, found, "/v1/products")


def create_price(books: Books, asked: Asked) -> Json:
    sent = asked.sent
    if ("product" in sent) == ("product_data" in sent):
        raise invalid("You must specify one of these: product, product_data.", param="product")
    if "product_data" in sent:
        product = create_product(books, Asked(sent=sent["product_data"]))
    else:
        product = books.find("product", sent["product"], "product", 400)
    if sent["unit_amount"] < 0:
        raise invalid("Invalid non-negative integer", param="unit_amount")
    given = asked.some("active", "nickname", "tax_behavior")
    if sent.get("recurring"):
        every = sent["recurring"]
        given["type"] = "recurring"
        given["recurring"] = prices.recurring(
            every["interval"], every.get("interval_count", 1), every.get("trial_period_days")
        )
    given["metadata"] = merged({}, sent.get("metadata"))
    given["lookup_key"] = _lookup_key(books, asked, None)
    currency = sent["currency"].lower()
    made = prices.new(books.stamp, product["id"], currency, sent["unit_amount"], **given)
    return books.add(made, "price.created")


def retrieve_price(books: Books, asked: Asked) -> Json:
    return books.find("price", asked.id)


def update_price(books: Books, asked: Asked) -> Json:
    """Never its amount: docs.stripe.com/api/prices/update"""
    price = books.find("price", asked.id)
    fields = asked.some("active", "nickname", "tax_behavior")
    if "lookup_key" in asked.sent:
        fields["lookup_key"] = _lookup_key(books, asked, price)
    if "metadata" in asked.sent:
        fields["metadata"] = merged(price["metadata"], asked.sent["metadata"])
    return books.change(price, "price.updated", **fields)


def list_prices(books: Books, asked: Asked) -> Json:
    found = [
        each
        for each in books.store.all("price")
        if _wanted(each, asked, "active", "currency", "product", "type")
        and (not asked.get("lookup_keys") or each["lookup_key"] in asked.sent["lookup_keys"])
    ]
    return page_of(asked, found, "/v1/prices")


def _wanted(thing: Json, asked: Asked, *names: str) -> bool:
    return all(name not in asked.sent or thing[name] == asked.sent[name] for name in names)


def _lookup_key(books: Books, asked: Asked, price: Json | None) -> str | None:
    """One price has it at a time; it moves only where that is asked for."""
    key: str | None = asked.get("lookup_key")
    for other in books.store.all("price"):
        if key and other["lookup_key"] == key and other["id"] != (price or {}).get("id"):
            if not asked.get("transfer_lookup_key"):
                raise invalid(
                    f"A price (`{other['id']}`) already uses that lookup key.", param="lookup_key"
                )
            books.change(other, "price.updated", lookup_key=None)
    return key


UPDATE_PRICE = Shape(
    active=boolean,
    lookup_key=text,
    metadata=mapping,
    nickname=text,
    tax_behavior=one_of("exclusive", "inclusive", "unspecified"),
    transfer_lookup_key=boolean,
)
LIST_PRICES = Shape(
    **LIST, active=boolean, currency=text, lookup_keys=many(text), product=text, type=text
)
ROUTES = [
    Route("POST", "/v1/products", create_product, PRODUCT.but(name=Required(text))),
    Route("GET", "/v1/products", list_products, Shape(**LIST, active=boolean, ids=many(text))),
    Route("GET", "/v1/products/{id}", retrieve_product),
    Route("POST", "/v1/products/{id}", update_product, PRODUCT),
    Route("DELETE", "/v1/products/{id}", delete_product),
    Route("POST", "/v1/prices", create_price, PRICE),
    Route("GET", "/v1/prices", list_prices, LIST_PRICES),
    Route("GET", "/v1/prices/{id}", retrieve_price),
    Route("POST", "/v1/prices/{id}", update_price, UPDATE_PRICE),
]
