"""Every call that the sandbox answers. The first that fits is taken."""

from standfirst.billing.sandbox.api import (
    account,
    catalogue,
    charges,
    customers,
    discounts,
    hand,
    invoices,
    payment_intents,
    payment_methods,
    setup_intents,
    subscriptions,
)
from standfirst.billing.sandbox.api.call import Route
from standfirst.billing.sandbox.errors import unknown_call

ROUTES: list[Route] = [
    *customers.ROUTES,
    *payment_methods.ROUTES,
    *setup_intents.ROUTES,
    *payment_intents.ROUTES,
    *catalogue.ROUTES,
    *subscriptions.ROUTES,
    *invoices.ROUTES,
    *charges.ROUTES,
    *discounts.ROUTES,
    *account.ROUTES,
    *hand.ROUTES,
]


def find(method: str, path: str) -> tuple[Route, str]:
    """The call, and the id in its address. Raises Refusal (404) for one that the sandbox does not know."""
    for route in ROUTES:
        id = route.match(method, path)
        if id is not None:
            return route, id
    raise unknown_call(method, path)
