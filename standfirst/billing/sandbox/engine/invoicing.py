"""An invoice from draft to final (docs.stripe.com/invoicing/integration/workflow-transitions)."""

from standfirst.billing.sandbox.books import Books
from standfirst.billing.sandbox.engine import pending
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.objects import coupon as coupons
from standfirst.billing.sandbox.objects import invoice as invoices
from standfirst.billing.sandbox.objects import line as lines
from standfirst.billing.sandbox.objects import payment_intent as intents
from standfirst.billing.sandbox.objects import subscription as subscriptions


def make(
    books: Books, subscription: Json, wanted: list[Json], reason: str, period: tuple[int, int]
) -> Json:
    """A draft with these lines and those that were waiting, and the subscription's discounts taken off."""
    customer = books.find("customer", subscription["customer"])
    invoice = invoices.new(books.stamp, subscription, customer, reason, period)
    all_lines = _discounted(books, subscription, [*subscription["_waiting"], *wanted])
    invoice = {
        **invoices.summed(invoice, all_lines, customer["balance"]),
        "account_country": books.rules.country,
        "account_name": books.rules.name,
    }
    books.add(invoice, "invoice.created")
    _forget_once(books, subscription)
    books.change(subscription, latest_invoice=invoice["id"], _waiting=[])
    return invoice


def finalize(books: Books, invoice: Json) -> Json:
    """It gets its number and its payment; where nothing is due it is paid by that."""
    customer = books.find("customer", invoice["customer"])
    invoice = invoices.summed(invoice, invoice["lines"]["data"], customer["balance"])
    number = f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04d}"
    balance = invoices.balance_after(invoice)
    books.change(
        customer,
        *(["customer.updated"] if balance != customer["balance"] else []),
        next_invoice_sequence=customer["next_invoice_sequence"] + 1,
        balance=balance,
    )
    invoice = books.change(
        invoice,
        **{
            **invoice,
            "status": "open",
            "number": number,
            "ending_balance": balance,
            "effective_at": books.stamp,
            "automatically_finalizes_at": None,
            "hosted_invoice_url": f"{books.address}/invoices/{invoice['id']}",
            "invoice_pdf": f"{books.address}/invoices/{invoice['id']}/pdf",
            "status_transitions": invoices.stamped(invoice, finalized_at=books.stamp),
        },
    )
    if invoice["amount_due"]:
        _ask_for(books, invoice)
    books.emit("invoice.finalized", books.fresh(invoice))
    return invoice


def _ask_for(books: Books, invoice: Json) -> None:
    method = method_for(books, invoice)
    intent = intents.new(books.stamp, invoice, method["id"] if method else None)
    books.add(intent, "payment_intent.created")
    books.add(invoices.payment(books.stamp, invoice, intent))


def void(books: Books, invoice: Json) -> Json:
    """Nobody is to pay it any more (docs.stripe.com/api/invoices/void)."""
    intent = intent_of(books, invoice)
    if intent:
        books.change(
            intent,
            "payment_intent.canceled",
            status="canceled",
            canceled_at=books.stamp,
            cancellation_reason="void_invoice",
            next_action=None,
            _settles_at=None,
        )
        books.change(
            payment_of(books, invoice),
            status="canceled",
            status_transitions={"canceled_at": books.stamp, "paid_at": None},
        )
    pending.dropped(books, invoice)
    return books.change(
        invoice,
        "invoice.voided",
        "invoice.updated",
        status="void",
        auto_advance=False,
        next_payment_attempt=None,
        automatically_finalizes_at=None,
        status_transitions=invoices.stamped(invoice, voided_at=books.stamp),
    )


def give_up(books: Books, invoice: Json) -> Json:
    """Nobody is expected to pay it (docs.stripe.com/api/invoices/mark_uncollectible)."""
    return books.change(
        invoice,
        "invoice.marked_uncollectible",
        "invoice.updated",
        status="uncollectible",
        auto_advance=False,
        next_payment_attempt=None,
        status_transitions=invoices.stamped(invoice, marked_uncollectible_at=books.stamp),
    )


def payment_of(books: Books, invoice: Json) -> Json:
    for payment in books.store.of(invoice["customer"], "invoice_payment"):
        if payment["invoice"] == invoice["id"] and payment["is_default"]:
            return payment
    return {}


def intent_of(books: Books, invoice: Json) -> Json | None:
    payment = payment_of(books, invoice)
    return books.store.get(payment["payment"]["payment_intent"]) if payment else None


def method_for(books: Books, invoice: Json) -> Json | None:
    """The invoice's own, else the subscription's, else the customer's
    (docs.stripe.com/billing/subscriptions/payment-methods-setting)."""
    subscription = books.store.get(invoices.subscription_of(invoice)) or {}
    customer = books.store.get(invoice["customer"]) or {}
    for id in (
        invoice["default_payment_method"],
        subscription.get("default_payment_method"),
        customer.get("invoice_settings", {}).get("default_payment_method"),
    ):
        if id:
            return books.store.get(id)
    return None


def name_of(books: Books, item: Json) -> str:
    product = books.store.get(item["price"]["product"])
    return str(product["name"]) if product else "Subscription"


def whole_period(books: Books, subscription: Json) -> list[Json]:
    """What its current period costs."""
    period = subscriptions.period_of(subscription)
    say = lines.free if subscription["status"] == "trialing" else lines.full
    return [
        say(item, name_of(books, item), period) for item in subscriptions.items_of(subscription)
    ]


def coupons_on(books: Books, subscription: Json) -> list[tuple[str, Json]]:
    """Its discounts that still run, with their coupons."""
    found = []
    for id in subscription["discounts"]:
        discount = books.store.get(id)
        coupon = books.store.get(discount["source"]["coupon"]) if discount else None
        if discount and coupon and (not discount["end"] or books.stamp < discount["end"]):
            found.append((id, coupon))
    return found


def after_discounts(books: Books, subscription: Json, amount: int) -> int:
    for _, coupon in coupons_on(books, subscription):
        amount -= coupons.off(coupon, amount)
    return amount


def _discounted(books: Books, subscription: Json, wanted: list[Json]) -> list[Json]:
    """A share of a period is asked for with its discount taken off already, and gets no other."""
    return [
        _line_discounted(books, subscription, line) if line["discountable"] else line
        for line in wanted
    ]


def _line_discounted(books: Books, subscription: Json, line: Json) -> Json:
    left, amounts = line["amount"], []
    for id, coupon in coupons_on(books, subscription):
        off = coupons.off(coupon, left)
        left -= off
        if off:
            amounts.append({"amount": off, "discount": id})
    return {
        **line,
        "discount_amounts": amounts,
        "discounts": [each["discount"] for each in amounts],
        "pretax_credit_amounts": [{**each, "type": "discount"} for each in amounts],
    }


def _forget_once(books: Books, subscription: Json) -> None:
    """A discount of duration `once` is used up by the first invoice that is not free."""
    if subscription["status"] == "trialing":
        return
    used = {id for id, coupon in coupons_on(books, subscription) if coupon["duration"] == "once"}
    left = [id for id in subscription["discounts"] if id not in used]
    books.change(subscription, discounts=left)
