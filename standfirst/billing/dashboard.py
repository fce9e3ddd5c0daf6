"""Where staff find a customer in Stripe's own pages."""

from django.conf import settings

from standfirst.settings import STRIPES_API

DASHBOARD = "https://dashboard.stripe.com"


def customer_page(stripe_id: str) -> str:
    """Empty where there is none: a sandbox has no such pages. Test data is on pages of its own."""
    if settings.STRIPE_API != STRIPES_API:
        return ""
    return f"{DASHBOARD}/{'test/' if is_test() else ''}customers/{stripe_id}"


def is_test() -> bool:
    return not settings.STRIPE_KEY.startswith(("sk_live_", "rk_live_"))
