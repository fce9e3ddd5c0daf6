"""docs.stripe.com/api/subscriptions"""

from standfirst.billing.sandbox.api import customers, discounts
from standfirst.billing.sandbox.api.call import LIST, Asked, Route, page_of
from standfirst.billing.sandbox.api.subscription_changes import (
    DETAILS,
    PAYMENT_SETTINGS,
    PRORATION,
    TRIAL_SETTINGS,
    UPDATE,
    price_for,
    update,
)
from standfirst.billing.sandbox.books import DAY, Books
from standfirst.billing.sandbox.engine import changing, collecting, ending, invoicing, starting
from standfirst.billing.sandbox.errors import Refusal, invalid, missing
from standfirst.billing.sandbox.form import (
    Required,
    Shape,
    boolean,
    integer,
    many,
    mapping,
    merged,
    moment,
    one_of,
    text,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import subscription as subscriptions

BEHAVIOR = one_of("allow_incomplete", "default_incomplete", "error_if_incomplete")
CREATE = Shape(
    automatic_tax=Shape(enabled=Required(boolean)),
    billing_mode=Shape(type=Required(one_of("classic", "flexible"))),
    cancel_at=integer,
    cancel_at_period_end=boolean,
    collection_method=one_of("charge_automatically"),
    currency=text,
    customer=Required(text),
    default_payment_method=text,
    description=text,
    discounts=many(discounts.GIVEN),
    items=Required(many(Shape(price=Required(text), quantity=integer, metadata=mapping))),
    metadata=mapping,
    off_session=boolean,
    payment_behavior=BEHAVIOR,
    payment_settings=PAYMENT_SETTINGS,
    proration_behavior=PRORATION,
    trial_end=moment,
    trial_from_plan=boolean,
    trial_period_days=integer,
    trial_settings=TRIAL_SETTINGS,
)


def create(books: Books, asked: Asked) -> Json:
    mark = books.store.mark()
    customer = books.find("customer", asked.sent["customer"], "customer", 400)
    items = [
        (
            price_for(books, each["price"], f"items[{n}][price]"),
            1 if each.get("quantity") is None else each["quantity"],
        )
        for n, each in enumerate(asked.sent["items"])
    ]
    _check_currency(customer, items)
    begin = starting.Beginning(
        customer=customer,
        items=items,
        behavior=asked.get("payment_behavior", "allow_incomplete"),
        trial_end=_trial_end(books, asked, items[0][0]),
        fields=_fields(books, asked, customer),
    )
    amount = sum(price["unit_amount"] * quantity for price, quantity in items)
    for_whom = {"customer": customer["id"], "id": None}
    try:
        off = discounts.redeemed(books, asked.get("discounts") or [], for_whom, amount)
        return starting.start(books, begin, off)
    except Refusal as why:
        if why.status == 400 or begin.behavior == "error_if_incomplete":
            books.store.undo(mark)
        raise


def _check_currency(customer: Json, items: list[tuple[Json, int]]) -> None:
    """docs.stripe.com/billing/customer: one currency for a customer, ever."""
    if not items:
        raise invalid("Missing required param: items.", param="items", code="parameter_missing")
    for price, _ in items:
        if customer["currency"] not in (None, price["currency"]):
            raise invalid(
                "You cannot combine currencies on a single customer. This customer has or had a subscription"
                f" with currency {customer['currency']}."
            )
        if price["currency"] != items[0][0]["currency"]:
            raise invalid("All prices on a subscription must have one currency.", param="items")


def _trial_end(books: Books, asked: Asked, price: Json) -> int | None:
    given, days = asked.get("trial_end"), asked.get("trial_period_days")
    if given is not None and days is not None:
        raise invalid(
            "You may only specify one of trial_end, trial_period_days.", param="trial_end"
        )
    if given == "now" or days == 0:
        return None
    if given is not None:
        if given <= books.stamp:
            raise invalid("Invalid timestamp: must be in the future.", param="trial_end")
        return int(given)
    if asked.get("trial_from_plan"):
        days = price["recurring"]["trial_period_days"]
    return books.later(days * DAY) if days else None


def _fields(books: Books, asked: Asked, customer: Json) -> Json:
    sent = asked.sent
    fields = asked.some("cancel_at", "cancel_at_period_end", "description")
    fields["metadata"] = merged({}, sent.get("metadata"))
    if sent.get("default_payment_method"):
        customers.check_method(
            books, customer, sent["default_payment_method"], "default_payment_method"
        )
        fields["default_payment_method"] = sent["default_payment_method"]
    if sent.get("automatic_tax"):
        on = sent["automatic_tax"]["enabled"]
        liability = {"type": "self"} if on else None
        fields["automatic_tax"] = {"disabled_reason": None, "enabled": on, "liability": liability}
    if sent.get("trial_settings"):
        fields["trial_settings"] = sent["trial_settings"]
    if sent.get("payment_settings"):
        blank = subscriptions.new(0, "", "")["payment_settings"]
        fields["payment_settings"] = {**blank, **sent["payment_settings"]}
    return fields


def retrieve(books: Books, asked: Asked) -> Json:
    return books.find("subscription", asked.id)


def list_all(books: Books, asked: Asked) -> Json:
    """Without `status`, those that are not cancelled (docs.stripe.com/api/subscriptions/list)."""
    customer, status, price = asked.get("customer"), asked.get("status"), asked.get("price")
    found = (
        books.store.of(customer, "subscription") if customer else books.store.all("subscription")
    )
    if status is None:
        found = [each for each in found if each["status"] != "canceled"]
    elif status == "ended":
        found = [each for each in found if ending.is_over(each)]
    elif status != "all":
        found = [each for each in found if each["status"] == status]
    if price:
        found = [
            each
            for each in found
            if any(item["price"]["id"] == price for item in subscriptions.items_of(each))
        ]
    return page_of(asked, found, "/v1/subscriptions")


def cancel(books: Books, asked: Asked) -> Json:
    """At once. `prorate` gives back the unused time; `invoice_now` asks for what waits, or gives it to the balance."""
    subscription = going(books, asked.id)
    if asked.get("cancellation_details"):
        given = {**subscription["cancellation_details"], **asked.sent["cancellation_details"]}
        subscription = books.change(subscription, cancellation_details=given)
    waiting = list(subscription["_waiting"])
    if asked.get("prorate") and subscription["status"] != "trialing":
        items = subscriptions.items_of(subscription)
        waiting += changing.prorations(books, subscription, items, afresh=True)
    if asked.get("invoice_now") and waiting and subscription["status"] != "incomplete":
        subscription = books.change(subscription, _waiting=waiting)
        now = (books.stamp, books.stamp)
        invoice = invoicing.make(books, subscription, [], "subscription_update", now)
        ended = ending.end(books, subscription, reason="cancellation_requested")
        collecting.finalize_and_collect(books, invoice)
        return books.fresh(ended)
    return ending.end(books, subscription, reason="cancellation_requested")


def resume(books: Books, asked: Asked) -> Json:
    """Of status `paused` only: docs.stripe.com/api/subscriptions/resume"""
    subscription = going(books, asked.id)
    if subscription["status"] != "paused":
        raise invalid("You can only resume subscriptions that are paused.")
    mark = books.store.mark()
    items = subscriptions.items_of(subscription)
    resumed = changing.begin_again(books, subscription, changing.Change(items), mark)
    books.emit("customer.subscription.resumed", resumed)
    return resumed


def going(books: Books, id: str) -> Json:
    """Raises Refusal (resource_missing) for one that has ended: to a change it is not there."""
    subscription = books.find("subscription", id)
    if ending.is_over(subscription):
        raise missing("subscription", id)
    return subscription


ROUTES = [
    Route("POST", "/v1/subscriptions", create, CREATE),
    Route(
        "GET", "/v1/subscriptions", list_all, Shape(**LIST, customer=text, price=text, status=text)
    ),
    Route("GET", "/v1/subscriptions/{id}", retrieve),
    Route("POST", "/v1/subscriptions/{id}", update, UPDATE),
    Route(
        "DELETE",
        "/v1/subscriptions/{id}",
        cancel,
        Shape(cancellation_details=DETAILS, invoice_now=boolean, prorate=boolean),
    ),
    Route(
        "POST",
        "/v1/subscriptions/{id}/resume",
        resume,
        Shape(billing_cycle_anchor=one_of("now"), proration_behavior=PRORATION),
    ),
]
