"""docs.stripe.com/api/invoices/object"""

from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.objects.payment_method import NO_ADDRESS


def new(now: int, subscription: Json, customer: Json, reason: str, period: tuple[int, int]) -> Json:
    """A draft without lines."""
    id = fresh("in_", 24)
    return {
        "id": id,
        "object": "invoice",
        "account_country": None,
        "account_name": None,
        "account_tax_ids": None,
        "amount_due": 0,
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_remaining": 0,
        "amount_shipping": 0,
        "application": None,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {
            "disabled_reason": None,
            "enabled": subscription["automatic_tax"]["enabled"],
            "liability": {"type": "self"} if subscription["automatic_tax"]["enabled"] else None,
            "provider": "stripe" if subscription["automatic_tax"]["enabled"] else None,
            "status": "complete" if subscription["automatic_tax"]["enabled"] else None,
        },
        "automatically_finalizes_at": None,
        "billing_reason": reason,
        "collection_method": subscription["collection_method"],
        "created": now,
        "currency": subscription["currency"],
        "custom_fields": None,
        "customer": customer["id"],
        "customer_account": None,
        "customer_address": {**NO_ADDRESS, **customer["address"]} if customer["address"] else None,
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_shipping": None,
        "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": [],
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": None,
        "discounts": [],
        "due_date": None,
        "effective_at": None,
        "ending_balance": None,
        "footer": None,
        "from_invoice": None,
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "issuer": {"type": "self"},
        "last_finalization_error": None,
        "latest_revision": None,
        "lines": with_lines(id, []),
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": None,
        "on_behalf_of": None,
        "parent": {
            "quote_details": None,
            "subscription_details": {
                "metadata": subscription["metadata"],
                "subscription": subscription["id"],
            },
            "type": "subscription_details",
        },
        "payment_settings": {
            "default_mandate": None,
            "payment_method_options": None,
            "payment_method_types": None,
        },
        "period_end": period[1],
        "period_start": period[0],
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "receipt_number": None,
        "rendering": None,
        "shipping_cost": None,
        "shipping_details": None,
        "starting_balance": customer["balance"],
        "statement_descriptor": None,
        "status": "draft",
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "subtotal": 0,
        "subtotal_excluding_tax": 0,
        "test_clock": None,
        "total": 0,
        "total_discount_amounts": [],
        "total_excluding_tax": 0,
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
        "webhooks_delivered_at": None,
    }


def with_lines(invoice: str, lines: list[Json]) -> Json:
    lines = [{**line, "invoice": invoice} for line in lines]
    url = f"/v1/invoices/{invoice}/lines"
    return {
        "object": "list",
        "data": lines,
        "has_more": False,
        "total_count": len(lines),
        "url": url,
    }


def summed(invoice: Json, lines: list[Json], balance: int) -> Json:
    """Its totals, after the lines' discounts and the customer's balance: below zero, that is what they have over
    (docs.stripe.com/billing/customer/balance)."""
    subtotal = sum(line["amount"] for line in lines)
    off: dict[str, int] = {}
    for line in lines:
        for each in line["discount_amounts"]:
            off[each["discount"]] = off.get(each["discount"], 0) + each["amount"]
    total = subtotal - sum(off.values())
    due = max(0, total + balance) if total > 0 else 0
    amounts = [{"amount": amount, "discount": id} for id, amount in off.items()]
    return {
        **invoice,
        "lines": with_lines(invoice["id"], lines),
        "discounts": list(off),
        "subtotal": subtotal,
        "subtotal_excluding_tax": subtotal,
        "total": total,
        "total_excluding_tax": total,
        "total_discount_amounts": amounts,
        "total_pretax_credit_amounts": [
            {"amount": each["amount"], "discount": each["discount"], "type": "discount"}
            for each in amounts
        ],
        "starting_balance": balance,
        "amount_due": due,
        "amount_remaining": due,
    }


def balance_after(invoice: Json) -> int:
    """What the customer's balance is once it is final."""
    after: int = invoice["starting_balance"] + invoice["total"] - invoice["amount_due"]
    return after


def stamped(invoice: Json, **moments: int) -> Json:
    transitions: Json = {**invoice["status_transitions"], **moments}
    return transitions


def subscription_of(invoice: Json) -> str | None:
    parent = invoice["parent"]
    return parent["subscription_details"]["subscription"] if parent else None


def payment(now: int, invoice: Json, intent: Json) -> Json:
    """docs.stripe.com/api/invoice-payment/object"""
    return {
        "id": fresh("inpay_", 24),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_remaining"],
        "created": now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"payment_intent": intent["id"], "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
        "_customer": invoice["customer"],
    }
