"""docs.stripe.com/api/products/object"""

from standfirst.billing.sandbox.ids import Json, fresh


def new(now: int, **fields: object) -> Json:
    return {
        "id": fresh("prod_"),
        "object": "product",
        "active": True,
        "created": now,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": "",
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "type": "service",
        "unit_label": None,
        "updated": now,
        "url": None,
        **fields,
    }
