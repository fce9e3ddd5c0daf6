"""What may be kept of a card: what a notice prints of it, and the fingerprint by which it is known again. Pure."""

from standfirst.billing.truth import Thing
from standfirst.membership.snapshot import Card


def card_of(method: Thing | None) -> Card | None:
    """None for what is no card: a bank debit has nothing of the sort to print."""
    card = (method or {}).get("card")
    if not card:
        return None
    return Card(card["brand"], card["last4"], card["exp_month"], card["exp_year"])


def fingerprint_of(method: Thing | None) -> str:
    """The same for the same card or bank account, whoever brings it; empty where Stripe gives none."""
    kind = (method or {}).get("type")
    return str(((method or {}).get(kind) or {}).get("fingerprint") or "") if kind else ""


def method_on_file(subscription: Thing | None, customer: Thing) -> Thing | None:
    """Stripe charges the subscription's own, and the customer's where it has none."""
    settings = customer.get("invoice_settings") or {}
    named = (
        (subscription or {}).get("default_payment_method"),
        settings.get("default_payment_method"),
    )
    return next((it for it in named if isinstance(it, dict)), None)
