"""What the next invoice would be: docs.stripe.com/api/invoices/create_preview. It is made, looked at, and put back."""

from standfirst.billing.sandbox.api import discounts, subscription_changes, subscriptions
from standfirst.billing.sandbox.api.call import Asked
from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import invoicing
from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.form import ADDRESS, Required, Shape, boolean, many, text
from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.objects import customer as customers
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects.subscription import in_period, next_end, period_of

_CHANGES = subscription_changes.UPDATE.fields
PREVIEW = Shape(
    automatic_tax=Shape(enabled=Required(boolean)),
    currency=text,
    customer=text,
    customer_details=Shape(address=ADDRESS),
    discounts=many(discounts.GIVEN),
    subscription=text,
    subscription_details=Shape(
        **{
            name: _CHANGES[name]
            for name in (
                "billing_cycle_anchor",
                "cancel_at",
                "cancel_at_period_end",
                "items",
                "proration_behavior",
                "proration_date",
                "trial_end",
            )
        }
    ),
)


def preview(books: Books, asked: Asked) -> Json:
    """Of a subscription, were it changed so; or of one that is not there yet."""
    changes = dict(asked.get("subscription_details") or {})
    if "discounts" in asked.sent:
        changes["discounts"] = asked.sent["discounts"]
    mark = books.store.mark()
    try:
        if asked.get("subscription"):
            found = books.find("subscription", asked.sent["subscription"], "subscription", 400)
            invoice = _of_change(books, found, changes)
        else:
            invoice = _of_beginning(books, asked, changes)
    finally:
        books.store.undo(mark)
    id = fresh("upcoming_in_", 24)
    return {**invoice, "id": id, "lines": invoices.with_lines(id, invoice["lines"]["data"])}


def _of_change(books: Books, subscription: Json, changes: Json) -> Json:
    after = subscription_changes.apply(books, subscription, Asked(sent=changes), charge=False)
    if after["latest_invoice"] != subscription["latest_invoice"]:
        return books.find("invoice", after["latest_invoice"])
    period = period_of(after)
    end = period[1]
    if after["cancel_at"] is not None and after["cancel_at"] <= end:
        raise invalid("No upcoming invoices for customer", code="invoice_upcoming_none")
    items = in_period(after, end, next_end(after, end))
    ahead = {**after, "status": "active", "items": items}
    with books.at(end):
        wanted = invoicing.whole_period(books, ahead)
        return invoicing.make(books, ahead, wanted, "upcoming", period)


def _of_beginning(books: Books, asked: Asked, changes: Json) -> Json:
    customer = asked.get("customer") or books.add(customers.new(books.stamp))["id"]
    trial = {name: changes[name] for name in ("trial_end", "discounts") if changes.get(name)}
    if not changes.get("items"):
        raise invalid(
            "Missing required param: subscription.", param="subscription", code="parameter_missing"
        )
    begun = subscriptions.create(
        books,
        Asked(
            sent={
                "customer": customer,
                "items": changes["items"],
                "payment_behavior": "default_incomplete",
                **trial,
            }
        ),
    )
    return books.find("invoice", begun["latest_invoice"])
