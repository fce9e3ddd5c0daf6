"""A subscription's price, its cycle or its trial is changed (docs.stripe.com/billing/subscriptions/prorations)."""

from dataclasses import dataclass

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import collecting, invoicing, pending, starting
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import line as lines
from standfirst.billing.sandbox.objects import price as prices
from standfirst.billing.sandbox.objects import subscription as subscriptions


@dataclass(frozen=True)
class Change:
    """`items`: all of them, as they are to be. `proration`: create_prorations, always_invoice or none. `behavior` as in
    `Beginning`, or pending_if_incomplete. `charge`: not for a preview."""

    items: list[Json]
    proration: str = "create_prorations"
    behavior: str = "allow_incomplete"
    afresh: bool = False  # a new cycle begins now
    charge: bool = True
    at: int | None = None  # as if it were then: proration_date


def change(books: Books, subscription: Json, wanted: Change) -> Json | None:
    """The invoice that it made, if any. Raises Refusal; then nothing was changed."""
    mark = books.store.mark()
    original, before = subscription, subscriptions.items_of(subscription)
    trialing = subscription["status"] == "trialing"
    afresh = (wanted.afresh or _interval(before) != _interval(wanted.items)) and not trialing
    asked: list[Json] = []
    if wanted.proration != "none" and not trialing:
        at = None if afresh else wanted.at
        asked = prorations(books, subscription, wanted.items, afresh=afresh, at=at)
    subscription = books.change(
        subscription,
        items=subscriptions.with_items(subscription, wanted.items),
        billing_cycle_anchor=books.stamp if afresh else subscription["billing_cycle_anchor"],
    )
    if afresh:
        subscription = _begin_period(books, subscription)
        asked += invoicing.whole_period(books, subscription)
    if not asked:
        return None
    if not afresh and wanted.proration != "always_invoice":
        books.change(subscription, _waiting=[*subscription["_waiting"], *asked])
        return None
    invoice = ask_now(books, subscription, asked, wanted, mark)
    if wanted.behavior == "pending_if_incomplete" and _is_refused(books, invoice):
        pending.hold(books, original, invoice)
    return invoice


def ask_now(books: Books, subscription: Json, asked: list[Json], wanted: Change, mark: int) -> Json:
    period = (books.stamp, books.stamp)
    invoice = invoicing.make(books, subscription, asked, "subscription_update", period)
    if not wanted.charge:
        return invoice
    invoice = collecting.finalize(books, invoice)
    if invoice["status"] == "paid":
        return invoice
    if wanted.behavior == "default_incomplete":
        books.change(subscription, status="past_due")
        return invoice
    insist = wanted.behavior == "error_if_incomplete"
    if not insist and invoicing.method_for(books, invoice) is None:
        return collecting.collect(books, invoice)
    starting.pay_or_undo(books, invoice, mark, insist=insist)
    return books.fresh(invoice)


def prorations(
    books: Books, subscription: Json, after: list[Json], *, afresh: bool, at: int | None = None
) -> list[Json]:
    """What is given back of the old, and asked for the rest of the period of the new. Of a cycle that begins now, the
    new is asked for as a whole, elsewhere."""
    now, made = at or books.stamp, []
    before = {item["id"]: item for item in subscriptions.items_of(subscription)}
    wanted = {item["id"]: item for item in after}
    for id, item in before.items():
        if afresh or _differs(item, wanted.get(id)):
            amount = invoicing.after_discounts(books, subscription, lines.amount_of(item))
            made.append(lines.unused(item, invoicing.name_of(books, item), now, amount))
    for id, item in wanted.items():
        if not afresh and _differs(item, before.get(id)):
            amount = invoicing.after_discounts(books, subscription, lines.amount_of(item))
            made.append(lines.remaining(item, invoicing.name_of(books, item), now, amount))
    return made


def set_trial_end(books: Books, subscription: Json, end: int, proration: str) -> Json:
    """Free until then; the cycle begins there (docs.stripe.com/billing/subscriptions/trials)."""
    now, made = books.stamp, []
    trialing = subscription["status"] == "trialing"
    if not trialing and proration != "none":
        items = subscriptions.items_of(subscription)
        made = prorations(books, subscription, items, afresh=True)
    start = subscriptions.period_of(subscription)[0] if trialing else now
    subscription = books.change(
        subscription,
        status="trialing",
        trial_start=subscription["trial_start"] if trialing else now,
        trial_end=end,
        billing_cycle_anchor=end,
        cancel_at=end if subscription["cancel_at_period_end"] else subscription["cancel_at"],
        items=subscriptions.in_period(subscription, start, end),
    )
    if not trialing:
        asked = [*made, *invoicing.whole_period(books, subscription)]
        invoice = invoicing.make(books, subscription, asked, "subscription_update", (now, now))
        collecting.finalize(books, invoice)
    return books.fresh(subscription)


def end_trial(books: Books, subscription: Json, wanted: Change) -> Json:
    """Now, and the first period begins and is asked for."""
    mark = books.store.mark()
    subscription = books.change(
        subscription, status="active", trial_end=books.stamp, billing_cycle_anchor=books.stamp
    )
    return begin_again(books, subscription, wanted, mark)


def begin_again(books: Books, subscription: Json, wanted: Change, mark: int) -> Json:
    """A whole period from now on, asked for at once."""
    subscription = books.change(subscription, billing_cycle_anchor=books.stamp)
    subscription = _begin_period(books, subscription)
    asked = invoicing.whole_period(books, subscription)
    ask_now(books, subscription, asked, wanted, mark)
    return books.fresh(subscription)


def _begin_period(books: Books, subscription: Json) -> Json:
    end = subscriptions.next_end(subscription, books.stamp)
    return books.change(subscription, items=subscriptions.in_period(subscription, books.stamp, end))


def with_price(item: Json, price: Json | None, quantity: int | None) -> Json:
    price = price or item["price"]
    return {
        **item,
        "price": price,
        "plan": prices.as_plan(price),
        "quantity": item["quantity"] if quantity is None else quantity,
    }


def _differs(item: Json, other: Json | None) -> bool:
    return other is None or (item["price"]["id"], item["quantity"]) != (
        other["price"]["id"],
        other["quantity"],
    )


def _is_refused(books: Books, invoice: Json) -> bool:
    """A payment that is on its way is trusted."""
    intent = invoicing.intent_of(books, invoice)
    return bool(invoice["status"] == "open" and intent and intent["status"] != "processing")


def _interval(items: list[Json]) -> tuple[str, int]:
    every = items[0]["price"]["recurring"]
    return every["interval"], every["interval_count"]
