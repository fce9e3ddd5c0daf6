"""Names of objects, as Stripe writes them."""

import secrets
import string
from typing import Any

Json = dict[str, Any]

_LETTERS = string.ascii_letters + string.digits


def fresh(prefix: str, length: int = 14) -> str:
    return prefix + "".join(secrets.choice(_LETTERS) for _ in range(length))


def secret_of(id: str) -> str:
    """A client secret: its holder may confirm that one intent (docs.stripe.com/api/payment_intents/object)."""
    return f"{id}_secret_{fresh('', 25)}"
