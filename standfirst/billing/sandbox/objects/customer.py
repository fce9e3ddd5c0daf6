"""docs.stripe.com/api/customers/object"""

from standfirst.billing.sandbox.ids import Json, fresh


def new(now: int, **fields: object) -> Json:
    return {
        "id": fresh("cus_"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": fresh("", 8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
        **fields,
    }


def deleted(customer: Json) -> Json:
    return {
        "id": customer["id"],
        "object": "customer",
        "deleted": True,
    }
