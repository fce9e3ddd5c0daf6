"""What we keep of the payment processor: its ids, what rang, and what was paid. No card number ever comes here."""

from standfirst.billing.models.bell import Bell
from standfirst.billing.models.catalogue import SoldPlan, SoldPrice
from standfirst.billing.models.customer import Customer
from standfirst.billing.models.invoice import Invoice, InvoiceState
from standfirst.billing.models.join import Join, JoinState
from standfirst.billing.models.letter import Letter
from standfirst.billing.models.subscription import Subscription

__all__ = [
    "Bell",
    "Customer",
    "Invoice",
    "InvoiceState",
    "Join",
    "JoinState",
    "Letter",
    "SoldPlan",
    "SoldPrice",
    "Subscription",
]
