"""docs.stripe.com/api/charges/object"""

from standfirst.billing.sandbox.cards import Decline
from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.objects import payment_method


def new(now: int, intent: Json, method: Json, address: str) -> Json:
    """One that is neither paid nor declined yet."""
    id = fresh("ch_", 24)
    return {
        "id": id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": False,
        "created": now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": None,
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": payment_method.as_paid_with(method),
        "receipt_email": None,
        "receipt_number": None,
        "receipt_url": f"{address}/receipts/{id}",
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "pending",
        "transfer_data": None,
        "transfer_group": None,
    }


def paid(charge: Json) -> Json:
    return {
        "amount_captured": charge["amount"],
        "captured": True,
        "paid": True,
        "status": "succeeded",
        "outcome": _outcome("authorized", "approved_by_network", "Payment complete."),
    }


def declined(decline: Decline) -> Json:
    blocked = decline.decline_code == "fraudulent"
    return {
        "status": "failed",
        "failure_code": decline.code,
        "failure_message": decline.message,
        "outcome": _outcome(
            "blocked" if blocked else "issuer_declined",
            "not_sent_to_network" if blocked else "declined_by_network",
            "The bank did not return any further details with this decline.",
            decline.decline_code or decline.code,
        ),
    }


def _outcome(type: str, network: str, said: str, reason: str | None = None) -> Json:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network,
        "reason": reason,
        "risk_level": "normal",
        "risk_score": 10,
        "seller_message": said,
        "type": type,
    }
