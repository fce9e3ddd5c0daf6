"""The `Stripe-Signature` header (docs.stripe.com/webhooks#verify-manually)."""

import hmac
import time
from hashlib import sha256


def header(body: str, secret: str, at: int | None = None) -> str:
    """`at`: real seconds since 1970, for whoever verifies it looks at the real clock."""
    at = int(time.time()) if at is None else at
    signed = hmac.new(secret.encode(), f"{at}.{body}".encode(), sha256).hexdigest()
    return f"t={at},v1={signed}"
