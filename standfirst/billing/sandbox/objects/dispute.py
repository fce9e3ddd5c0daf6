"""docs.stripe.com/api/disputes/object"""

from standfirst.billing.sandbox.ids import Json, fresh

_EVIDENCE = (
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
)
DAYS_TO_ANSWER = 9


def new(now: int, charge: Json, reason: str) -> Json:
    return {
        "id": fresh("du_", 24),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + DAYS_TO_ANSWER * 86400,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": _card(charge["payment_method_details"].get("card")),
        "reason": reason,
        "status": "needs_response",
        "_customer": charge["customer"],
    }


def _card(card: Json | None) -> Json | None:
    if card is None:
        return None
    return {
        "card": {
            "brand": card["brand"],
            "case_type": "chargeback",
            "network": card["network"],
            "network_reason_code": "10.4",
        },
        "type": "card",
    }
