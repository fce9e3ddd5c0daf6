"""docs.stripe.com/api/payment_intents/object. `_invoice`: the one it is for; Stripe no longer shows that here."""

from standfirst.billing.sandbox.ids import Json, fresh, secret_of


def new(now: int, invoice: Json, method: str | None) -> Json:
    id = fresh("pi_", 24)
    first = invoice["billing_reason"] == "subscription_create"
    return {
        "id": id,
        "object": "payment_intent",
        "amount": invoice["amount_remaining"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": secret_of(id),
        "confirmation_method": "automatic",
        "created": now,
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "customer_account": None,
        "description": "Subscription creation" if first else "Subscription update",
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": method,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card", "sepa_debit"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": "off_session" if first else None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_confirmation" if method else "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
        "_invoice": invoice["id"],
    }


def next_action(address: str, intent: Json, return_url: str | None) -> Json:
    """Where the bank asks: docs.stripe.com/payments/3d-secure/authentication-flow. The page is the sandbox's own."""
    url = f"{address}/bank/{intent['id']}?secret={intent['client_secret']}"
    if return_url:
        return {
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": return_url, "url": url},
        }
    return {
        "type": "use_stripe_sdk",
        "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": url},
    }
