"""Coupons and promotion codes: docs.stripe.com/api/coupons, docs.stripe.com/api/promotion_codes"""

from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.form import (
    Required,
    Shape,
    boolean,
    integer,
    mapping,
    merged,
    number,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import coupon as coupons

COUPON = Shape(
    amount_off=integer,
    currency=text,
    duration=one_of("once", "repeating", "forever"),
    duration_in_months=integer,
    id=text,
    max_redemptions=integer,
    metadata=mapping,
    name=text,
    percent_off=number,
    redeem_by=integer,
)
CODE = Shape(
    active=boolean,
    code=text,
    customer=text,
    expires_at=integer,
    max_redemptions=integer,
    metadata=mapping,
    promotion=Required(Shape(type=Required(one_of("coupon")), coupon=Required(text))),
    restrictions=Shape(
        first_time_transaction=boolean, minimum_amount=integer, minimum_amount_currency=text
    ),
)
GIVEN = Shape(coupon=text, promotion_code=text, discount=text)  # one of a subscription's discounts


def create_coupon(books: Books, asked: Asked) -> Json:
    if ("percent_off" in asked.sent) == ("amount_off" in asked.sent):
        raise invalid("Must provide either percent_off or amount_off, but not both.")
    if asked.get("amount_off") and not asked.get("currency"):
        raise invalid("Missing required param: currency.", param="currency")
    if asked.get("duration") == "repeating" and not asked.get("duration_in_months"):
        raise invalid("Missing required param: duration_in_months.", param="duration_in_months")
    if books.store.get(asked.get("id")):
        raise invalid("Coupon already exists.", param="id", code="resource_already_exists")
    given = {**asked.sent, "metadata": merged({}, asked.get("metadata"))}
    return books.add(coupons.new(books.stamp, **given), "coupon.created")


def retrieve_coupon(books: Books, asked: Asked) -> Json:
    return books.find("coupon", asked.id)


def update_coupon(books: Books, asked: Asked) -> Json:
    coupon = books.find("coupon", asked.id)
    fields = asked.some("name")
    if "metadata" in asked.sent:
        fields["metadata"] = merged(coupon["metadata"], asked.sent["metadata"])
    return books.change(coupon, "coupon.updated", **fields)


def delete_coupon(books: Books, asked: Asked) -> Json:
    """Nobody redeems it any more; who has it keeps it, so it stays in the books."""
    coupon = books.find("coupon", asked.id)
    books.emit("coupon.deleted", coupon)
    books.change(coupon, valid=False, max_redemptions=coupon["times_redeemed"])
    return {"id": coupon["id"], "object": "coupon", "deleted": True}


def list_coupons(books: Books, asked: Asked) -> Json:
    return page_of(asked, books.store.all("coupon"), "/v1/coupons")


def create_code(books: Books, asked: Asked) -> Json:
    sent = asked.sent
    coupon = books.find("coupon", sent["promotion"]["coupon"], "promotion[coupon]", 400)
    given = asked.some("active", "customer", "expires_at", "max_redemptions")
    if sent.get("code"):
        given["code"] = sent["code"]
        if any(same_code(each, sent["code"]) for each in books.store.all("promotion_code")):
            raise invalid(
                f"An active promotion code with `code: {sent['code']}` already exists.",
                param="code",
            )
    if sent.get("restrictions"):
        blank = coupons.new_code(0, "")["restrictions"]
        given["restrictions"] = {**blank, **sent["restrictions"]}
    given["metadata"] = merged({}, sent.get("metadata"))
    return books.add(coupons.new_code(books.stamp, coupon["id"], **given), "promotion_code.created")


def same_code(code: Json, wanted: str) -> bool:
    """Codes are read without regard to case."""
    return bool(code["active"] and code["code"].lower() == wanted.lower())


def retrieve_code(books: Books, asked: Asked) -> Json:
    return _now(books, books.find("promotion_code", asked.id))


def update_code(books: Books, asked: Asked) -> Json:
    code = books.find("promotion_code", asked.id)
    fields = asked.some("active")
    if "metadata" in asked.sent:
        fields["metadata"] = merged(code["metadata"], asked.sent["metadata"])
    return books.change(code, "promotion_code.updated", **fields)


def list_codes(books: Books, asked: Asked) -> Json:
    found = [_now(books, each) for each in books.store.all("promotion_code")]
    if asked.get("code"):
        found = [each for each in found if each["code"].lower() == asked.sent["code"].lower()]
    if "active" in asked.sent:
        found = [each for each in found if each["active"] == asked.sent["active"]]
    if asked.get("coupon"):
        found = [each for each in found if each["promotion"]["coupon"] == asked.sent["coupon"]]
    return page_of(asked, found, "/v1/promotion_codes")


def _now(books: Books, code: Json) -> Json:
    """One that has expired or is used up is not active."""
    coupon = books.find("coupon", code["promotion"]["coupon"])
    over = coupons.code_is_over(code, books.stamp) or coupons.is_over(coupon, books.stamp)
    return {**code, "active": code["active"] and not over}


def redeemed(books: Books, given: list[Json], subscription: Json, amount: int) -> list[Json]:
    """A new discount for each that is given; one that is there already stays. `amount`: what the first invoice is for.
    Raises Refusal for one that cannot be redeemed."""
    return [
        _redeem(books, each, subscription, amount, f"discounts[{n}]")
        for n, each in enumerate(given)
    ]


def _redeem(books: Books, given: Json, subscription: Json, amount: int, param: str) -> Json:
    if given.get("discount"):
        return books.find("discount", given["discount"], f"{param}[discount]", 400)
    code = None
    if given.get("promotion_code"):
        where = f"{param}[promotion_code]"
        code = _now(books, books.find("promotion_code", given["promotion_code"], where, 400))
        _check_code(books, code, subscription, amount, where)
        books.change(code, times_redeemed=code["times_redeemed"] + 1)
    id = code["promotion"]["coupon"] if code else given.get("coupon")
    coupon = books.find("coupon", id, f"{param}[coupon]", 400)
    if coupons.is_over(coupon, books.stamp):
        raise invalid(
            f"Coupon expired: {coupon['id']}", param=f"{param}[coupon]", code="coupon_expired"
        )
    coupon = books.change(coupon, times_redeemed=coupon["times_redeemed"] + 1)
    discount = coupons.discount(books.stamp, coupon, subscription, code["id"] if code else None)
    return books.add(discount, "customer.discount.created")


def _check_code(books: Books, code: Json, subscription: Json, amount: int, param: str) -> None:
    """docs.stripe.com/billing/subscriptions/coupons, "Promotion code restrictions"."""
    customer, limits = subscription["customer"], code["restrictions"]
    if not code["active"]:
        raise invalid("This promotion code is not active.", param=param, code="coupon_expired")
    if code["customer"] not in (None, customer):
        raise invalid("This promotion code cannot be redeemed by this customer.", param=param)
    if limits["first_time_transaction"] and any(
        charge["paid"] for charge in books.store.of(customer, "charge")
    ):
        raise invalid(
            "This promotion code cannot be redeemed because the associated customer has prior transactions.",
            param=param,
            code="promotion_code_customer_not_first_time",
        )
    if limits["minimum_amount"] and amount < limits["minimum_amount"]:
        raise invalid(
            "This promotion code cannot be redeemed because the minimum amount was not met.",
            param=param,
        )


ROUTES = [
    Route("POST", "/v1/coupons", create_coupon, COUPON),
    Route("GET", "/v1/coupons", list_coupons, Shape(**LIST)),
    Route("GET", "/v1/coupons/{id}", retrieve_coupon),
    Route("POST", "/v1/coupons/{id}", update_coupon, Shape(name=text, metadata=mapping)),
    Route("DELETE", "/v1/coupons/{id}", delete_coupon),
    Route("POST", "/v1/promotion_codes", create_code, CODE),
    Route(
        "GET",
        "/v1/promotion_codes",
        list_codes,
        Shape(**LIST, code=text, active=boolean, coupon=text, customer=text),
    ),
    Route("GET", "/v1/promotion_codes/{id}", retrieve_code),
    Route("POST", "/v1/promotion_codes/{id}", update_code, Shape(active=boolean, metadata=mapping)),
]
