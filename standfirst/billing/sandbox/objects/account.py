"""The account itself, its tax settings, and where its events go: docs.stripe.com/api/accounts/object"""

from standfirst.billing.sandbox.ids import Json, fresh


def account(country: str, currency: str, name: str) -> Json:
    return {
        "id": "acct_sandbox",
        "object": "account",
        "business_profile": {"mcc": None, "name": name, "support_email": None, "url": None},
        "business_type": None,
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "controller": {"type": "account"},
        "country": country,
        "created": 1704067200,
        "default_currency": currency,
        "details_submitted": True,
        "email": "sandbox@example.org",
        "metadata": {},
        "payouts_enabled": True,
        "type": "standard",
    }


def tax_settings(country: str) -> Json:
    address = dict.fromkeys(("city", "line1", "line2", "postal_code", "state"))
    return {
        "object": "tax.settings",
        "defaults": {
            "provider": "stripe",
            "tax_behavior": "inclusive",
            "tax_code": "txcd_10000000",
        },
        "head_office": {"address": {**address, "country": country}},
        "livemode": False,
        "status": "active",
        "status_details": {"active": {}},
    }


def endpoint(now: int, **fields: object) -> Json:
    """docs.stripe.com/api/webhook_endpoints/object. Its secret is shown once, where it is made."""
    return {
        "id": fresh("we_", 24),
        "object": "webhook_endpoint",
        "api_version": None,
        "application": None,
        "created": now,
        "description": None,
        "enabled_events": ["*"],
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": "",
        "_secret": fresh("whsec_", 32),
        **fields,
    }
