"""docs.stripe.com/api/subscriptions/update: one call, many fields, each with its rule."""

from standfirst.billing.sandbox.api import customers, discounts
from standfirst.billing.sandbox.api.call import Asked
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import changing, ending
from standfirst.billing.sandbox.errors import Refusal, invalid, missing
from standfirst.billing.sandbox.form import (
    Required,
    Shape,
    anything,
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

PRORATION = one_of("always_invoice", "create_prorations", "none")
DETAILS = Shape(comment=text, feedback=text)
TRIAL_SETTINGS = Shape(
    end_behavior=Required(
        Shape(missing_payment_method=Required(one_of("cancel", "create_invoice", "pause")))
    )
)
PAYMENT_SETTINGS = Shape(
    payment_method_options=anything,
    payment_method_types=many(text),
    save_default_payment_method=one_of("off", "on_subscription"),
)
ITEMS = many(Shape(id=text, price=text, quantity=integer, deleted=boolean, metadata=mapping))
UPDATE = Shape(
    automatic_tax=Shape(enabled=Required(boolean)),
    billing_cycle_anchor=one_of("now", "unchanged"),
    cancel_at=integer,
    cancel_at_period_end=boolean,
    cancellation_details=DETAILS,
    default_payment_method=text,
    description=text,
    discounts=many(discounts.GIVEN),
    items=ITEMS,
    metadata=mapping,
    off_session=boolean,
    pause_collection=Shape(
        behavior=Required(one_of("keep_as_draft", "mark_uncollectible", "void")),
        resumes_at=integer,
    ),
    payment_behavior=one_of(
        "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"
    ),
    payment_settings=PAYMENT_SETTINGS,
    proration_behavior=PRORATION,
    proration_date=integer,
    trial_end=moment,
    trial_settings=TRIAL_SETTINGS,
)
CAN_BE_PENDING = {
    "billing_cycle_anchor",
    "items",
    "payment_behavior",
    "proration_behavior",
    "proration_date",
}
WHILE_INCOMPLETE = {"metadata", "default_payment_method", "cancellation_details", "description"}


def update(books: Books, asked: Asked) -> Json:
    """Raises Refusal; then nothing was changed."""
    subscription = books.find("subscription", asked.id)
    if ending.is_over(subscription):
        if set(asked.sent) <= {"metadata", "cancellation_details"}:
            return books.change(subscription, **_plain(books, subscription, asked))
        raise missing("subscription", asked.id)
    if subscription["status"] == "incomplete" and set(asked.sent) - WHILE_INCOMPLETE:
        raise invalid(
            "This subscription is incomplete: only its metadata and its default payment method can be changed."
        )
    too_much = set(asked.sent) - CAN_BE_PENDING
    if asked.get("payment_behavior") == "pending_if_incomplete" and too_much:
        names = ", ".join(sorted(too_much))
        raise invalid(
            f"You cannot pass {names} when payment_behavior=pending_if_incomplete.",
            param=sorted(too_much)[0],
        )
    mark = books.store.mark()
    try:
        return apply(books, subscription, asked)
    except Refusal:
        books.store.undo(mark)
        raise


def apply(books: Books, subscription: Json, asked: Asked, *, charge: bool = True) -> Json:
    """`charge`: not for a preview."""
    before = subscription
    subscription = books.change(subscription, **_plain(books, subscription, asked))
    subscription = _discounts(books, subscription, asked)
    wanted = changing.Change(
        items=wanted_items(books, subscription, asked.get("items") or []),
        proration=asked.get("proration_behavior", "create_prorations"),
        behavior=asked.get("payment_behavior", "allow_incomplete"),
        afresh=asked.get("billing_cycle_anchor") == "now",
        charge=charge,
        at=asked.get("proration_date"),
    )
    changing.change(books, subscription, wanted)
    _trial(books, books.fresh(subscription), asked, wanted)
    after = books.fresh(subscription)
    if after != before:
        previous = {name: value for name, value in before.items() if after[name] != value}
        books.emit("customer.subscription.updated", after, previous)
    return after


def _plain(books: Books, subscription: Json, asked: Asked) -> Json:
    sent = asked.sent
    fields = asked.some("description", "trial_settings", "default_payment_method")
    customer = books.find("customer", subscription["customer"])
    customers.check_method(
        books, customer, sent.get("default_payment_method"), "default_payment_method"
    )
    if "metadata" in sent:
        fields["metadata"] = merged(subscription["metadata"], sent["metadata"])
    if sent.get("cancellation_details"):
        given = {**subscription["cancellation_details"], **sent["cancellation_details"]}
        fields["cancellation_details"] = given
    if "pause_collection" in sent:
        pause = sent["pause_collection"]
        fields["pause_collection"] = {"resumes_at": None, **pause} if pause else None
    if sent.get("automatic_tax"):
        fields["automatic_tax"] = {
            **subscription["automatic_tax"],
            "enabled": sent["automatic_tax"]["enabled"],
            "liability": {"type": "self"} if sent["automatic_tax"]["enabled"] else None,
        }
    if sent.get("payment_settings"):
        fields["payment_settings"] = {
            **subscription["payment_settings"],
            **sent["payment_settings"],
        }
    return fields | _ending(books, {**subscription, **fields}, asked)


def _ending(books: Books, subscription: Json, asked: Asked) -> Json:
    """docs.stripe.com/billing/subscriptions/cancel: at the end of the period, at a date, or not after all."""
    if "cancel_at_period_end" in asked.sent and asked.get("cancel_at") is not None:
        raise invalid(
            "You may only specify one of cancel_at, cancel_at_period_end.", param="cancel_at"
        )
    details = subscription["cancellation_details"]
    asked_for = {**details, "reason": "cancellation_requested"}
    not_after_all = {
        "cancel_at_period_end": False,
        "cancel_at": None,
        "canceled_at": None,
        "cancellation_details": {**details, "reason": None},
    }
    if asked.get("cancel_at_period_end"):
        return {
            "cancel_at_period_end": True,
            "cancel_at": subscriptions.period_of(subscription)[1],
            "canceled_at": books.stamp,
            "cancellation_details": asked_for,
        }
    if asked.get("cancel_at"):
        if asked.sent["cancel_at"] <= books.stamp:
            raise invalid("Invalid timestamp: must be in the future.", param="cancel_at")
        return {
            "cancel_at_period_end": False,
            "cancel_at": asked.sent["cancel_at"],
            "canceled_at": books.stamp,
            "cancellation_details": asked_for,
        }
    if "cancel_at" in asked.sent or (
        "cancel_at_period_end" in asked.sent and subscription["cancel_at_period_end"]
    ):
        return not_after_all
    return {}


def _discounts(books: Books, subscription: Json, asked: Asked) -> Json:
    if "discounts" not in asked.sent:
        return subscription
    amount = sum(
        item["price"]["unit_amount"] * item["quantity"]
        for item in subscriptions.items_of(subscription)
    )
    made = discounts.redeemed(books, asked.sent["discounts"] or [], subscription, amount)
    return books.change(subscription, discounts=[each["id"] for each in made])


def _trial(books: Books, subscription: Json, asked: Asked, wanted: changing.Change) -> None:
    end = asked.get("trial_end")
    if end == "now":
        if subscription["status"] == "trialing":
            changing.end_trial(books, subscription, wanted)
    elif end is not None:
        if end <= books.stamp:
            raise invalid("Invalid timestamp: must be in the future.", param="trial_end")
        changing.set_trial_end(books, subscription, end, wanted.proration)


def wanted_items(books: Books, subscription: Json, given: list[Json]) -> list[Json]:
    """What it has, with what was sent put over it by the item's id. A price without an id comes on top."""
    items = {item["id"]: item for item in subscriptions.items_of(subscription)}
    for n, each in enumerate(given):
        price = price_for(books, each["price"], f"items[{n}][price]") if each.get("price") else None
        if each.get("id"):
            if each["id"] not in items:
                raise missing("subscription_item", each["id"], f"items[{n}][id]", status=400)
            if each.get("deleted"):
                del items[each["id"]]
                continue
            items[each["id"]] = changing.with_price(items[each["id"]], price, each.get("quantity"))
        elif price:
            period = subscriptions.period_of(subscription)
            item = subscriptions.item(
                books.stamp, subscription["id"], price, each.get("quantity") or 1, period
            )
            items[item["id"]] = item
    if not items:
        raise invalid("A subscription must have at least one active item.", param="items")
    return list(items.values())


def price_for(books: Books, id: str, param: str) -> Json:
    price = books.find("price", id, param, 400)
    if not price["active"]:
        raise invalid(
            f"The price specified is inactive. This field only accepts active prices. ({id})",
            param=param,
        )
    if price["type"] != "recurring":
        raise invalid(
            f"The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`."
            f" ({id})",
            param=param,
        )
    return price
